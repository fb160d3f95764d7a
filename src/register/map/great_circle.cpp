#include "register/map/great_circle.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace legation::registry {

namespace {

constexpr double radians = std::numbers::pi / 180.0;
constexpr double half_turn = 180.0;

using Vector = std::array<double, 3>; ///< of length 1, from the middle of the earth

Vector vector_of(Position position) {
    double const latitude = position.latitude * radians;
    double const longitude = position.longitude * radians;
    return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
            std::sin(latitude)};
}

Position position_of(Vector const& vector) {
    return {std::atan2(vector[2], std::hypot(vector[0], vector[1])) / radians,
            std::atan2(vector[1], vector[0]) / radians};
}

double angle_between(Vector const& a, Vector const& b) {
    double const product = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    return std::acos(std::clamp(product, -1.0, 1.0));
}

/// Part of the way from one to the other; `angle` is between them.
Vector between(Vector const& a, Vector const& b, double angle, double share) {
    double const of_a = std::sin((1.0 - share) * angle) / std::sin(angle);
    double const of_b = std::sin(share * angle) / std::sin(angle);
    return {of_a * a[0] + of_b * b[0], of_a * a[1] + of_b * b[1], of_a * a[2] + of_b * b[2]};
}

/// Where the circle through two positions crosses the antimeridian.
double crossing_latitude(Vector const& a, Vector const& b) {
    // What is on the circle is at a right angle to `across`, and what is on the antimeridian has no second
    // part.
    Vector const across{a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    double const outward = across[2]; // away from the meridian of Greenwich
    double const up = outward >= 0 ? across[0] : -across[0];
    return std::atan2(up, std::abs(outward)) / radians;
}

/// Ends the last line at the antimeridian and begins the next on its other side.
void cross(std::vector<std::vector<Position>>& lines, double latitude) {
    double const edge = lines.back().back().longitude > 0 ? half_turn : -half_turn;
    lines.back().push_back({latitude, edge});
    lines.push_back({{latitude, -edge}});
}

} // namespace

std::vector<std::vector<Position>> great_circle(Position from, Position to) {
    constexpr double same = 1e-6; // some meters
    constexpr double a_step = 4.0 * radians;
    Vector const start = vector_of(from);
    Vector end = vector_of(to);
    double angle = angle_between(start, end);
    if (angle < same) return {};
    if (std::numbers::pi - angle < same) { // on the other side of the earth every way is the shortest
        constexpr double aside = 0.01;
        to.latitude += to.latitude > 0 ? -aside : aside;
        end = vector_of(to);
        angle = angle_between(start, end);
    }
    auto const steps = static_cast<int>(std::ceil(angle / a_step));
    std::vector<std::vector<Position>> lines{{from}};
    for (int step = 1; step <= steps; ++step) {
        Position const here = lines.back().back();
        Position const next =
            step == steps ? to : position_of(between(start, end, angle, static_cast<double>(step) / steps));
        if (std::abs(next.longitude - here.longitude) > half_turn)
            cross(lines, crossing_latitude(start, end));
        lines.back().push_back(next);
    }
    return lines;
}

} // namespace legation::registry
