#include "register/revisions/word_difference.hpp"

#include <gtest/gtest.h>

namespace legation::registry {
namespace {

using Stretches = std::vector<Stretch>;

TEST(WordDifferences, MarkTheWordsThatChanged) {
    auto const difference = word_difference("Hosts the games of 1984.", "Hosts the summer games of 2028.");
    EXPECT_EQ(difference.before, (Stretches{{"Hosts the games of ", false}, {"1984.", true}}));
    EXPECT_EQ(difference.after,
              (Stretches{{"Hosts the ", false}, {"summer ", true}, {"games of ", false}, {"2028.", true}}));
}

TEST(WordDifferences, DoNotMarkAWordForTheSpaceAfterIt) {
    auto const difference = word_difference("Los Angeles", "Los Angeles and Nagoya");
    EXPECT_EQ(difference.before, (Stretches{{"Los Angeles", false}}));
    EXPECT_EQ(difference.after, (Stretches{{"Los Angeles ", false}, {"and Nagoya", true}}));
}

TEST(WordDifferences, AreTheWholeTextWhereLittleIsTheSame) {
    EXPECT_EQ(word_difference("active", "ended").before, (Stretches{{"active", true}}));
    EXPECT_EQ(word_difference("one two three four", "a b c four").after, (Stretches{{"a b c four", true}}));
}

TEST(WordDifferences, OfNothingAreNothing) {
    EXPECT_TRUE(word_difference("", "").before.empty());
    EXPECT_TRUE(word_difference("", "new").before.empty());
    EXPECT_EQ(word_difference("", "new").after, (Stretches{{"new", true}}));
}

TEST(WordDifferences, KeepEveryByteOfBothTexts) {
    std::string const before = "  El  alcalde\nde São Paulo visitó\t東京 en 2019 ",
                      after = "El alcalde de  São Paulo visitó 東京 en 2020\n";
    auto const joined = [](Stretches const& stretches) {
        std::string all;
        for (Stretch const& stretch : stretches)
            all += stretch.text;
        return all;
    };
    auto const difference = word_difference(before, after);
    EXPECT_EQ(joined(difference.before), before);
    EXPECT_EQ(joined(difference.after), after);
}

TEST(WordDifferences, OfVeryLongTextsAreFoundAtOnce) {
    std::string text;
    for (int i = 0; i < 5'000; ++i)
        text += "word ";
    EXPECT_EQ(word_difference(text, text + "more").before.size(), 1U);
}

} // namespace
} // namespace legation::registry
