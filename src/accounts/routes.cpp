#include "accounts/routes.hpp"

#include "accounts/account_data.hpp"
#include "accounts/account_pages.hpp"
#include "accounts/blocks/block_pages.hpp"
#include "accounts/join_pages.hpp"
#include "accounts/member_pages.hpp"
#include "accounts/people_pages.hpp"
#include "accounts/policy.hpp"
#include "accounts/sign_in_pages.hpp"
#include "accounts/tokens/token_pages.hpp"

namespace legation::accounts {

namespace {

using http::Method;
using http::Request;

using Page = http::Response (*)(Request const&, Context const&);

http::Route route(Method method, std::string pattern, Permission permission, Context const& context,
                  Page page) {
    return {method, std::move(pattern), route_policy(permission),
            [page, &context](Request const& request) { return page(request, context); }};
}

} // namespace

std::vector<http::Route> routes(Context const& context) {
    return {
        route(Method::get, "/sign-in", Permission::sign_in, context, sign_in_page),
        route(Method::post, "/sign-in", Permission::sign_in, context, ask_for_link),
        route(Method::get, "/sign-in/sent", Permission::sign_in, context, link_sent_page),
        route(Method::get, "/sign-in/link/{token}", Permission::sign_in, context, link_page),
        route(Method::post, "/sign-in/link/{token}", Permission::sign_in, context, follow_link),
        route(Method::post, "/sign-out", Permission::sign_in, context, sign_out),
        route(Method::get, "/account", Permission::use_account, context, account_page),
        route(Method::post, "/account/name", Permission::use_account, context, change_name),
        route(Method::post, "/account/sessions/end", Permission::use_account, context, end_sessions),
        route(Method::post, "/account/email", Permission::use_account, context, change_email),
        route(Method::get, "/account/tokens", Permission::use_account, context, tokens_page),
        route(Method::post, "/account/tokens", Permission::use_account, context, add_token),
        route(Method::post, "/account/tokens/{id:integer}/revoke", Permission::use_account, context,
              drop_token),
        route(Method::get, "/account/data.json", Permission::use_account, context, account_data),
        route(Method::get, "/account/leave", Permission::use_account, context, leave_page),
        route(Method::post, "/account/leave", Permission::use_account, context, leave),
        route(Method::get, "/members/{slug:slug}", Permission::manage_members, context, members_page),
        route(Method::post, "/members/{slug:slug}", Permission::manage_members, context, change_members),
        route(Method::get, "/join/{slug:slug}", Permission::use_account, context, join_page),
        route(Method::post, "/join/{slug:slug}", Permission::use_account, context, join),
        route(Method::get, "/requests", Permission::decide_joining, context, requests_page),
        route(Method::post, "/requests/{id:integer}", Permission::decide_joining, context, decide_join),
        route(Method::get, "/moderation/blocks", Permission::moderate, context, blocks_page),
        route(Method::post, "/moderation/blocks", Permission::moderate, context, make_block),
        route(Method::post, "/moderation/blocks/{id:integer}/lift", Permission::moderate, context, end_block),
        route(Method::get, "/people", Permission::see_people, context, people_page),
        route(Method::get, "/people/{id:integer}", Permission::see_people, context, person_page),
        route(Method::post, "/people/{id:integer}", Permission::administer, context, change_person),
    };
}

} // namespace legation::accounts
