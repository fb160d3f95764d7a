#include "gazetteer/atlas.hpp"
#include "register/map/great_circle.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace legation::registry {
namespace {

constexpr Position los_angeles{34.05, -118.24}, nagoya{35.18, 136.91}, paris{48.86, 2.35};

double length(std::vector<std::vector<Position>> const& lines) {
    double kilometers = 0;
    for (auto const& line : lines)
        for (std::size_t i = 1; i < line.size(); ++i)
            kilometers += gazetteer::kilometers_between(
                static_cast<float>(line[i - 1].latitude), static_cast<float>(line[i - 1].longitude),
                static_cast<float>(line[i].latitude), static_cast<float>(line[i].longitude));
    return kilometers;
}

TEST(GreatCircle, GoesNorthOfBothEnds) {
    auto const lines = great_circle(los_angeles, paris);
    ASSERT_EQ(lines.size(), 1U);
    double highest = 0;
    for (Position const& position : lines.front())
        highest = std::max(highest, position.latitude);
    EXPECT_NEAR(highest, 61.9, 0.5);
    EXPECT_EQ(lines.front().front().latitude, los_angeles.latitude);
    EXPECT_EQ(lines.front().back().longitude, paris.longitude);
}

TEST(GreatCircle, IsSplitAtTheAntimeridian) {
    auto const lines = great_circle(los_angeles, nagoya);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].back().longitude, -180.0);
    EXPECT_EQ(lines[1].front().longitude, 180.0);
    EXPECT_EQ(lines[0].back().latitude, lines[1].front().latitude);
    for (auto const& line : lines)
        for (std::size_t i = 1; i < line.size(); ++i)
            EXPECT_LT(std::abs(line[i].longitude - line[i - 1].longitude), 90.0) << "a line across the map";
}

TEST(GreatCircle, IsAsLongAsTheDistanceBetweenItsEnds) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> latitude(-80, 80), longitude(-180, 180);
    for (int i = 0; i < 500; ++i) {
        Position const from{latitude(random), longitude(random)}, to{latitude(random), longitude(random)};
        double const expected = gazetteer::kilometers_between(
            static_cast<float>(from.latitude), static_cast<float>(from.longitude),
            static_cast<float>(to.latitude), static_cast<float>(to.longitude));
        auto const lines = great_circle(from, to);
        EXPECT_LE(lines.size(), 2U);
        EXPECT_NEAR(length(lines), expected, expected * 0.002 + 1.0);
    }
}

TEST(GreatCircle, HasAnAnswerForTheOtherSideOfTheEarth) {
    for (auto const& [from, to] :
         {std::pair<Position, Position>{{0, 0}, {0, 180}}, {{40, -3}, {-40, 177}}, {{90, 0}, {-90, 0}}}) {
        auto const lines = great_circle(from, to);
        ASSERT_FALSE(lines.empty());
        for (auto const& line : lines)
            for (Position const& position : line)
                EXPECT_TRUE(std::isfinite(position.latitude) && std::isfinite(position.longitude));
        EXPECT_NEAR(length(lines), 20'000, 150);
    }
}

TEST(GreatCircle, IsNothingBetweenAPlaceAndItself) {
    EXPECT_TRUE(great_circle(paris, paris).empty());
}

} // namespace
} // namespace legation::registry
