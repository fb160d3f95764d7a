#include "register/map/world_map.hpp"

#include "register/map/clusters.hpp"
#include "register/map/equal_earth.hpp"
#include "register/presenter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

namespace legation::registry {

namespace {

std::string svg_path(std::vector<std::vector<Position>> const& lines) {
    std::string path;
    for (auto const& line : lines)
        for (Position const& position : line) {
            PagePoint const point = equal_earth(position);
            path += fmt::format("{}{:.0f} {:.0f}", &position == &line.front() ? "M" : "L", point.x, point.y);
        }
    return path;
}

/// Lines between the same places would lie on each other.
std::vector<WorldMap::Line> lines_of(std::vector<Tie const*> const& ties, Roster const& roster) {
    constexpr std::size_t most_lines = 300; // more would hide the countries
    std::set<std::tuple<TieKind, std::int64_t, std::int64_t>> drawn;
    std::vector<WorldMap::Line> lines;
    for (Tie const* tie : ties) {
        if (lines.size() == most_lines) break;
        auto const from = position_of(roster, tie->from);
        auto const to = position_of(roster, tie->to);
        auto const [low, high] = std::minmax(tie->from.place_id, tie->to.place_id);
        if (!from || !to || !drawn.emplace(tie->kind, low, high).second) continue;
        auto const way = great_circle(*from, *to);
        if (!way.empty()) lines.push_back({tie->kind, svg_path(way)});
    }
    return lines;
}

std::vector<WorldMap::Spot> spots_of(MapSelection const& selection, Presenter const& presenter) {
    std::vector<WorldMap::Spot> spots;
    for (Cluster const& cluster : clusters_in(selection, TileAddress{})) {
        PagePoint const point = equal_earth({latitude_of(cluster.at), longitude_of(cluster.at)});
        WorldMap::Spot spot{point.x, point.y, 5.0, {}};
        if (cluster.count > 1) {
            spot.radius = std::min(20.0, 8.0 + 2.0 * std::log2(static_cast<double>(cluster.count)));
            spot.count = presenter.number(cluster.count);
        }
        spots.push_back(std::move(spot));
    }
    // The larger ones first, so that none hides a smaller one.
    std::ranges::stable_sort(spots, std::ranges::greater{}, &WorldMap::Spot::radius);
    return spots;
}

MapSelection selection_of(Roster const& roster, std::span<RosterEntry const* const> actors) {
    MapSelection selection;
    selection.total = static_cast<std::int64_t>(actors.size());
    selection.is_chosen.assign(roster.entries().size(), false);
    for (RosterEntry const* actor : actors) {
        selection.is_chosen[static_cast<std::size_t>(actor - roster.entries().data())] = true;
        if (auto const position = position_of(roster, TieEnd{actor, actor->place_id, actor->country})) {
            WorldPoint const at = to_world(position->latitude, position->longitude);
            selection.points.push_back({along_curve(at), at, actor});
        }
    }
    std::ranges::sort(selection.points, {}, &MapPoint::order);
    return selection;
}

/// Beside a record the map is a third as wide: what is to be seen is larger.
void enlarge_spots(WorldMap& map) {
    constexpr double times = 1.8;
    for (WorldMap::Spot& spot : map.spots)
        spot.radius *= times;
}

/// Where the other side of each tie is: on the map of one actor it is part of what is shown.
void add_other_ends(WorldMap& map, std::vector<Tie const*> const& ties, Roster const& roster,
                    std::span<RosterEntry const* const> actors) {
    std::set<std::int64_t> places;
    for (RosterEntry const* actor : actors)
        places.insert(actor->place_id);
    for (Tie const* tie : ties)
        for (TieEnd const& end : {tie->from, tie->to}) {
            auto const position = position_of(roster, end);
            if (!position || !places.insert(end.place_id).second) continue;
            PagePoint const point = equal_earth(*position);
            map.spots.push_back({point.x, point.y, 3.5, {}});
        }
}

std::string summary_of(Presenter const& presenter, std::size_t shown, std::size_t ties,
                       std::size_t countries) {
    auto const number = [&](std::size_t count) { return presenter.number(static_cast<std::int64_t>(count)); };
    std::string_view const words =
        ties == 0 ? tr_noop("Map of the world: governments and organizations on it: {shown}.")
                  : tr_noop("Map of the world: governments and organizations on it: {shown}; ties on record: "
                            "{ties}; countries they lead to: {countries}.");
    return views::fill(presenter.texts().text(presenter.language(), words),
                       {{"shown", number(shown)}, {"ties", number(ties)}, {"countries", number(countries)}});
}

} // namespace

int shade_level(std::int64_t count) {
    static constexpr std::array<std::int64_t, 5> from{1, 2, 5, 10, 25};
    return static_cast<int>(
        std::ranges::count_if(from, [count](std::int64_t least) { return count >= least; }));
}

WorldMap world_map(MapSelection const& selection, std::vector<Tie const*> const& ties,
                   Presenter const& presenter) {
    Roster const& roster = presenter.roster();
    WorldMap map;
    auto const countries = ties_with_countries(ties, roster, selection);
    for (auto const& [country, count] : countries)
        map.shades.push_back({std::string(country), shade_level(count)});
    map.lines = lines_of(ties, roster);
    map.spots = spots_of(selection, presenter);
    map.summary = summary_of(presenter, selection.points.size(), ties.size(), countries.size());
    return map;
}

WorldMap map_of_country(store::ReadTransaction& tx, Presenter const& presenter, std::string_view code) {
    ActorFilter filter;
    filter.country = code;
    auto const all = presenter.map().ties(tx);
    std::vector<Tie const*> ties; // offices there too, whose own end is no actor of the country
    for (Tie const& tie : *all)
        if (tie.from.country == code || tie.to.country == code) ties.push_back(&tie);
    WorldMap map = world_map(*presenter.map().selection(filter), ties, presenter);
    enlarge_spots(map);
    map.path = narrowed_path(filter, "/register/map");
    return map;
}

WorldMap map_of_theme(Presenter const& presenter, std::string_view slug) {
    ActorFilter filter;
    filter.theme = slug;
    WorldMap map = world_map(*presenter.map().selection(filter), {}, presenter);
    enlarge_spots(map);
    map.path = narrowed_path(filter, "/register/map");
    return map;
}

WorldMap map_of_actors(store::ReadTransaction& tx, Presenter const& presenter,
                       std::span<RosterEntry const* const> actors) {
    auto const all = presenter.map().ties(tx);
    MapSelection const selection = selection_of(presenter.roster(), actors);
    auto const ties = ties_of(*all, presenter.roster(), selection);
    WorldMap map = world_map(selection, ties, presenter);
    add_other_ends(map, ties, presenter.roster(), actors);
    enlarge_spots(map);
    return map;
}

WorldMap map_of_actor(store::ReadTransaction& tx, Presenter const& presenter, RosterEntry const& actor) {
    RosterEntry const* const only = &actor;
    WorldMap map = map_of_actors(tx, presenter, {&only, 1});
    ActorFilter around;
    if (actor.kind == "network" && actor.recorded.members > 0)
        around.network = actor.slug;
    else if (actor.state_id != 0 && presenter.atlas().has(actor.state_id))
        around.state = presenter.atlas().entry(actor.state_id).slug;
    else
        around.country = actor.country;
    map.path = narrowed_path(around, "/register/map");
    return map;
}

} // namespace legation::registry
