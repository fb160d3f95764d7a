#include "register/map/equal_earth.hpp"

#include <gtest/gtest.h>

namespace legation::registry {
namespace {

/// The shapes are drawn by d3-geo at build time: `geoEqualEarth().fitSize([1000, 487], {type: 'Sphere'})`
/// gives these numbers.
TEST(EqualEarth, AgreesWithTheShapesThatTheBuildDraws) {
    struct Known {
        Position position;
        double x, y;
    };
    for (auto const& known :
         {Known{{0, 0}, 500, 243.5}, Known{{0, 180}, 1000, 243.5}, Known{{90, 0}, 500, 0.1415123062977841},
          Known{{34.05, -118.24}, 198.79505538181218, 120.098904959076},
          Known{{35.18, 136.91}, 846.6763109377189, 116.29264731422765},
          Known{{-53, -70}, 343.60830810168636, 426.0094212124118}}) {
        PagePoint const point = equal_earth(known.position);
        EXPECT_NEAR(point.x, known.x, 1e-6);
        EXPECT_NEAR(point.y, known.y, 1e-6);
    }
}

} // namespace
} // namespace legation::registry
