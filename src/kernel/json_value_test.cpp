#include "kernel/json_value.hpp"

#include <gtest/gtest.h>

namespace legation {
namespace {

TEST(JsonValueOfAText, HoldsWhatTheTextSays) {
    auto const value =
        parse_json(R"({"q0": {"query": "Nagoya é", "limit": 3, "strict": true, "list": [1.5, null]}})");
    ASSERT_TRUE(value && value->is_object());
    JsonValue const* query = value->find("q0");
    ASSERT_NE(query, nullptr);
    EXPECT_EQ(query->find("query")->text, "Nagoya é");
    EXPECT_EQ(query->find("limit")->number, 3);
    EXPECT_TRUE(query->find("strict")->truth);
    ASSERT_EQ(query->find("list")->items.size(), 2U);
    EXPECT_EQ(query->find("list")->items[0].number, 1.5);
    EXPECT_EQ(query->find("list")->items[1].kind, JsonValue::Kind::null);
    EXPECT_EQ(query->find("absent"), nullptr);
}

TEST(JsonValueOfAText, IsNothingWhenTheTextIsNoJson) {
    for (std::string const& text : {std::string(), std::string("{"), std::string("{\"a\":}"),
                                    std::string("\xff"), std::string("1 2"), std::string(100'000, '[')})
        EXPECT_FALSE(parse_json(text)) << text.substr(0, 10);
}

} // namespace
} // namespace legation
