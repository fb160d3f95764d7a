#include "kernel/views/pagination.hpp"
#include "kernel/xml.hpp"
#include "register/catalog/catalog_pages.hpp"
#include "register/export/export_menu.hpp"
#include "register/filter_form.hpp"
#include "register/map/map_pages.hpp"
#include "register/pages.hpp"
#include "register/presenter.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

constexpr std::string_view map_path = "/register/map";
constexpr std::string_view embedded_path = "/embed/map";
constexpr std::int64_t embedded_width = 800, embedded_height = 500;

/// Where a narrowed map begins: west, south, east and north of everybody on it. The whole world otherwise.
std::string first_bounds(MapSelection const& selection, ActorFilter const& filter) {
    if (selection.points.empty() || narrowed_path(filter, "").empty()) return {};
    WorldPoint north_west = selection.points.front().at, south_east = north_west;
    for (MapPoint const& point : selection.points) {
        north_west = {std::min(north_west.x, point.at.x), std::min(north_west.y, point.at.y)};
        south_east = {std::max(south_east.x, point.at.x), std::max(south_east.y, point.at.y)};
    }
    return fmt::format("{:.4f},{:.4f},{:.4f},{:.4f}", longitude_of(north_west), latitude_of(south_east),
                       longitude_of(south_east), latitude_of(north_west));
}

/// Where the script of the map finds what it draws, narrowed as the page is.
void show_map_sources(views::Data& data, Presenter const& presenter, ActorFilter const& filter,
                      MapSelection const& selection) {
    auto const address = [&](std::string_view path) {
        return localized(presenter.language(), narrowed_path(filter, std::string(path)));
    };
    data.set("TILES_URL", address("/tiles/{z}/{x}/{y}.mvt"));
    data.set("TIES_URL", address("/register/map/ties.json"));
    data.set("IN_VIEW_URL", address("/register/map/in-view.json"));
    data.set("BOUNDS", first_bounds(selection, filter));
}

void show_legend(views::Data& data) {
    static constexpr std::array<std::string_view, 5> ranges{"1", "2–4", "5–9", "10–24", "25+"};
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        views::Data step = data.add("SHADE_STEP");
        step.set("STEP_LEVEL", static_cast<std::int64_t>(i + 1));
        step.set("STEP_RANGE", ranges.at(i));
    }
}

/// What the map has of the list, in words: some have no known position.
std::string shown_of(Presenter const& presenter, MapSelection const& selection) {
    auto const shown = static_cast<std::int64_t>(selection.points.size());
    if (shown == selection.total)
        return presenter.texts().plural(presenter.language(), "{n} on the map", "{n} on the map", shown);
    return views::fill(
        presenter.texts().text(presenter.language(),
                               "{shown} of {total} are on the map; the others have no place on record"),
        {{"shown", presenter.number(shown)}, {"total", presenter.number(selection.total)}});
}

WorldMap gather_map(Context const& context, Picture const& picture, Presenter const& presenter,
                    MapSelection const& selection) {
    auto const all = context.store.read([&](store::ReadTransaction& tx) { return picture.map->ties(tx); });
    return world_map(selection, ties_of(*all, *picture.roster, selection), presenter);
}

} // namespace

http::Response map_page(http::Request const& request, Context const& context) {
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    http::Language const language = presenter.language();
    ActorFilter const filter = parse_actor_filter(request.query, *picture->roster);
    // The same key as the list's: who looks at both counts once.
    auto const list =
        picture->lists->find(path_of(filter), [&] { return list_actors(*picture->roster, filter); });
    refuse_past_end(request, filter.page, list->page.empty());
    auto const selection = picture->map->selection(filter);

    views::Data data;
    show_filters(data, presenter, *list, filter, std::string(map_path));
    show_views(data, presenter, filter, map_path);
    show_map_sources(data, presenter, filter, *selection);
    show_legend(data);
    show_export_menu(data, presenter, narrowed_path(filter, "/register"), true, true);
    show_world_map(data.add("WORLD_MAP"), gather_map(context, *picture, presenter, *selection));
    data.set("TOTAL", presenter.texts().plural(language, "{n} government or organization",
                                               "{n} governments and organizations", list->total));
    data.set("SHOWN", shown_of(presenter, *selection));
    data.set("LIST_URL", localized(language, path_of(filter)));
    data.set("EMBED_CODE",
             map_frame(context.layout.site(), presenter, filter, embedded_width, embedded_height));
    Citations citations;
    if (list->page.empty())
        data.show("NOTHING");
    else
        show_table(data.add("TABLE"), actor_table(presenter, *list), language, citations);
    views::add_pagination(data, language, filter.page, list->pages, [&](std::int64_t page) {
        ActorFilter other = filter;
        other.page = page;
        return localized(language, path_of(other, std::string(map_path)));
    });
    views::PageInfo info;
    info.title = presenter.text("Map");
    info.description = presenter.text("Who works with the world, where, and with which countries.");
    info.path = path_of(filter, std::string(map_path));
    info.section = "map";
    info.oembed_url = oembed_address(context.layout.site(),
                                     localized(language, narrowed_path(filter, std::string(map_path))));
    return context.layout.page(request, info, "register/map.tpl", std::move(data));
}

http::Response embedded_map_page(http::Request const& request, Context const& context) {
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    ActorFilter const filter = parse_actor_filter(request.query, *picture->roster);
    auto const selection = picture->map->selection(filter);
    views::Data data;
    show_map_sources(data, presenter, filter, *selection);
    show_world_map(data.add("WORLD_MAP"), gather_map(context, *picture, presenter, *selection));
    data.set("SITE_NAME", context.layout.site().name);
    data.set("PAGE_URL", localized(presenter.language(), narrowed_path(filter, std::string(map_path))));
    data.set("SHOWN", shown_of(presenter, *selection));
    http::Response response =
        http::html(context.layout.views().render(presenter.language(), "register/map-embedded.tpl", data));
    // This address alone may stand in frames of other sites: it has nothing to press that changes anything.
    response.with("Content-Security-Policy",
                  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src "
                  "'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *; "
                  "worker-src 'self'");
    response.with("Cross-Origin-Resource-Policy", "cross-origin");
    response.with("X-Robots-Tag", "noindex");
    return response;
}

std::string map_frame(views::Site const& site, Presenter const& presenter, ActorFilter const& filter,
                      std::int64_t width, std::int64_t height) {
    std::string const address =
        site.public_url + localized(presenter.language(), narrowed_path(filter, std::string(embedded_path)));
    // What is safe in XML is safe in HTML's quoted attributes.
    return fmt::format("<iframe src=\"{}\" title=\"{}\" width=\"{}\" height=\"{}\" loading=\"lazy\" "
                       "allowfullscreen></iframe>",
                       escape_xml(address), escape_xml(presenter.text("Map of city and state diplomacy")),
                       width, height);
}

void show_world_map(views::Data data, WorldMap const& map) {
    data.set("MAP_SUMMARY", map.summary);
    for (WorldMap::Shade const& shade : map.shades) {
        views::Data country = data.add("SHADE");
        country.set("SHADE_COUNTRY", shade.country);
        country.set("SHADE_LEVEL", static_cast<std::int64_t>(shade.level));
    }
    for (WorldMap::Line const& line : map.lines) {
        views::Data tie = data.add("LINE");
        tie.set("LINE_KIND", code_of(line.kind));
        tie.set("LINE_PATH", line.path);
    }
    for (WorldMap::Spot const& spot : map.spots) {
        views::Data circle = data.add("SPOT");
        circle.set("SPOT_X", fmt::format("{:.1f}", spot.x));
        circle.set("SPOT_Y", fmt::format("{:.1f}", spot.y));
        circle.set("SPOT_RADIUS", fmt::format("{:.1f}", spot.radius));
        if (!spot.count.empty()) circle.add("SPOT_COUNTED").set("SPOT_COUNT", spot.count);
    }
}

} // namespace legation::registry
