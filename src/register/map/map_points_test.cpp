#include "register/map/clusters.hpp"
#include "register/map/map_data.hpp"
#include "register/register_fixture.hpp"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

namespace legation::registry {
namespace {

/// The points are made in memory, so one database is enough.
class MapPoints : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (IsSkipped()) return;
        import_sample();
        picture_ = picture();
    }

    ActorFilter filter(std::string_view address) {
        return parse_actor_filter(http::parse_query(address), *picture_->roster);
    }

    std::set<std::string> slugs(MapSelection const& selection) {
        std::set<std::string> result;
        for (MapPoint const& point : selection.points)
            result.insert(point.actor->slug);
        return result;
    }

    static std::uint32_t total(std::vector<Cluster> const& clusters) {
        std::uint32_t sum = 0;
        for (Cluster const& cluster : clusters)
            sum += cluster.count;
        return sum;
    }

    std::shared_ptr<Picture const> picture_;
};
INSTANTIATE_TEST_SUITE_P(, MapPoints, testing::Values(test::Database::sqlite), test::database_name);

TEST_P(MapPoints, AreTheActorsWhosePlaceHasCoordinates) {
    auto const all = picture_->map->selection(filter(""));
    EXPECT_EQ(all->total, static_cast<std::int64_t>(picture_->roster->entries().size()));
    EXPECT_TRUE(slugs(*all).contains("us-ca-los-angeles"));
    EXPECT_TRUE(slugs(*all).contains("rice")) << "a university is where its city is";
    EXPECT_FALSE(slugs(*all).contains("usg-state")) << "of which only the country is known";
}

TEST_P(MapPoints, AreNarrowedAsTheListIs) {
    for (std::string_view const address :
         {"group=organizations", "kind=municipality", "country=fr", "state=us-tx", "theme=sports",
          "network=c40-cities", "office=yes", "partner=JP", "population=3000000-",
          "country=us&theme=health&partner=fr", "kind=school"}) {
        ActorList const list = list_actors(*picture_->roster, filter(address));
        auto const selection = picture_->map->selection(filter(address));
        EXPECT_EQ(selection->total, list.total) << address;
        std::set<std::string> listed;
        for (RosterEntry const* entry : list.page)
            if (entry->place_id != 0 && picture_->atlas->entry(entry->place_id).has_coordinates)
                listed.insert(entry->slug);
        EXPECT_EQ(slugs(*selection), listed) << address;
    }
}

TEST_P(MapPoints, AreTheSameInEveryOrderAndOnEveryPage) {
    EXPECT_EQ(picture_->map->selection(filter("country=us&sort=ties&page=3")),
              picture_->map->selection(filter("country=us")));
}

TEST_P(MapPoints, ClusterIntoOneOfACellAndCountEveryPointOnce) {
    auto const all = picture_->map->selection(filter(""));
    for (int zoom = 0; zoom <= 6; ++zoom) {
        std::uint32_t sum = 0;
        std::uint32_t const a_side = 1U << zoom;
        for (std::uint32_t x = 0; x < a_side; ++x)
            for (std::uint32_t y = 0; y < a_side; ++y)
                sum += total(clusters_in(*all, {zoom, x, y}));
        EXPECT_EQ(sum, all->points.size()) << "at zoom " << zoom;
    }
}

TEST_P(MapPoints, OfOnePlaceStayTogetherAtEveryZoomAndSayThatTheyAre) {
    auto const texas = picture_->map->selection(filter("state=us-tx"));
    auto const houston = std::ranges::find(
        texas->points, "rice", [](MapPoint const& point) { return std::string_view(point.actor->slug); });
    ASSERT_NE(houston, texas->points.end());
    WorldPoint const at = houston->at;
    for (int zoom = 10; zoom <= 16; ++zoom) {
        auto const clusters = clusters_in(*texas, {zoom, at.x >> (32 - zoom), at.y >> (32 - zoom)});
        ASSERT_EQ(clusters.size(), 1U) << "at zoom " << zoom;
        EXPECT_EQ(clusters.front().count, 2U) << "the city and the university";
        EXPECT_TRUE(clusters.front().is_one_place);
        EXPECT_EQ(clusters.front().only, nullptr);
        EXPECT_EQ(clusters.front().at, at);
    }
}

/// However many there are, a tile holds no more than its cells; and what is alone in its cell is itself.
TEST(Clusters, AreAtMostAsManyAsATileHasCellsAndNeverOnEachOther) {
    std::mt19937 random(5);
    std::uniform_int_distribution<std::uint32_t> anywhere;
    std::vector<RosterEntry> const actors(20'000);
    MapSelection selection;
    for (RosterEntry const& actor : actors) {
        WorldPoint const at{anywhere(random), anywhere(random)};
        selection.points.push_back({along_curve(at), at, &actor});
    }
    std::ranges::sort(selection.points, {}, &MapPoint::order);
    for (int zoom = 0; zoom <= 9; ++zoom) {
        WorldPoint const at = selection.points[1234].at;
        TileAddress const tile{zoom, zoom == 0 ? 0 : at.x >> (32 - zoom),
                               zoom == 0 ? 0 : at.y >> (32 - zoom)};
        auto const clusters = clusters_in(selection, tile);
        EXPECT_LE(clusters.size(), 256U);
        std::uint32_t sum = 0;
        for (Cluster const& cluster : clusters) {
            for (Cluster const& other : clusters) {
                if (&other == &cluster) continue;
                auto const half_a_cell = std::int64_t{1} << (32 - zoom - cell_bits - 1);
                std::int64_t const x = std::int64_t{other.at.x} - cluster.at.x;
                std::int64_t const y = std::int64_t{other.at.y} - cluster.at.y;
                EXPECT_TRUE(std::abs(x) >= half_a_cell || std::abs(y) >= half_a_cell)
                    << "two clusters on each other";
            }
            EXPECT_EQ(cluster.only != nullptr, cluster.count == 1);
            sum += cluster.count;
        }
        EXPECT_EQ(sum, selection.within(tile).size());
    }
}

} // namespace
} // namespace legation::registry
