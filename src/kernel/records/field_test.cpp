#include "kernel/records/sample_record.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace legation::records {
namespace {

/// What `parse` says about a text for a field of a town; empty when it took it.
std::string problem(std::string_view field, std::string_view text, Town& town) {
    auto const error = parse(*type_of<Town>().find(field), text, town);
    if (!error) return {};
    EXPECT_EQ(error->field, field);
    return error->message;
}

std::string problem(std::string_view field, std::string_view text) {
    Town town;
    return problem(field, text, town);
}

/// The value as it is kept after a text was taken.
std::string kept(std::string_view field, std::string_view text) {
    Town town;
    EXPECT_EQ(problem(field, text, town), "") << field << ": " << text;
    return to_text(type_of<Town>().find(field)->get(town));
}

TEST(Parse, TakesTextWithoutTheBlanksAroundIt) {
    EXPECT_EQ(kept("name", "  Nantes \r\n"), "Nantes");
    EXPECT_EQ(kept("summary", "one\ntwo"), "one\ntwo");
    EXPECT_EQ(kept("name", "Saint Denis"), "Saint Denis");
}

TEST(Parse, KeepsNothingForBlanks) {
    Town town;
    town.summary = "old";
    town.area = 3;
    town.parent_id = 7;
    EXPECT_EQ(problem("summary", " \n", town), "");
    EXPECT_EQ(problem("area", "", town), "");
    EXPECT_EQ(problem("parent_id", "", town), "");
    EXPECT_EQ(town.summary, "");
    EXPECT_EQ(town.area, std::nullopt);
    EXPECT_EQ(town.parent_id, std::nullopt);
}

TEST(Parse, AsksForWhatIsRequired) {
    EXPECT_EQ(problem("name", "  "), "is missing");
}

TEST(Parse, RefusesTextThatIsTooLong) {
    EXPECT_EQ(problem("name", std::string(40, 'x')), "");
    EXPECT_EQ(problem("name", std::string(41, 'x')), "must be at most 40 characters; it has 41");
}

TEST(Parse, RefusesTextThatCannotBeShown) {
    using namespace std::string_view_literals;
    for (std::string_view const text : {"a\0b"sv, "a\x1b[31m"sv, "a\x07"sv, "M\xE1laga"sv, "\xED\xA0\x80"sv})
        EXPECT_NE(problem("name", text), "") << testing::PrintToString(std::string(text));
}

TEST(Parse, TakesPartialDates) {
    for (std::string_view const date : {"2016", "2016-05", "2016-05-12", "2024-02-29", "2000-02-29", "0800"})
        EXPECT_EQ(kept("founded", date), date);
    for (std::string_view const date : {"16", "2016-5", "2016-13", "2016-00", "2016-05-32", "2016-05-00",
                                        "2023-02-29", "1900-02-29", "2016-04-31", "2016/05", "2016-05-1",
                                        "2016-05-12T00:00", "May 2016", "20160512", "-016", "2016-", "٢٠١٦"})
        EXPECT_EQ(problem("founded", date), "must be a date such as 2016, 2016-05 or 2016-05-12") << date;
}

TEST(Parse, TakesWebAddressesOnly) {
    for (std::string_view const url : {"https://www.atlantaga.gov", "http://example.org/a?b=c#d",
                                       "https://xn--mlaga-0ta.es/", "https://example.org:8443/%C3%A9"})
        EXPECT_EQ(kept("website", url), url);
    for (std::string_view const url :
         {"www.atlantaga.gov", "javascript:alert(1)", "ftp://example.org", "https://", "https:example.org",
          "//example.org", "https://exa mple.org", "https://example.org/<script>", "data:text/html,x",
          "https:///path"})
        EXPECT_NE(problem("website", url).find("https://"), std::string::npos) << url;
}

TEST(Parse, TakesSlugs) {
    for (std::string_view const slug : {"nantes", "us-ga-atlanta", "c40", "7"})
        EXPECT_EQ(kept("slug", slug), slug);
    for (std::string_view const slug : {"Nantes", "a--b", "-a", "a-", "a_b", "a b", "málaga", "a/b", ".."})
        EXPECT_EQ(problem("slug", slug), "may hold lower-case letters, digits and single hyphens only")
            << slug;
    EXPECT_NE(problem("slug", std::string(101, 'a')), "");
}

TEST(Parse, NamesTheChoices) {
    EXPECT_EQ(kept("kind", "village"), "village");
    EXPECT_EQ(problem("kind", "Village"), "must be one of: city, village");
    EXPECT_EQ(problem("kind", "town"), "must be one of: city, village");
}

TEST(Parse, TakesWholeNumbersWithinTheirLimits) {
    EXPECT_EQ(kept("people", " 303382 "), "303382");
    EXPECT_EQ(kept("people", "0"), "0");
    EXPECT_EQ(kept("parent_id", "9223372036854775807"), "9223372036854775807");
    EXPECT_EQ(problem("people", "-1"), "must be at least 0");
    EXPECT_EQ(problem("people", "50000001"), "must be at most 50000000");
    for (std::string_view const text :
         {"3.5", "1e3", "1,000", "many", "0x10", "9223372036854775808", "+5", "1 000"})
        EXPECT_NE(problem("people", text).find("must be a whole number, not “"), std::string::npos) << text;
}

TEST(Parse, TakesFiniteNumbers) {
    EXPECT_EQ(kept("area", "65.19"), "65.19");
    EXPECT_EQ(kept("area", "-1e3"), "-1000");
    for (std::string_view const text : {"65,19", "wide", "nan", "inf", "-infinity", "1e999", "1.5 km"})
        EXPECT_NE(problem("area", text).find("must be a number, not “"), std::string::npos) << text;
}

TEST(Parse, LeavesTheRecordAsItWasWhenItRefuses) {
    Town town;
    town.people = 5;
    town.founded = "1850";
    EXPECT_NE(problem("people", "many", town), "");
    EXPECT_NE(problem("founded", "long ago", town), "");
    EXPECT_EQ(town.people, 5);
    EXPECT_EQ(town.founded, "1850");
}

TEST(Validate, FindsEverythingThatIsWrongAtOnce) {
    Town town;
    town.slug = "Not a slug";
    town.website = "javascript:alert(1)";
    town.founded = "2016-13";
    town.kind = "hamlet";
    town.people = -1;
    std::vector<std::string> fields;
    for (FieldError const& error : validate(type_of<Town>(), town))
        fields.push_back(error.field);
    EXPECT_EQ(fields, (std::vector<std::string>{"slug", "name", "website", "founded", "kind", "people"}));
}

TEST(Validate, TakesARecordWithOnlyWhatIsRequired) {
    Town town;
    town.slug = "nantes";
    town.name = "Nantes";
    EXPECT_TRUE(validate(type_of<Town>(), town).empty());
}

struct Stay : Record {
    std::string since, until;
};

TEST(Validate, FindsAnEndBeforeItsBeginning) {
    static RecordType const type = record_type<Stay>("stay", "stays", "Stay", "since",
                                                     {field<&Stay::since>("since", "Since").as(Kind::date),
                                                      field<&Stay::until>("until", "Until").as(Kind::date)});
    auto const problems = [](std::string since, std::string until) {
        Stay stay;
        stay.since = std::move(since);
        stay.until = std::move(until);
        return validate(type, stay).size();
    };
    EXPECT_EQ(problems("2016-05", "2015"), 1U);
    EXPECT_EQ(problems("2016-05-12", "2016-05-11"), 1U);
    EXPECT_EQ(problems("2016-05", "2016"), 0U) << "it may have ended later in that year";
    EXPECT_EQ(problems("2016", "2016-05-12"), 0U);
    EXPECT_EQ(problems("2016", ""), 0U);
    EXPECT_EQ(problems("", "2016"), 0U);
}

TEST(FieldValue, HasOneFormForNothingRecorded) {
    Town const town;
    for (Field const& field : type_of<Town>().fields) {
        if (field.name == "people") continue; // a plain number is never absent
        EXPECT_TRUE(std::holds_alternative<std::nullptr_t>(field.get(town))) << field.name;
    }
}

TEST(FieldValue, IsSetAndReadThroughTheTable) {
    Town town;
    RecordType const& type = type_of<Town>();
    type.find("name")->set(town, std::string("Nantes"));
    type.find("area")->set(town, 65.5);
    type.find("parent_id")->set(town, std::int64_t{7});
    EXPECT_EQ(town.name, "Nantes");
    EXPECT_EQ(std::get<double>(type.find("area")->get(town)), 65.5);
    EXPECT_EQ(std::get<std::int64_t>(type.find("parent_id")->get(town)), 7);
    type.find("name")->set(town, nullptr);
    EXPECT_EQ(town.name, "");
    EXPECT_EQ(type.find("mayor"), nullptr);
}

TEST(FieldTable, KeepsFieldsPrivateUnlessTheyAreMarked) {
    EXPECT_FALSE(type_of<Town>().find("phone")->is_public);
    EXPECT_TRUE(type_of<Town>().find("name")->is_public);
    EXPECT_FALSE(field<&Town::name>("name", "Name").is_public);
}

TEST(SplitList, GivesThePartsWithoutBlanks) {
    using Parts = std::vector<std::string>;
    EXPECT_EQ(split_list("health; trade ;;sports"), (Parts{"health", "trade", "sports"}));
    EXPECT_EQ(split_list("report@Section 1"), (Parts{"report@Section 1"}));
    EXPECT_EQ(split_list(""), Parts{});
    EXPECT_EQ(split_list(" ; "), Parts{});
}

TEST(ChoiceLabel, IsTheCodeWhereThereIsNone) {
    EXPECT_EQ(choice_label(town_kinds, "city"), "City");
    EXPECT_EQ(choice_label(town_kinds, "hamlet"), "hamlet");
}

TEST(ToText, WritesValuesAsFilesHaveThem) {
    EXPECT_EQ(to_text(nullptr), "");
    EXPECT_EQ(to_text(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    EXPECT_EQ(to_text(0.1), "0.1");
    EXPECT_EQ(to_text(std::string("x")), "x");
}

} // namespace
} // namespace legation::records
