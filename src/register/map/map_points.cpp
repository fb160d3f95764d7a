#include "register/map/map_points.hpp"

#include "register/kept.hpp"

#include <algorithm>

namespace legation::registry {

MapSelection select_all(Roster const& roster) {
    MapSelection all;
    all.total = static_cast<std::int64_t>(roster.entries().size());
    all.is_chosen.assign(roster.entries().size(), true);
    for (RosterEntry const& entry : roster.entries()) {
        if (entry.place_id == 0 || !roster.atlas().has(entry.place_id)) continue;
        auto const& place = roster.atlas().entry(entry.place_id);
        if (!place.has_coordinates) continue;
        WorldPoint const at = to_world(place.latitude, place.longitude);
        all.points.push_back({along_curve(at), at, &entry});
    }
    // The roster is in order of name, and so are those that share a position.
    std::ranges::stable_sort(all.points, {}, &MapPoint::order);
    return all;
}

MapSelection select(Roster const& roster, MapSelection const& all, ActorFilter const& filter) {
    ActorNarrowing const narrowing(roster, filter);
    MapSelection selection;
    selection.is_chosen.reserve(roster.entries().size());
    for (RosterEntry const& entry : roster.entries()) {
        bool const passes = narrowing.passes(entry);
        selection.is_chosen.push_back(passes);
        selection.total += passes ? 1 : 0;
    }
    for (MapPoint const& point : all.points)
        if (selection.has(roster, *point.actor)) selection.points.push_back(point);
    return selection;
}

std::span<MapPoint const> MapSelection::within(TileAddress tile) const {
    auto const first = std::ranges::lower_bound(points, tile.first(), {}, &MapPoint::order);
    auto const end = std::ranges::upper_bound(first, points.end(), tile.last(), {}, &MapPoint::order);
    return {first, end};
}

std::size_t cells_of(MapSelection const& selection) {
    return 1 +
           (selection.points.size() * sizeof(MapPoint) + selection.is_chosen.size() / 8) / bytes_a_kept_cell;
}

} // namespace legation::registry
