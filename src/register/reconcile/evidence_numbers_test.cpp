#include "register/reconcile/evidence_numbers.hpp"

#include <gtest/gtest.h>

namespace legation::registry {
namespace {

TEST(EvidenceNumbers, AreReadAsFilesWriteThem) {
    EXPECT_EQ(number_in(" +12.5 "), 12.5);
    EXPECT_EQ(number_in("-118.2437"), -118.2437);
    EXPECT_EQ(latitude_in("+34.0522"), 34.0522);
    EXPECT_EQ(longitude_in("-180"), -180.0);
    EXPECT_EQ(people_in("3971883"), 3'971'883);
    EXPECT_EQ(people_in("1e6"), 1'000'000);
}

TEST(EvidenceNumbers, AreNothingWhereTheyAreNoNumbers) {
    for (auto const* text : {"", " ", "NA", "12 miles", "nan", "inf", "-inf", "1e999", "++1", "0x10"}) {
        EXPECT_EQ(number_in(text), std::nullopt) << text;
        EXPECT_EQ(people_in(text), std::nullopt) << text;
    }
}

TEST(EvidenceNumbers, AreNothingOffTheEarthOrBeyondItsPeople) {
    EXPECT_EQ(latitude_in("90.01"), std::nullopt);
    EXPECT_EQ(longitude_in("-180.01"), std::nullopt);
    EXPECT_EQ(people_in("1e300"), std::nullopt);
    EXPECT_EQ(people_in("-1"), std::nullopt);
}

} // namespace
} // namespace legation::registry
