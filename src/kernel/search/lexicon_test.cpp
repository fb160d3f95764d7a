#include "kernel/search/distinct_texts.hpp"
#include "kernel/search/edit_distance.hpp"
#include "kernel/search/lexicon.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace legation::search {
namespace {

Lexicon lexicon_of(std::set<std::string> const& texts) {
    std::vector<float> importance;
    for (std::size_t at = 0; at < texts.size(); ++at)
        importance.push_back(static_cast<float>(at * 7 % 100));
    return {{texts.begin(), texts.end()}, importance};
}

std::set<std::string> random_texts(std::mt19937& random, std::size_t count) {
    static constexpr char const* letters[] = {"a", "b", "c", " ", "é", "名"};
    std::set<std::string> texts;
    while (texts.size() < count) {
        std::string text;
        auto const length = 1 + random() % 7;
        for (std::size_t at = 0; at < length; ++at)
            text += letters[random() % 6];
        texts.insert(text);
    }
    return texts;
}

TEST(DistinctTexts, KeepsEachTextOnce) {
    DistinctTexts texts;
    for (int round = 0; round < 2; ++round) {
        for (std::uint32_t number = 0; number < 5000; ++number) {
            ASSERT_EQ(texts.add("text " + std::to_string(number)), number);
        }
    }
    EXPECT_EQ(texts.size(), 5000U);
    EXPECT_EQ(texts[4711], "text 4711");
}

TEST(Lexicon, FindsWhatItHoldsAndNothingElse) {
    Lexicon const lexicon = lexicon_of({"paris", "parish", "par", "münchen"});
    ASSERT_TRUE(lexicon.find("paris"));
    EXPECT_EQ(lexicon.text(*lexicon.find("paris")), "paris");
    EXPECT_TRUE(lexicon.find("münchen"));
    EXPECT_FALSE(lexicon.find("pari"));
    EXPECT_FALSE(lexicon.find("parishes"));
    EXPECT_FALSE(lexicon.find(""));
}

TEST(Lexicon, FindsNothingWhenEmpty) {
    for (Lexicon const& lexicon : {Lexicon(), Lexicon({}, {})}) {
        EXPECT_FALSE(lexicon.find("paris"));
        EXPECT_FALSE(lexicon.find(""));
        EXPECT_TRUE(lexicon.near("paris", 2).empty());
    }
}

TEST(Lexicon, FindsExactlyTheTextsWithinTheLimit) {
    // NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp): the same in every run
    std::mt19937 random(11);
    std::set<std::string> const texts = random_texts(random, 800);
    Lexicon const lexicon = lexicon_of(texts);
    for (std::string const& asked : random_texts(random, 300)) {
        for (int const limit : {1, 2}) {
            std::map<std::string, int> expected;
            for (std::string const& text : texts) {
                if (int const edits = edit_distance(asked, text, limit); edits <= limit)
                    expected[text] = edits;
            }
            std::map<std::string, int> found;
            for (auto const& near : lexicon.near(asked, limit)) {
                ASSERT_TRUE(found.emplace(lexicon.text(near.text), near.edits).second) << "found twice";
            }
            ASSERT_EQ(found, expected) << asked;
        }
    }
}

TEST(Lexicon, NumbersTextsThatBeginAlikeInOneRange) {
    // NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp): the same in every run
    std::mt19937 random(13);
    std::set<std::string> const texts = random_texts(random, 500);
    Lexicon const lexicon = lexicon_of(texts);
    for (std::string const prefix : {"", "a", "ab", "名", "é ", "cc"}) {
        auto const [first, end] = lexicon.numbers_beginning_with(prefix);
        auto const expected = std::count_if(
            texts.begin(), texts.end(), [&](std::string const& text) { return text.starts_with(prefix); });
        EXPECT_EQ(end - first, expected) << prefix;
        for (auto number = first; number < end; ++number)
            EXPECT_TRUE(lexicon.text(number).starts_with(prefix));
    }
}

TEST(Lexicon, VisitsTheMostImportantFirst) {
    // NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp): the same in every run
    std::mt19937 random(17);
    Lexicon const lexicon = lexicon_of(random_texts(random, 500));
    std::vector<float> visited;
    lexicon.visit_best({*lexicon.beginning("a")}, 0, [&](Lexicon::Near near) {
        EXPECT_TRUE(lexicon.text(near.text).starts_with("a"));
        visited.push_back(lexicon.importance(near.text));
        return visited.size() < 30;
    });
    EXPECT_EQ(visited.size(), 30U);
    EXPECT_TRUE(std::is_sorted(visited.rbegin(), visited.rend()));
}

TEST(Lexicon, FindsBeginningsDespiteATypo) {
    Lexicon const lexicon = lexicon_of({"san francisco", "santiago", "salem"});
    std::set<std::string> found;
    lexicon.visit_best(lexicon.beginnings_near("san fransi", 1), 1, [&](Lexicon::Near near) {
        EXPECT_EQ(near.edits, 1);
        found.emplace(lexicon.text(near.text));
        return true;
    });
    EXPECT_EQ(found, std::set<std::string>{"san francisco"});
}

} // namespace
} // namespace legation::search
