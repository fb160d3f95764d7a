#include "kernel/records/json.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/search/sort_key.hpp"
#include "kernel/views/pagination.hpp"
#include "register/actor.hpp"
#include "register/actor_list.hpp"
#include "register/cite/json_ld.hpp"
#include "register/country_view.hpp"
#include "register/export/download.hpp"
#include "register/export/export_menu.hpp"
#include "register/export/record_rows.hpp"
#include "register/feeds/feed_pages.hpp"
#include "register/filter_form.hpp"
#include "register/following/follow_target.hpp"
#include "register/mentions.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/presenter.hpp"
#include "register/render.hpp"
#include "register/render_json.hpp"
#include "register/theme.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

using records::JsonWriter;

/// A page that is one table: heading, a line on what it is, rows, pages.
http::Response show_list(Context const& context, http::Request const& request, Presenter const& presenter,
                         views::PageInfo info, std::string const& lede, Table const& table,
                         std::int64_t total, std::int64_t page, bool with_points = false) {
    http::Language const language = presenter.language();
    std::int64_t const pages = (total + records_per_page - 1) / records_per_page;
    views::Data data;
    Citations citations;
    data.set("HEADING", info.title);
    data.set("LEDE", lede);
    data.set("TOTAL", presenter.number(total));
    if (table.rows.empty())
        data.show("NOTHING");
    else
        show_table(data.add("TABLE"), table, language, citations);
    show_sources(data, citations, presenter);
    std::string const path = info.path;
    views::add_pagination(data, language, page, pages, [&](std::int64_t number) {
        return localized(language, number == 1 ? path : fmt::format("{}?page={}", path, number));
    });
    info.json_path = path + ".json";
    // Countries are followed one by one: the list of them has nothing of its own that could change.
    if (path != "/register/countries")
        show_follow(data, context, request, *context.pictures.current(), presenter, path);
    show_export_menu(data, presenter, path, true, with_points);
    info.json_ld = list_json_ld(context.layout.site(), presenter, info);
    return context.layout.page(request, info, "register/list.tpl", std::move(data));
}

std::string list_json(Table const& table, std::int64_t total, std::int64_t page) {
    JsonWriter json;
    json.begin_object().member("total", total).member("page", page).key("items");
    write_rows(json, table);
    return json.end_object().take();
}

/// RFC 8288: where the pages around this one are, in its language.
void link_pages(http::Response& response, http::Language language, std::string const& path, std::int64_t page,
                std::int64_t pages) {
    std::string links;
    auto const add = [&](std::int64_t number, std::string_view relation) {
        links +=
            fmt::format("{}<{}{}page={}>; rel=\"{}\"", links.empty() ? "" : ", ", localized(language, path),
                        path.find('?') == std::string::npos ? '?' : '&', number, relation);
    };
    // Past the end, the page before is the last one.
    if (page > 1) add(std::clamp<std::int64_t>(pages, 1, page - 1), "prev");
    if (page < pages) add(page + 1, "next");
    if (!links.empty()) response.with("Link", links);
}

/// Puts the rows in the order of what they begin with, as people expect it.
void sort_by_first(Table& table) {
    std::vector<std::pair<std::string, std::vector<Cell>>> keyed;
    keyed.reserve(table.rows.size());
    for (auto& row : table.rows)
        keyed.emplace_back(search::sort_key(row.front().text), std::move(row));
    std::ranges::stable_sort(keyed, {}, &std::pair<std::string, std::vector<Cell>>::first);
    table.rows.clear();
    for (auto& [key, row] : keyed)
        table.rows.push_back(std::move(row));
}

/// A list that fits on one page has no filters, but all of it can be had as a file.
void allow_downloads(http::Request const& request) {
    if (!wants_download(request)) return allow_parameters(request, {});
    allow_parameters(request, {"page"});
    query_of_download(request);
}

std::string actor_list_json(Presenter const& presenter, ActorList const& list, ActorFilter const& filter) {
    JsonWriter json;
    json.begin_object().member("total", list.total).member("page", filter.page).member("pages", list.pages);
    json.key("items").begin_array();
    for (RosterEntry const* entry : list.page) {
        json.begin_object().member("slug", entry->slug).member("name", presenter.actor(entry->id).text);
        json.member("kind", entry->kind).key("country");
        if (entry->country.empty())
            json.null();
        else
            json.value(entry->country);
        json.key("state");
        if (entry->state_id == 0)
            json.null();
        else
            json.value(presenter.atlas().entry(entry->state_id).slug);
        json.key("population");
        if (entry->population == 0)
            json.null();
        else
            json.value(entry->population);
        json.member("partnerships", std::int64_t{entry->recorded.partnerships});
        json.member("memberships", std::int64_t{entry->recorded.memberships});
        json.member("activities", std::int64_t{entry->recorded.activities});
        json.member("has_international_office", entry->recorded.offices > 0);
        json.member("url", "/register/" + entry->slug).end_object();
    }
    json.end_array().key("facets").begin_object();
    for (Facet const& facet : facets_of(list, filter)) {
        json.key(facet.name).begin_array();
        for (FacetValue const& value : facet.values)
            json.begin_object().member("value", value.value).member("count", value.count).end_object();
        json.end_array();
    }
    return json.end_object().end_object().take();
}

} // namespace

http::Response actor_list_page(http::Request const& request, Context const& context) {
    auto const picture = context.pictures.current();
    if (wants_download(request)) {
        ActorFilter const whole = parse_actor_filter(query_of_download(request), *picture->roster);
        return download(context, request, actors_download(context, whole));
    }
    Presenter const presenter(context, request.language, *picture);
    ActorFilter const filter = parse_actor_filter(request.query, *picture->roster);
    auto const kept =
        picture->lists->find(path_of(filter), [&] { return list_actors(*picture->roster, filter); });
    ActorList const& list = *kept;
    refuse_past_end(request, filter.page, list.page.empty());
    ActorFilter first_page = filter;
    first_page.page = 1;

    if (request.format == http::Format::json) {
        http::Response response = http::json(actor_list_json(presenter, list, filter));
        std::string path = path_of(first_page);
        path.insert(std::string_view("/register").size(), ".json");
        link_pages(response, presenter.language(), path, filter.page, list.pages);
        return response;
    }
    http::Language const language = presenter.language();
    views::Data data;
    show_filters(data, presenter, list, filter, "/register");
    show_views(data, presenter, filter, "/register");
    show_sorts(data, presenter, filter);
    std::string const total = presenter.texts().plural(language, "{n} government or organization",
                                                       "{n} governments and organizations", list.total);
    data.set("TOTAL", total);
    Citations citations;
    if (list.page.empty())
        data.show("NOTHING");
    else
        show_table(data.add("TABLE"), actor_table(presenter, list), language, citations);
    views::add_pagination(data, language, filter.page, list.pages, [&](std::int64_t page) {
        ActorFilter other = filter;
        other.page = page;
        return localized(language, path_of(other));
    });
    views::PageInfo info;
    info.title = presenter.text("Register");
    info.description = presenter.text("Every government and organization with something on the record.");
    info.path = path_of(filter);
    info.section = "register";
    info.json_path = path_of(filter);
    info.json_path.insert(std::string_view("/register").size(), ".json");
    ActorFilter in_usual_order = first_page; // a feed is always in the order of time
    in_usual_order.sort = ActorFilter().sort;
    info.feed_path = feed_path(path_of(in_usual_order));
    show_follow(data, context, request, *picture, presenter, path_of(in_usual_order));
    show_export_menu(data, presenter, path_of(first_page), true, true);
    info.json_ld = list_json_ld(context.layout.site(), presenter, info);
    return context.layout.page(request, info, "register/register.tpl", std::move(data));
}

http::Response noun_list_page(http::Request const& request, Context const& context, NounList const& list) {
    allow_parameters(request, {"page"});
    records::RecordType const& type = *find_noun(list.table);
    if (wants_download(request)) {
        query_of_download(request);
        return download(context, request, noun_download(context, type));
    }
    std::int64_t const page = page_number(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    NounPage records =
        context.store.read([&](store::ReadTransaction& tx) { return list.gather(tx, presenter, page); });
    records.table.caption = presenter.text(list.title);
    refuse_past_end(request, page, records.table.rows.empty());
    std::string const path = fmt::format("/register/{}", list.table);
    if (request.format == http::Format::json) {
        http::Response response = http::json(list_json(records.table, records.total, page));
        link_pages(response, presenter.language(), path + ".json", page,
                   (records.total + records_per_page - 1) / records_per_page);
        return response;
    }
    views::PageInfo info;
    info.title = presenter.text(list.title);
    info.description = presenter.text(list.description);
    info.path = path;
    info.feed_path = feed_path(path);
    bool const has_own_menu_entry = list.table == "convenings";
    info.section = has_own_menu_entry ? "convenings" : "register";
    if (!has_own_menu_entry) info.breadcrumbs = {{presenter.text("Register"), "/register"}, {info.title, {}}};
    std::string const lede = info.description;
    return show_list(context, request, presenter, std::move(info), lede, records.table, records.total, page,
                     has_points(type));
}

http::Response countries_page(http::Request const& request, Context const& context) {
    allow_downloads(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    auto const ties =
        context.store.read([&](store::ReadTransaction& tx) { return ties_by_country(tx, *picture->roster); });
    Table table{"countries",
                presenter.text("Countries"),
                {{"country", presenter.text("Country")},
                 {"partnerships", presenter.text("Partnerships")},
                 {"presences", presenter.text("Offices")},
                 {"activities", presenter.text("Activities")},
                 {"organizations", presenter.text("On the record there")}}};
    for (auto const& [code, counts] : ties) {
        Cell country = presenter.country(code);
        if (country.path.empty()) continue;
        table.rows.push_back(
            {country, count_cell(presenter, counts.partnerships), count_cell(presenter, counts.presences),
             count_cell(presenter, counts.activities), count_cell(presenter, counts.organizations)});
    }
    sort_by_first(table);
    if (wants_download(request)) return download(context, request, table_download("countries", table));
    auto const total = static_cast<std::int64_t>(table.rows.size());
    if (request.format == http::Format::json) return http::json(list_json(table, total, 1));
    views::PageInfo info;
    info.title = presenter.text("Countries");
    info.description =
        presenter.text("Every country that U.S. cities and states have something on the record with.");
    info.path = "/register/countries";
    info.feed_path = feed_path(info.path);
    info.section = "countries";
    std::string const lede = info.description;
    return show_list(context, request, presenter, std::move(info), lede, table,
                     std::min(total, records_per_page), 1);
}

http::Response themes_page(http::Request const& request, Context const& context) {
    allow_downloads(request);
    if (wants_download(request))
        return download(context, request, noun_download(context, records::type_of<Theme>()));
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    auto counts = context.store.read([](store::ReadTransaction& tx) { return mention_counts(tx, "theme"); });
    Table table{"themes",
                presenter.text("Themes"),
                {{"theme", presenter.text("Theme")}, {"records", presenter.text("Records")}}};
    for (ThemeName const& theme : picture->roster->themes())
        table.rows.push_back({presenter.theme(theme.slug), count_cell(presenter, counts[theme.slug])});
    sort_by_first(table);
    auto const total = static_cast<std::int64_t>(table.rows.size());
    if (request.format == http::Format::json) return http::json(list_json(table, total, 1));
    views::PageInfo info;
    info.title = presenter.text("Themes");
    info.description = presenter.text(
        "The topics of city and state diplomacy, each with its Sustainable Development Goals.");
    info.path = "/register/themes";
    info.feed_path = feed_path(info.path);
    info.section = "themes";
    std::string const lede = info.description;
    return show_list(context, request, presenter, std::move(info), lede, table, total, 1);
}

http::Response referrals_page(http::Request const& request, Context const& context) {
    allow_downloads(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    Table table{
        "referrals",
        presenter.text("Who to turn to"),
        {{"office", presenter.text("Office")}, {"turn_to_for", presenter.text("What to turn to it for")}}};
    context.store.read([&](store::ReadTransaction& tx) {
        for (Actor const& actor :
             records::visible<Actor>(tx, fmt::format("{} ORDER BY id", referral_condition))) {
            Cell office = presenter.actor(actor.id);
            if (actor.parent_id) office.note = presenter.actor(*actor.parent_id).text;
            Cell purpose = presenter.plain(actor.turn_to_for);
            purpose.sources = actor.sources;
            table.rows.push_back({std::move(office), std::move(purpose)});
        }
    });
    sort_by_first(table);
    if (wants_download(request)) return download(context, request, table_download("referrals", table));
    auto const total = static_cast<std::int64_t>(table.rows.size());
    if (request.format == http::Format::json) return http::json(list_json(table, total, 1));
    views::PageInfo info;
    info.title = presenter.text("Who to turn to");
    info.description = presenter.text(
        "Federal offices, commissions and partners, and what a city or state can turn to each for.");
    info.path = "/register/referrals";
    info.feed_path = feed_path(info.path);
    info.section = "referrals";
    std::string const lede = info.description;
    return show_list(context, request, presenter, std::move(info), lede, table,
                     std::min(total, records_per_page), 1);
}

} // namespace legation::registry
