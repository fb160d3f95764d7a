#pragma once

#include "register/map/map_points.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace legation::registry {

/// What a map shows: from its western to its eastern edge, over the antimeridian where west is the greater.
struct MapBounds {
    double west = -180, south = -90, east = 180, north = 90;
};

/// Reads `west,south,east,north` in degrees, as GeoJSON's bbox. Throws Error(bad_request) for anything else.
MapBounds parse_bounds(std::string_view text);

/// Of those in view a part, in order of name; `total` is how many there are.
struct InView {
    std::vector<RosterEntry const*> actors;
    std::int64_t total = 0;
};
InView in_view(MapSelection const& selection, MapBounds const& bounds, std::int64_t first, std::int64_t most);

} // namespace legation::registry
