#pragma once

#include <vector>

namespace legation::registry {

struct Position {
    double latitude = 0, longitude = 0;
};

/// The shortest way over the earth, in steps of a few degrees. Where it crosses the antimeridian it ends
/// there and another line begins on the other side (RFC 7946, 3.1.9). Nothing where both are the same
/// position.
std::vector<std::vector<Position>> great_circle(Position from, Position to);

} // namespace legation::registry
