#pragma once

#include "register/map/clusters.hpp"
#include "register/presenter.hpp"

#include <string>
#include <vector>

namespace legation::registry {

/// Units a side of a tile in its own coordinates.
inline constexpr std::uint32_t tile_extent = 4096;

/// The clusters as a Mapbox vector tile (version 2.1), in one layer `actors`: where there are several,
/// `count` and whether they are at `one_place`; where there is one, `slug`, `name`, `kind` and `label`, the
/// kind in the reader's language. Without clusters nothing at all, which is a valid tile.
std::string encode_tile(std::vector<Cluster> const& clusters, TileAddress tile, Presenter const& presenter);

} // namespace legation::registry
