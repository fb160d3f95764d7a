#pragma once

#include "register/map/mercator.hpp"

#include <string_view>

namespace legation::registry {

/// Past this zoom a map program stretches the tiles it has: cells are some 40 meters wide by then.
inline constexpr int largest_zoom = 16;

/// Reads the three parts of a tile's address, the last with its `.mvt`. Throws Error(not_found) that says
/// which tiles there are.
TileAddress parse_tile_address(std::string_view zoom, std::string_view x, std::string_view y);

} // namespace legation::registry
