#include "register/map/equal_earth.hpp"

#include <cmath>
#include <numbers>

namespace legation::registry {

PagePoint equal_earth(Position position) {
    constexpr double radians = std::numbers::pi / 180.0;
    // The polynomial's coefficients, from the paper.
    constexpr double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
    // What makes the whole earth as wide as the page's map.
    constexpr double scale = 184.73156767339816, middle_x = 500.0, middle_y = 243.5;

    double const root = std::sqrt(3.0) / 2.0;
    double const angle = std::asin(root * std::sin(position.latitude * radians));
    double const square = angle * angle;
    double const sixth = square * square * square;
    double const x = position.longitude * radians * std::cos(angle) /
                     (root * (a1 + 3.0 * a2 * square + sixth * (7.0 * a3 + 9.0 * a4 * square)));
    double const y = angle * (a1 + a2 * square + sixth * (a3 + a4 * square));
    return {middle_x + scale * x, middle_y - scale * y};
}

} // namespace legation::registry
