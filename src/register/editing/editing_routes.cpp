#include "register/editing/editing_routes.hpp"

#include "accounts/policy.hpp"
#include "register/editing/edit_pages.hpp"
#include "register/editing/patrol_pages.hpp"
#include "register/editing/protect_pages.hpp"
#include "register/lens/answer_through_lens.hpp"
#include "register/merge/duplicates_page.hpp"
#include "register/proposals/api_proposals.hpp"
#include "register/proposals/moderation_pages.hpp"
#include "register/proposals/own_proposals.hpp"
#include "register/proposals/proposal_pages.hpp"
#include "register/proposals/suggest_pages.hpp"

namespace legation::registry {

std::vector<http::Route> editing_routes(Context const& context, Lenses& lenses) {
    using accounts::Permission;
    using http::Method;
    using Page = http::Response (*)(http::Request const&, Context const&);
    std::vector<http::Route> all;
    auto const add = [&](Method method, std::string pattern, Permission permission, Page page) {
        all.push_back({method, std::move(pattern), accounts::route_policy(permission),
                       [page, &context](http::Request const& request) { return page(request, context); }});
    };
    auto const add_form = [&](std::string const& pattern, Permission permission, Page show, Page receive) {
        add(Method::get, pattern, permission, show);
        add(Method::post, pattern, permission, receive);
    };
    // Who sees a closed record through their lens finds its forms there too.
    auto const add_lensed_form = [&](std::string const& pattern, Permission permission, Page show,
                                     Page receive) {
        for (auto const& [method, page] : {std::pair(Method::get, show), std::pair(Method::post, receive)})
            all.push_back({method, pattern, accounts::route_policy(permission),
                           [page, &context, &lenses](http::Request const& request) {
                               return answer_through_lens(request, context, lenses, page, false);
                           }});
    };
    for (std::string const record : {"/register/{slug:slug}", "/register/{noun:slug}/{name:slug}"}) {
        add_lensed_form(record + "/suggest", Permission::suggest_change, suggest_page, send_suggestion);
        add_lensed_form(record + "/edit", Permission::edit_record, edit_page, save_edit);
        add_lensed_form(record + "/revert", Permission::edit_record, revert_page, revert_version);
        add_form(record + "/protect", Permission::moderate, protect_page, protect_record);
    }
    add(Method::get, "/suggest", Permission::suggest_change, add_page);
    add_form("/suggest/{noun}", Permission::suggest_change, suggest_new_page, send_new);
    add_form("/proposals/{uuid:slug}", Permission::suggest_change, proposal_page, act_on_proposal);
    add_form("/proposals/{uuid:slug}/confirm", Permission::suggest_change, confirm_page, confirm_proposal);
    add(Method::get, "/account/suggestions", Permission::use_account, own_proposals_page);
    add_form("/moderation", Permission::moderate, moderation_queue, decide_about_many);
    add_form("/moderation/patrol", Permission::moderate, patrol_page, decide_about_patrol);
    add_form("/moderation/duplicates", Permission::moderate, duplicates_page, search_for_duplicates);
    add(Method::post, "/moderation/duplicates/{id:integer}", Permission::moderate, decide_about_duplicates);
    add(Method::post, "/moderation/merges/{id:integer}/undo", Permission::moderate, undo_merge_page);
    add_form("/moderation/{uuid:slug}", Permission::moderate, moderation_page, decide_about_one);
    add(Method::post, "/api/v1/proposals", Permission::suggest_change, receive_proposal);
    // Programs hold no form token. Who posts there without an API token is a visitor, whatever cookies came.
    all.back().is_open_to_other_sites = true;
    return all;
}

} // namespace legation::registry
