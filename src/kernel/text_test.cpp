#include "kernel/text.hpp"

#include <gtest/gtest.h>

namespace legation {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, TakesEveryWellFormedText) {
    for (std::string_view const text : {""sv, "plain"sv, "Málaga"sv, "名古屋"sv, "\xF0\x9F\x8C\x8D"sv,
                                        "nul\0inside"sv, "\xF4\x8F\xBF\xBF"sv})
        EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Utf8, RefusesWhatIsNotWellFormed) {
    for (std::string_view const text : {"\xE9"sv,             // Latin-1
                                        "\xC3"sv,             // cut short
                                        "\xE5\x90"sv,         // cut short
                                        "\x80"sv,             // begins in the middle
                                        "\xC0\xAF"sv,         // overlong
                                        "\xE0\x80\xAF"sv,     // overlong
                                        "\xED\xA0\x80"sv,     // half of a surrogate pair
                                        "\xF4\x90\x80\x80"sv, // beyond U+10FFFF
                                        "good \xFF bad"sv})
        EXPECT_FALSE(is_utf8(text)) << testing::PrintToString(std::string(text));
}

TEST(WholeLetters, TearNoLetterApart) {
    EXPECT_EQ(whole_letters("abc", 2), "ab");
    EXPECT_EQ(whole_letters("abc", 9), "abc");
    EXPECT_EQ(whole_letters("añb", 2), "a");
    EXPECT_EQ(whole_letters("añb", 3), "añ");
    EXPECT_EQ(whole_letters("東", 2), "");
    EXPECT_EQ(whole_letters("\xff\xfe", 1), "\xff") << "what is no UTF-8 is cut anywhere";
}

TEST(WholeNumber, IsReadWholeOrNotAtAll) {
    EXPECT_EQ(whole_number("0"), 0);
    EXPECT_EQ(whole_number("9223372036854775807"), 9'223'372'036'854'775'807);
    for (std::string_view const text : {"", "-1", "+1", " 1", "1 ", "12abc", "1.5", "9223372036854775808"})
        EXPECT_EQ(whole_number(text), std::nullopt) << text;
}

} // namespace
} // namespace legation
