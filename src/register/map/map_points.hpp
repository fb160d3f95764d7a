#pragma once

#include "register/actor_list.hpp"
#include "register/map/mercator.hpp"
#include "register/roster.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace legation::registry {

/// An actor of the roster where it is on the map.
struct MapPoint {
    std::uint64_t order = 0; ///< along the curve
    WorldPoint at;
    RosterEntry const* actor = nullptr;
};

/// What a filter leaves of the record, as maps need it: the points in order along the curve, so that a tile
/// is one stretch of them.
struct MapSelection {
    std::vector<MapPoint> points;
    std::vector<bool> is_chosen; ///< for each entry of the roster, those without a position too
    std::int64_t total = 0;      ///< how many the list has; some have no known position

    bool has(Roster const& roster, RosterEntry const& actor) const {
        return is_chosen[static_cast<std::size_t>(&actor - roster.entries().data())];
    }
    std::span<MapPoint const> within(TileAddress tile) const;
};

/// Every actor of the roster whose place has coordinates.
MapSelection select_all(Roster const& roster);
/// Those of them that the list with that filter has.
MapSelection select(Roster const& roster, MapSelection const& all, ActorFilter const& filter);

/// How much room a selection takes where it is kept.
std::size_t cells_of(MapSelection const& selection);

} // namespace legation::registry
