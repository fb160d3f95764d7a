#pragma once

#include <cstdint>

namespace legation::registry {

/// A position on the square world of web maps (spherical Mercator), 2^32 units a side from the north-west
/// corner, so that the tile and every cell that it falls into are plain shifts.
struct WorldPoint {
    std::uint32_t x = 0, y = 0;

    friend bool operator==(WorldPoint, WorldPoint) = default;
};

/// What lies nearer to a pole than the square reaches is put on its edge.
WorldPoint to_world(double latitude, double longitude);
double latitude_of(WorldPoint point);
double longitude_of(WorldPoint point);

/// Where a position is on the curve that visits the tiles of each zoom one after the other (Morton's order):
/// what is in one tile, or in one cell of it, stands together.
std::uint64_t along_curve(WorldPoint point);

/// One tile as map programs number them: at each zoom 2^zoom a side, from the north-west.
struct TileAddress {
    int zoom = 0;
    std::uint32_t x = 0, y = 0;

    /// The first and the last place on the curve that is within.
    std::uint64_t first() const;
    std::uint64_t last() const;
};

} // namespace legation::registry
