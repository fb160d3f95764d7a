#include "register/map/mercator.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace legation::registry {

namespace {

using std::numbers::pi;

constexpr double side = 4294967296.0; // 2^32
constexpr double degrees_around = 360.0;
constexpr double radians = pi / 180.0;
constexpr int bits_of_curve = 64;

std::uint32_t unit(double share) {
    return static_cast<std::uint32_t>(std::clamp(std::floor(share * side), 0.0, side - 1.0));
}

/// Puts a zero before each bit.
std::uint64_t spread(std::uint32_t value) {
    std::uint64_t bits = value;
    bits = (bits | (bits << 16)) & 0x0000FFFF0000FFFFULL;
    bits = (bits | (bits << 8)) & 0x00FF00FF00FF00FFULL;
    bits = (bits | (bits << 4)) & 0x0F0F0F0F0F0F0F0FULL;
    bits = (bits | (bits << 2)) & 0x3333333333333333ULL;
    bits = (bits | (bits << 1)) & 0x5555555555555555ULL;
    return bits;
}

} // namespace

WorldPoint to_world(double latitude, double longitude) {
    constexpr double highest = 85.051128779806604; // where the world becomes a square
    double const sine = std::sin(std::clamp(latitude, -highest, highest) * radians);
    double const turned = longitude / degrees_around + 0.5;
    // 180° is the eastern edge, not the western one: a turn too many is taken off only beyond it.
    double const east = turned >= 0.0 && turned <= 1.0 ? turned : turned - std::floor(turned);
    return {unit(east), unit(0.5 - std::log((1.0 + sine) / (1.0 - sine)) / (4.0 * pi))};
}

double latitude_of(WorldPoint point) {
    return std::atan(std::sinh(pi * (1.0 - 2.0 * (point.y / side)))) / radians;
}

double longitude_of(WorldPoint point) {
    return (point.x / side - 0.5) * degrees_around;
}

std::uint64_t along_curve(WorldPoint point) {
    return spread(point.x) | (spread(point.y) << 1);
}

std::uint64_t TileAddress::first() const {
    if (zoom == 0) return 0;
    return along_curve({x, y}) << (bits_of_curve - 2 * zoom);
}

std::uint64_t TileAddress::last() const {
    if (zoom == 0) return ~std::uint64_t{0};
    return first() | (~std::uint64_t{0} >> (2 * zoom));
}

} // namespace legation::registry
