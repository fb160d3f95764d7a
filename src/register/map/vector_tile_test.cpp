#include "register/map/vector_tile.hpp"
#include "register/register_fixture.hpp"

#include <protozero/pbf_reader.hpp>

#include <cmath>
#include <map>
#include <variant>

namespace legation::registry {
namespace {

struct Feature {
    std::uint64_t type = 0;
    std::vector<std::uint32_t> geometry;
    std::map<std::string, std::string> properties;
};

std::string text_of(protozero::pbf_reader value) {
    while (value.next()) {
        if (value.tag() == 1) return value.get_string();
        if (value.tag() == 5) return std::to_string(value.get_uint64());
        if (value.tag() == 7) return value.get_bool() ? "true" : "false";
        value.skip();
    }
    return "(no value)";
}

Feature read_feature(protozero::pbf_reader message, std::vector<std::string> const& keys,
                     std::vector<std::string> const& values) {
    Feature feature;
    while (message.next()) {
        if (message.tag() == 2) {
            auto const tags = message.get_packed_uint32();
            for (auto tag = tags.begin(); tag != tags.end();) {
                std::string const& key = keys.at(*tag++);
                feature.properties[key] = values.at(*tag++);
            }
        } else if (message.tag() == 3) {
            feature.type = static_cast<std::uint64_t>(message.get_enum());
        } else if (message.tag() == 4) {
            auto const numbers = message.get_packed_uint32();
            feature.geometry.assign(numbers.begin(), numbers.end());
        } else {
            ADD_FAILURE() << "unknown part of a feature";
            message.skip();
        }
    }
    return feature;
}

/// Reads a tile back as a map program does: the specification's numbers, not the writer's.
std::vector<Feature> read_tile(std::string const& bytes) {
    std::vector<Feature> features;
    protozero::pbf_reader tile(bytes);
    while (tile.next(3)) {
        std::vector<std::string> keys, values;
        std::vector<protozero::pbf_reader> messages;
        protozero::pbf_reader layer = tile.get_message();
        while (layer.next()) {
            if (layer.tag() == 15)
                EXPECT_EQ(layer.get_uint32(), 2U);
            else if (layer.tag() == 1)
                EXPECT_EQ(layer.get_string(), "actors");
            else if (layer.tag() == 5)
                EXPECT_EQ(layer.get_uint32(), 4096U);
            else if (layer.tag() == 2)
                messages.push_back(layer.get_message());
            else if (layer.tag() == 3)
                keys.push_back(layer.get_string());
            else if (layer.tag() == 4)
                values.push_back(text_of(layer.get_message()));
            else
                layer.skip();
        }
        for (auto const& message : messages)
            features.push_back(read_feature(message, keys, values));
    }
    return features;
}

class VectorTile : public PageTest {
  protected:
    std::vector<Feature> features(TileAddress tile, std::string_view address,
                                  http::Language language = http::Language::en) {
        auto const current = picture();
        auto const filter = parse_actor_filter(http::parse_query(address), *current->roster);
        auto const clusters = clusters_in(*current->map->selection(filter), tile);
        return present(language, [&](store::ReadTransaction&, Presenter const& presenter) {
            return read_tile(encode_tile(clusters, tile, presenter));
        });
    }
};
INSTANTIATE_TEST_SUITE_P(, VectorTile, testing::Values(test::Database::sqlite), test::database_name);

TEST_P(VectorTile, SaysOfAnActorWhatACardNeeds) {
    auto const found = features({0, 0, 0}, "country=JP");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].type, 1U) << "a point";
    EXPECT_EQ(found[0].properties,
              (std::map<std::string, std::string>{{"slug", "jp-nagoya"},
                                                  {"name", "Nagoya"},
                                                  {"kind", "foreign_subnational"},
                                                  {"label", "Foreign subnational government"}}));
}

TEST_P(VectorTile, PutsAPointWhereItIsWithinItsTile) {
    auto const current = picture();
    auto const& nagoya = current->atlas->entry(*current->atlas->find("jp-nagoya"));
    WorldPoint const at = to_world(nagoya.latitude, nagoya.longitude);
    for (int zoom : {0, 1, 5, 10, 16}) {
        TileAddress const tile{zoom, zoom == 0 ? 0 : at.x >> (32 - zoom),
                               zoom == 0 ? 0 : at.y >> (32 - zoom)};
        auto const found = features(tile, "country=JP");
        ASSERT_EQ(found.size(), 1U) << "at zoom " << zoom;
        ASSERT_EQ(found[0].geometry.size(), 3U);
        EXPECT_EQ(found[0].geometry[0], 9U);
        double const a_side = std::ldexp(1.0, 32 - zoom);
        double const x = (tile.x + (found[0].geometry[1] / 2) / 4096.0) * a_side;
        double const y = (tile.y + (found[0].geometry[2] / 2) / 4096.0) * a_side;
        EXPECT_NEAR(x, at.x, a_side / 4096.0);
        EXPECT_NEAR(y, at.y, a_side / 4096.0);
    }
}

TEST_P(VectorTile, CountsWhatStandsTogether) {
    auto const found = features({0, 0, 0}, "state=us-tx&kind=university");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].properties.at("slug"), "rice");
    auto const all = features({0, 0, 0}, "");
    std::uint64_t sum = 0;
    for (Feature const& feature : all)
        sum += feature.properties.contains("count") ? std::stoull(feature.properties.at("count")) : 1;
    EXPECT_EQ(sum, picture()->map->selection(ActorFilter{})->points.size());
}

TEST_P(VectorTile, SaysThatNoZoomTellsApartWhatIsAtOnePlace) {
    auto const current = picture();
    auto const& houston = current->atlas->entry(*current->atlas->find("us-tx-houston"));
    WorldPoint const at = to_world(houston.latitude, houston.longitude);
    auto const found = features({12, at.x >> 20, at.y >> 20}, "");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].properties,
              (std::map<std::string, std::string>{{"count", "2"}, {"one_place", "true"}}));
}

TEST_P(VectorTile, IsEmptyWhereNothingIs) {
    EXPECT_TRUE(features({4, 0, 15}, "").empty());
    EXPECT_TRUE(features({0, 0, 0}, "kind=school").empty());
}

} // namespace
} // namespace legation::registry
