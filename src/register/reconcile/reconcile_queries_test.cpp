#include "kernel/error.hpp"
#include "register/reconcile/reconcile_queries.hpp"

#include <gtest/gtest.h>

namespace legation::registry {
namespace {

std::string refusal(std::string_view json) {
    try {
        parse_reconcile_queries(json);
    } catch (Error const& error) {
        return error.public_message;
    }
    return "(not refused)";
}

TEST(ReconcileQueriesInJson, BecomeMentions) {
    auto const queries = parse_reconcile_queries(
        R"({"q0": {"query": "Springfield", "type": "municipality", "limit": 3, "properties": [
            {"pid": "state", "v": "Illinois"}, {"pid": "country", "v": {"id": "us", "name": "United States"}},
            {"pid": "population", "v": "116,250"}, {"pid": "coordinates", "v": "39.8, -89.6"}]},
            "q1": "Paris"})");
    ASSERT_EQ(queries.size(), 2U);
    EXPECT_EQ(queries[0].key, "q0");
    EXPECT_EQ(queries[0].limit, 3U);
    Mention const& mention = queries[0].mention;
    EXPECT_EQ(mention.name, "Springfield");
    EXPECT_EQ(mention.kind, "municipality");
    EXPECT_EQ(mention.state, "Illinois");
    EXPECT_EQ(mention.country, "United States");
    EXPECT_EQ(mention.population, 116250);
    EXPECT_EQ(mention.latitude, 39.8);
    EXPECT_EQ(mention.longitude, -89.6);
    EXPECT_EQ(queries[1].mention.name, "Paris");
}

TEST(ReconcileQueriesInJson, TakeCoordinatesOffTheEarthForNone) {
    auto const queries = parse_reconcile_queries(
        R"({"a": {"query": "x", "properties": [{"pid": "latitude", "v": 91}, {"pid": "longitude", "v": 0}]},
            "b": {"query": "x", "properties": [{"pid": "coordinates", "v": "nan,inf"}]}})");
    EXPECT_FALSE(queries[0].mention.latitude);
    EXPECT_FALSE(queries[1].mention.latitude);
}

TEST(ReconcileQueriesInJson, AreRefusedInPlainWordsWhenTheyAreNone) {
    EXPECT_NE(refusal("[1]").find("must be a JSON object"), std::string::npos);
    EXPECT_NE(refusal("{").find("is not JSON"), std::string::npos);
    EXPECT_NE(refusal(R"({"q": {}})").find("must have a text"), std::string::npos);
    EXPECT_NE(refusal(R"({"q": {"query": "x", "limit": 0}})").find("limit"), std::string::npos);
    EXPECT_NE(
        refusal(R"({"q": {"query": "x", "properties": [{"pid": "color", "v": 1}]}})").find("country, state"),
        std::string::npos);
    EXPECT_NE(refusal(std::string(100'000, ' ')).find("too long"), std::string::npos);
    std::string many = "{";
    for (int at = 0; at <= 200; ++at)
        many += (at == 0 ? "\"" : ",\"") + std::to_string(at) + "\":\"x\"";
    EXPECT_NE(refusal(many + "}").find("too many"), std::string::npos);
}

TEST(ExtendQueriesInJson, NameOnlyPropertiesThereAre) {
    ExtendQuery const query =
        parse_extend_query(R"({"ids": ["us-tx", "fr"], "properties": [{"id": "state"}, {"id": "geoid"}]})");
    EXPECT_EQ(query.ids, (std::vector<std::string>{"us-tx", "fr"}));
    EXPECT_EQ(query.properties, (std::vector<std::string>{"state", "geoid"}));
    EXPECT_THROW(parse_extend_query(R"({"ids": [], "properties": [{"id": "audience"}]})"), Error);
    EXPECT_THROW(parse_extend_query(R"({"ids": 1, "properties": []})"), Error);
}

} // namespace
} // namespace legation::registry
