#pragma once

#include "register/map/map_points.hpp"

#include <cstdint>
#include <vector>

namespace legation::registry {

/// What a tile shows at one spot: an actor, or how many of them.
struct Cluster {
    WorldPoint at; ///< in the middle of them
    std::uint32_t count = 0;
    RosterEntry const* only = nullptr; ///< where there is one
    bool is_one_place = true;          ///< all at the very same position: no zoom tells them apart
};

/// A tile is 16 cells wide and high, and each cell shows one thing: however many are recorded, a tile holds
/// at most 256 of them. With every zoom a cell is a quarter of what it was.
inline constexpr int cell_bits = 4;

/// Every point in the tile counts in exactly one cluster. What would lie nearer than half a cell to a larger
/// one on the other side of a cell's edge counts in that.
std::vector<Cluster> clusters_in(MapSelection const& selection, TileAddress tile);

} // namespace legation::registry
