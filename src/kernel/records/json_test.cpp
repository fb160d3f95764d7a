#include "kernel/records/changes.hpp"
#include "kernel/records/json.hpp"
#include "kernel/records/sample_record.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace legation::records {
namespace {

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
    JsonWriter json;
    json.begin_object().member("name", "Nantes").key("list").begin_array();
    json.value(std::int64_t{1}).begin_object().end_object().begin_array().end_array().null();
    json.end_array().member("is_city", true).member("area", 65.5).end_object();
    EXPECT_EQ(json.take(), R"({"name":"Nantes","list":[1,{},[],null],"is_city":true,"area":65.5})");
}

TEST(JsonWriter, EscapesWhateverATextHolds) {
    for (std::string const& text :
         {std::string("say \"yes\" \\ </script>"), std::string("line\r\nline\ttab\b\f"),
          std::string("\0\x1f", 2), std::string("Málaga 名古屋 \xE2\x80\xA8"), std::string()}) {
        JsonWriter json;
        json.begin_array().value(std::string_view(text)).end_array();
        EXPECT_EQ(boost::json::parse(json.take()).at(0).as_string(), text);
    }
}

TEST(JsonWriter, KeepsEveryDigit) {
    JsonWriter json;
    json.begin_array().value(std::numeric_limits<std::int64_t>::min()).value(0.1).value(1e300).end_array();
    auto const list = boost::json::parse(json.take());
    EXPECT_EQ(list.at(0).as_int64(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(list.at(1).as_double(), 0.1);
    EXPECT_EQ(list.at(2).as_double(), 1e300);
}

TEST(JsonWriter, WritesNullForWhatJsonHasNoNumberFor) {
    JsonWriter json;
    json.begin_array().value(std::numeric_limits<double>::infinity()).value(std::nan("")).end_array();
    EXPECT_EQ(json.take(), "[null,null]");
}

TEST(JsonWriter, LeavesOutEmptyMembersWhereAsked) {
    JsonWriter json;
    json.begin_object().member_if("a", "").member_if("b", "x").end_object();
    EXPECT_EQ(json.take(), R"({"b":"x"})");
}

TEST(PublicFields, AreAllThatJsonHoldsOfARecord) {
    Town town;
    town.slug = "nantes";
    town.name = "Nantes";
    town.phone = "+33 2 00 00 00 00";
    town.themes = "health;sports";
    town.parent_id = 7;
    town.people = 303'382;
    JsonWriter json;
    json.begin_object();
    write_public_fields(json, type_of<Town>(), town);
    std::string const text = json.end_object().take();
    EXPECT_EQ(text.find("phone"), std::string::npos) << text;
    EXPECT_EQ(text.find("+33"), std::string::npos) << text;

    auto const object = boost::json::parse(text).as_object();
    EXPECT_EQ(object.at("name"), "Nantes");
    EXPECT_EQ(object.at("themes"), (boost::json::value{"health", "sports"}));
    EXPECT_EQ(object.at("sources"), boost::json::array());
    EXPECT_EQ(object.at("people"), 303'382);
    EXPECT_TRUE(object.at("area").is_null());
    EXPECT_TRUE(object.at("website").is_null());
    EXPECT_FALSE(object.contains("parent_id")) << "a reference is a number of this database alone";
}

TEST(Changes, ComeBackAsTheyWere) {
    std::vector<FieldChange> const changes{{"name", "Los Angelos", "Los Angeles"},
                                           {"summary", "", "a \"b\"\nc\\"}};
    auto const back = changes_from_json(changes_to_json(changes));
    ASSERT_EQ(back.size(), 2U);
    EXPECT_EQ(back[0].before, "Los Angelos");
    EXPECT_EQ(back[1].field, "summary");
    EXPECT_EQ(back[1].after, "a \"b\"\nc\\");
}

TEST(Changes, OfAnotherFormAreNone) {
    for (std::string_view const text : {"", "{}", "[", "[1]", "[[\"a\",\"b\"]]", "null"})
        EXPECT_TRUE(changes_from_json(text).empty()) << text;
    EXPECT_EQ(changes_from_json(R"([["a",1,"c"]])").front().before, "");
}

} // namespace
} // namespace legation::records
