#include "kernel/search/edit_distance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace legation::search {
namespace {

TEST(EditDistance, CountsEveryKindOfTypo) {
    EXPECT_EQ(edit_distance("paris", "paris", 2), 0);
    EXPECT_EQ(edit_distance("paris", "pariss", 2), 1);
    EXPECT_EQ(edit_distance("paris", "pars", 2), 1);
    EXPECT_EQ(edit_distance("paris", "parys", 2), 1);
    EXPECT_EQ(edit_distance("paris", "prais", 2), 1);
    EXPECT_EQ(edit_distance("paris", "prays", 2), 2);
}

TEST(EditDistance, CountsLettersNotBytes) {
    EXPECT_EQ(edit_distance("名古屋", "名屋", 2), 1);
    EXPECT_EQ(edit_distance("名古屋", "名吉屋", 2), 1);
}

TEST(EditDistance, StopsBeyondTheLimit) {
    EXPECT_EQ(edit_distance("paris", "tokyo", 2), 3);
    EXPECT_EQ(edit_distance("a", "abcdefgh", 1), 2);
    EXPECT_EQ(edit_distance("", "ab", 2), 2);
}

TEST(EditDistance, IsTheSameInBothDirections) {
    // NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp): the same in every run
    std::mt19937 random(3);
    auto const word = [&] {
        std::string text(random() % 7, 'a');
        for (char& letter : text)
            letter = static_cast<char>('a' + random() % 3);
        return text;
    };
    for (int round = 0; round < 20000; ++round) {
        std::string const one = word();
        std::string const other = word();
        ASSERT_EQ(edit_distance(one, other, 9), edit_distance(other, one, 9)) << one << ' ' << other;
        ASSERT_EQ(edit_distance(one, other, 1), std::min(edit_distance(one, other, 9), 2))
            << one << ' ' << other;
    }
}

} // namespace
} // namespace legation::search
