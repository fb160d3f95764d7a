#include "register/routes.hpp"

#include "register/api/api_pages.hpp"
#include "register/api/query.hpp"
#include "register/catalog/catalog_pages.hpp"
#include "register/cite/cite_pages.hpp"
#include "register/confirming/confirm_pages.hpp"
#include "register/dumps/dump_pages.hpp"
#include "register/editing/editing_routes.hpp"
#include "register/export/export_menu.hpp"
#include "register/export/record_rows.hpp"
#include "register/fact_sheet/fact_sheet_page.hpp"
#include "register/feeds/discovery.hpp"
#include "register/feeds/feed_pages.hpp"
#include "register/following/following_pages.hpp"
#include "register/lens/answer_through_lens.hpp"
#include "register/lens/dated_address.hpp"
#include "register/map/map_pages.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/reconcile/reconcile_pages.hpp"
#include "register/record_views.hpp"
#include "register/revisions/changes_page.hpp"
#include "register/revisions/version_pages.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

using http::Method;
using http::Policy;
using http::Request;

/// What the routes of the section are made from.
struct Reading {
    Context const& context;
    Lenses& lenses;
};

/// A route for readers. Each sees what is for them and, where the address shows the record, as of a date too.
http::Route route(std::string pattern, Reading const& context, Page page, bool has_json,
                  std::vector<http::Format> downloads = {}) {
    http::Handler handler = [page = std::move(page), takes_date = takes_a_date(pattern),
                             &present = context.context, &lenses = context.lenses](Request const& request) {
        return answer_through_lens(request, present, lenses, page, takes_date);
    };
    return {Method::get,        std::move(pattern), Policy::everyone(),
            std::move(handler), has_json,           std::move(downloads)};
}

std::vector<http::Format> downloads_of(std::string_view table) {
    return downloads(has_points(*find_noun(table)));
}

/// The feed of a noun's list has the list's title.
std::string_view list_title(std::string_view table) {
    for (NounList const& list : noun_lists())
        if (list.table == table) return list.title;
    return table == "themes" ? tr_noop("Themes") : std::string_view();
}

/// What others need to find, follow and cite the record.
std::vector<http::Route> open_routes(Reading const& context) {
    std::vector<http::Route> all{
        route("/robots.txt", context, robots, false),
        route("/sitemap.xml", context, sitemap_index, false),
        route("/sitemaps/{name:slug}/{part:integer}.xml", context, sitemap_part, false),
        route("/opensearch.xml", context, opensearch_description, false),
        route("/data.json", context, data_json, false),
        route("/catalog.jsonld", context, catalog_jsonld, false),
        route("/oembed", context, oembed, false),
        route("/dumps", context, dumps_page, true),
        route("/dumps/{dump:slug}/{file}", context, dump_file, false),
        route("/register.atom", context, actor_list_feed, false),
        route("/register/countries.atom", context, countries_feed, false),
        route("/register/referrals.atom", context, referrals_feed, false),
        route("/register/changes.atom", context, changes_feed, false),
    };
    all.push_back(route("/register/{slug:slug}/fact-sheet", context, fact_sheet_page, false));
    for (std::string const record : {"/register/{slug:slug}", "/register/{noun:slug}/{name:slug}"}) {
        all.push_back(route(record + ".atom", context, record_feed, false));
        all.push_back(route(record + ".bib", context, bibtex_file, false));
        all.push_back(route(record + ".ris", context, ris_file, false));
        all.push_back(route(record + ".csl.json", context, csl_json_file, false));
        all.push_back(route(record + ".citation.txt", context, citation_text_file, false));
    }
    for (RecordPage const& page : record_pages()) // /register/partnerships.atom
        if (std::string_view const title = list_title(page.table); !title.empty())
            all.push_back(route(
                fmt::format("/register/{}.atom", address_of(page.table)), context,
                [&page, title](Request const& request, Context const& shown) {
                    return noun_list_feed(request, shown, page, title);
                },
                false));
    return all;
}

} // namespace

std::vector<http::Route> routes(Context const& present, Lenses& lenses) {
    Reading const context{present, lenses};
    std::vector<http::Route> all{
        route("/", context, home_page, false),
        route("/home", context, home_page, true), // so that the home page has a name as JSON: /home.json
        route("/search", context, search_page, true, downloads(false)),
        route("/register", context, actor_list_page, true, downloads_of("actors")),
        route("/tiles/{zoom:integer}/{x:integer}/{y}", context, actor_tile, false), // y ends in .mvt
        route("/register/map", context, map_page, false),
        route("/register/map/ties.json", context, map_ties, false), // GeoJSON, of which there is no page
        route("/register/map/in-view.json", context, map_in_view, false),
        route("/embed/map", context, embedded_map_page, false),
        route("/register/countries", context, countries_page, true, downloads(false)),
        route("/register/themes", context, themes_page, true, downloads_of("themes")),
        route("/register/referrals", context, referrals_page, true, downloads(false)),
        route("/register/{slug:slug}", context, record_page, true, downloads_of("actors")),
        route("/register/{slug:slug}/history", context, record_history_page, true, downloads(false)),
        route("/register/{slug:slug}/history/{version:integer}", context, version_page, true),
        route("/register/{slug:slug}/history/compare", context, comparison_page, true),
        route("/register/changes", context, changes_page, true),
        route("/about-the-data", context, about_data_page, false),
        route("/accessibility", context, accessibility_page, false),
    };
    all.push_back(route("/developers", context, api::developers_page, false));
    all.push_back(route("/api/v1", context, api::collections_page, false));
    all.push_back(route("/api/openapi.json", context, api::openapi_page, false));
    // /api/v1/partnerships, /api/v1/partnerships/{key} …
    for (records::RecordType const* type : api::collections()) {
        std::string const pattern = fmt::format("/api/v1/{}", address_of(type->table));
        all.push_back(route(
            pattern, context,
            [type](Request const& request, Context const& shown) {
                return api::list_page(request, shown, *type);
            },
            false));
        all.push_back(route(
            pattern + "/{key:slug}", context,
            [type](Request const& request, Context const& shown) {
                return api::record_page(request, shown, *type);
            },
            false));
    }
    // /register/partnerships, /register/activities, /register/practices …
    for (NounList const& list : noun_lists())
        all.push_back(route(
            fmt::format("/register/{}", list.table), context,
            [&list](Request const& request, Context const& shown) {
                return noun_list_page(request, shown, list);
            },
            true, downloads_of(list.table)));
    // /register/partnerships/{uuid}, /register/convenings/{slug} … and their histories
    for (RecordPage const& page : record_pages()) {
        std::string const pattern = fmt::format("/register/{}/{{name:slug}}", address_of(page.table));
        all.push_back(route(pattern, context, record_page, true, downloads_of(page.table)));
        all.push_back(route(pattern + "/history", context, record_history_page, true, downloads(false)));
        all.push_back(route(pattern + "/history/{version:integer}", context, version_page, true));
        all.push_back(route(pattern + "/history/compare", context, comparison_page, true));
    }
    for (http::Route& open : open_routes(context))
        all.push_back(std::move(open));
    // /register/…/suggest, /suggest, /proposals
    for (http::Route& editing : editing_routes(present, lenses))
        all.push_back(std::move(editing));
    // /register/…/confirm, /confirmations
    for (http::Route& confirming : confirming_routes(present))
        all.push_back(std::move(confirming));
    // /follow, /account/following
    for (http::Route& following : following_routes(present))
        all.push_back(std::move(following));
    // /reconcile and what belongs to it
    for (http::Route& service : reconcile_routes(present))
        all.push_back(std::move(service));
    return all;
}

} // namespace legation::registry
