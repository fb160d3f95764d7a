#include "register/map/mercator.hpp"

#include <gtest/gtest.h>

#include <random>

namespace legation::registry {
namespace {

TEST(Mercator, HasItsOriginInTheNorthWestAndTheEquatorInTheMiddle) {
    EXPECT_EQ(to_world(0, 0), (WorldPoint{1U << 31, 1U << 31}));
    EXPECT_EQ(to_world(85.0511287798066, -180), (WorldPoint{0, 0}));
    // What OpenStreetMap's wiki gives for Tokyo at zoom 10: tile 909/403.
    WorldPoint const tokyo = to_world(35.6895, 139.6917);
    EXPECT_EQ(tokyo.x >> 22, 909U);
    EXPECT_EQ(tokyo.y >> 22, 403U);
}

TEST(Mercator, PutsWhatIsBeyondItsEdgeOnIt) {
    EXPECT_EQ(to_world(90, 0).y, 0U);
    EXPECT_EQ(to_world(-90, 0).y, ~0U);
    EXPECT_EQ(to_world(0, 180).x, ~0U);
    EXPECT_EQ(to_world(0, -180).x, 0U);
    EXPECT_EQ(to_world(0, 190), to_world(0, -170));
}

TEST(Mercator, TurnsBackIntoDegrees) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> latitude(-85, 85), longitude(-179.9, 179.9);
    for (int i = 0; i < 1000; ++i) {
        double const there = latitude(random), across = longitude(random);
        WorldPoint const point = to_world(there, across);
        EXPECT_NEAR(latitude_of(point), there, 1e-6);
        EXPECT_NEAR(longitude_of(point), across, 1e-6);
    }
}

TEST(Curve, KeepsEachTileInOneStretch) {
    std::mt19937 random(11);
    std::uniform_int_distribution<std::uint32_t> anywhere;
    for (int i = 0; i < 2000; ++i) {
        WorldPoint const point{anywhere(random), anywhere(random)};
        std::uint64_t const order = along_curve(point);
        for (int zoom = 0; zoom <= 16; ++zoom) {
            std::uint32_t const x = zoom == 0 ? 0 : point.x >> (32 - zoom);
            std::uint32_t const y = zoom == 0 ? 0 : point.y >> (32 - zoom);
            TileAddress const here{zoom, x, y};
            EXPECT_LE(here.first(), order);
            EXPECT_GE(here.last(), order);
            if (zoom == 0) continue;
            TileAddress const beside{zoom, x ^ 1, y};
            EXPECT_TRUE(order < beside.first() || order > beside.last());
        }
    }
}

} // namespace
} // namespace legation::registry
