#include "kernel/error.hpp"
#include "register/map/in_view.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace legation::registry {
namespace {

TEST(MapBounds, AreReadAsGeoJsonHasThem) {
    MapBounds const bounds = parse_bounds("-125,24.5,-66,50");
    EXPECT_EQ(bounds.west, -125);
    EXPECT_EQ(bounds.south, 24.5);
    EXPECT_EQ(bounds.east, -66);
    EXPECT_EQ(bounds.north, 50);
}

TEST(MapBounds, AreTurnedBackWhereAMapWasTurnedOn) {
    EXPECT_EQ(parse_bounds("170,0,190,10").east, -170);
    EXPECT_EQ(parse_bounds("-400,0,-370,10").west, -40);
    EXPECT_EQ(parse_bounds("-500,-90,500,90").west, -180) << "the whole earth";
}

TEST(MapBounds, AreRefusedWhereTheyAreNone) {
    for (std::string_view const wrong : {"", "1", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,2,3,nan", "1,2,3,inf",
                                         "1,50,2,40", "1,2,3,4 ", "1e308,2,3,4", ",,,", "1,,2,3"})
        EXPECT_THROW(parse_bounds(wrong), Error) << wrong;
}

class ViewOfTheMap : public testing::Test {
  protected:
    ViewOfTheMap() {
        actors_.resize(4);
        add(0, 35, 139);   // Tokyo
        add(1, -18, 178);  // Suva
        add(2, -14, -170); // Pago Pago
        add(3, 48, 2);     // Paris
        std::ranges::sort(selection_.points, {}, &MapPoint::order);
    }

    void add(std::size_t index, double latitude, double longitude) {
        WorldPoint const at = to_world(latitude, longitude);
        selection_.points.push_back({along_curve(at), at, &actors_[index]});
    }

    std::vector<std::ptrdiff_t> seen(std::string_view bounds) {
        std::vector<std::ptrdiff_t> indexes;
        for (RosterEntry const* actor : in_view(selection_, parse_bounds(bounds), 0, 50).actors)
            indexes.push_back(actor - actors_.data());
        return indexes;
    }

    std::vector<RosterEntry> actors_;
    MapSelection selection_;
};

using Indexes = std::vector<std::ptrdiff_t>;

TEST_F(ViewOfTheMap, HoldsWhatIsWithinItsBoundsInOrderOfName) {
    EXPECT_EQ(seen("-180,-90,180,90"), (Indexes{0, 1, 2, 3}));
    EXPECT_EQ(seen("0,40,10,50"), (Indexes{3}));
    EXPECT_EQ(seen("170,-30,-160,0"), (Indexes{1, 2})) << "over the antimeridian";
    EXPECT_EQ(seen("170,-30,200,0"), (Indexes{1, 2}));
    EXPECT_EQ(seen("-60,-30,-40,0"), Indexes{});
}

TEST_F(ViewOfTheMap, ComesInPartsAndCountsAll) {
    InView const second = in_view(selection_, MapBounds{}, 3, 3);
    EXPECT_EQ(second.total, 4);
    ASSERT_EQ(second.actors.size(), 1U);
    EXPECT_EQ(second.actors.front(), &actors_[3]);
    EXPECT_TRUE(in_view(selection_, MapBounds{}, 400, 3).actors.empty());
}

} // namespace
} // namespace legation::registry
