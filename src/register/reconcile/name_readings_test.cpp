#include "register/reconcile/name_readings.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace legation::registry {
namespace {

std::vector<std::string> names_in(std::string_view written) {
    std::vector<std::string> names;
    for (Reading const& reading : readings_of(written).readings)
        names.push_back(reading.name);
    return names;
}

bool reads(std::string_view written, std::string_view name, Rank rank) {
    auto const all = readings_of(written).readings;
    return std::ranges::any_of(
        all, [&](Reading const& reading) { return reading.name == name && reading.rank == rank; });
}

using Names = std::vector<std::string>;

TEST(ReadingsOfAName, BeginWithWhatIsWritten) {
    EXPECT_EQ(names_in("Carson City"), (Names{"carson city", "carson"}));
    EXPECT_EQ(names_in("Nagoya"), (Names{"nagoya"}));
    EXPECT_EQ(names_in(""), Names{});
}

TEST(ReadingsOfAName, LeaveOutWhatItIsCalledBy) {
    EXPECT_TRUE(reads("City of St. Louis", "saint louis", Rank::settlement));
    EXPECT_TRUE(reads("Inc. Village of Stewart Manor", "stewart manor", Rank::settlement));
    EXPECT_TRUE(reads("The Town of China Grove", "china grove", Rank::settlement));
    EXPECT_TRUE(reads("Wayne County", "wayne", Rank::county));
    EXPECT_TRUE(reads("County Kildare", "kildare", Rank::county));
    EXPECT_TRUE(reads("Watertown Town city", "watertown", Rank::settlement));
    EXPECT_TRUE(reads("Unity township", "unity", Rank::township));
    EXPECT_TRUE(reads("Shiga Prefecture", "shiga", Rank::state));
    EXPECT_TRUE(reads("Washington (state)", "washington", Rank::state));
}

TEST(ReadingsOfAName, KeepWhatSaysWhereItIs) {
    EXPECT_EQ(readings_of("Paris, Texas").qualifiers, (Names{"texas"}));
    EXPECT_EQ(readings_of("Frankfurt (Oder)").qualifiers, (Names{"oder"}));
    EXPECT_EQ(names_in("Frankfurt (Oder)").front(), "frankfurt oder");
    EXPECT_TRUE(readings_of("Washington (state)").qualifiers.empty());
}

TEST(ReadingsOfAName, TakeEitherOfTwoNames) {
    Names const names = names_in("Biel/Bienne");
    EXPECT_NE(std::ranges::find(names, "biel"), names.end());
    EXPECT_NE(std::ranges::find(names, "bienne"), names.end());
}

TEST(WiderReadings, AddTheWordThatTheGazetteerHas) {
    auto const has = [](std::vector<Reading> const& readings, std::string_view name) {
        return std::ranges::any_of(readings, [&](Reading const& reading) { return reading.name == name; });
    };
    EXPECT_TRUE(has(wider_readings("new york", Rank::settlement), "new york city"));
    EXPECT_TRUE(has(wider_readings("wayne", Rank::county), "wayne county"));
    EXPECT_TRUE(has(wider_readings("nagoya shi", Rank::any), "nagoya"));
    EXPECT_TRUE(has(wider_readings("muenchen", Rank::any), "munchen"));
}

} // namespace
} // namespace legation::registry
