#include "register/routes.hpp"

#include "register/export/export_menu.hpp"
#include "register/export/record_rows.hpp"
#include "register/map/map_pages.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

using http::Method;
using http::Policy;
using http::Request;

using Page = http::Response (*)(Request const&, Context const&);

http::Route route(std::string pattern, Context const& context, Page page, bool has_json,
                  std::vector<http::Format> downloads = {}) {
    return {Method::get,        std::move(pattern),
            Policy::everyone(), [page, &context](Request const& request) { return page(request, context); },
            has_json,           std::move(downloads)};
}

std::vector<http::Format> downloads_of(std::string_view table) {
    return downloads(has_points(*find_noun(table)));
}

} // namespace

std::vector<http::Route> routes(Context const& context) {
    std::vector<http::Route> all{
        route("/", context, home_page, false),
        route("/home", context, home_page, true), // so that the home page has a name as JSON: /home.json
        route("/search", context, search_page, true),
        route("/register", context, actor_list_page, true, downloads_of("actors")),
        route("/tiles/{zoom:integer}/{x:integer}/{y}", context, actor_tile, false), // y ends in .mvt
        route("/register/map", context, map_page, false),
        route("/register/map/ties.json", context, map_ties, false), // GeoJSON, of which there is no page
        route("/register/map/in-view.json", context, map_in_view, false),
        route("/embed/map", context, embedded_map_page, false),
        route("/register/countries", context, countries_page, true, downloads(false)),
        route("/register/themes", context, themes_page, true, downloads_of("themes")),
        route("/register/referrals", context, referrals_page, true, downloads(false)),
        route("/register/{slug:slug}", context, actor_page, true, downloads_of("actors")),
        route("/register/{slug:slug}/history", context, actor_history_page, true),
        route("/about-the-data", context, about_data_page, false),
        route("/accessibility", context, accessibility_page, false),
    };
    // /register/partnerships, /register/activities, /register/practices …
    for (NounList const& list : noun_lists())
        all.push_back(
            {Method::get, fmt::format("/register/{}", list.table), Policy::everyone(),
             [&list, &context](Request const& request) { return noun_list_page(request, context, list); },
             true, downloads_of(list.table)});
    // /register/partnerships/{uuid}, /register/convenings/{slug} … and their histories
    for (RecordPage const& page : record_pages()) {
        std::string const pattern = fmt::format("/register/{}/{{name:slug}}", address_of(page.table));
        all.push_back(
            {Method::get, pattern, Policy::everyone(),
             [&page, &context](Request const& request) { return record_page(request, context, page); }, true,
             downloads_of(page.table)});
        all.push_back({Method::get, pattern + "/history", Policy::everyone(),
                       [&page, &context](Request const& request) {
                           return record_history_page(request, context, page);
                       },
                       true});
    }
    return all;
}

} // namespace legation::registry
