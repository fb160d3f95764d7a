#pragma once

#include "register/map/great_circle.hpp"

namespace legation::registry {

/// A position on the map of the world that pages show without a script: 1000 wide and 487 high, as
/// web/map-shapes.mjs draws it.
struct PagePoint {
    double x = 0, y = 0;
};

/// The Equal Earth projection (Šavrič, Patterson and Jenny, 2018): areas are true, and shapes look right.
PagePoint equal_earth(Position position);

} // namespace legation::registry
