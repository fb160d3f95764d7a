#include "kernel/views/format.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unicode/dtptngen.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>

#include <limits>
#include <memory>

namespace legation::views {
namespace {

using http::Language;

TEST(Number, GroupsDigitsAsTheLanguageDoes) {
    EXPECT_EQ(number(Language::en, 1234567), "1,234,567");
    EXPECT_EQ(number(Language::es, 1234567), "1.234.567");
    EXPECT_EQ(number(Language::en, 1234), "1,234");
    EXPECT_EQ(number(Language::es, 1234), "1234");
    EXPECT_EQ(number(Language::en, -1000), "-1,000");
    EXPECT_EQ(number(Language::en, 0), "0");
}

TEST(Number, AgreesWithIcu) {
    std::int64_t const limits[] = {std::numeric_limits<std::int64_t>::min(),
                                   std::numeric_limits<std::int64_t>::max()};
    for (auto const language : {Language::en, Language::es}) {
        auto const formatter = icu::number::NumberFormatter::withLocale(icu::Locale(code(language).data()));
        auto const expect_same = [&](std::int64_t value) {
            auto status = U_ZERO_ERROR;
            std::string expected;
            formatter.formatInt(value, status).toString(status).toUTF8String(expected);
            EXPECT_EQ(number(language, value), expected);
        };
        for (auto const value : limits)
            expect_same(value);
        for (std::int64_t value = 1; value < 1'000'000'000'000; value *= 7)
            expect_same(value), expect_same(-value);
    }
}

TEST(PartialDate, SaysWhatIsKnown) {
    EXPECT_EQ(partial_date(Language::en, "1959"), "1959");
    EXPECT_EQ(partial_date(Language::en, "1959-04"), "April 1959");
    EXPECT_EQ(partial_date(Language::en, "1959-04-01"), "April 1, 1959");
    EXPECT_EQ(partial_date(Language::es, "1959"), "1959");
    EXPECT_EQ(partial_date(Language::es, "1959-04"), "abril de 1959");
    EXPECT_EQ(partial_date(Language::es, "1959-04-01"), "1 de abril de 1959");
}

TEST(PartialDate, LeavesAnythingElseAsItIs) {
    for (auto const* text : {"", "about 1959", "1959-13", "1959-00-01", "1959-04-32", "1959/04/01",
                             "1959-4-1", "19590401", "1959-04-01T", "-959-04-01", "1959-0x", "1959-+4"})
        EXPECT_EQ(partial_date(Language::en, text), text);
}

TEST(PartialDate, AgreesWithIcuInEveryMonth) {
    auto const* const utc = "Etc/UTC";
    for (auto const language : {Language::en, Language::es}) {
        auto status = U_ZERO_ERROR;
        icu::Locale const locale(code(language).data());
        std::unique_ptr<icu::DateTimePatternGenerator> const patterns(
            icu::DateTimePatternGenerator::createInstance(locale, status));
        icu::SimpleDateFormat format(patterns->getBestPattern("yMMMMd", status), locale, status);
        format.adoptTimeZone(icu::TimeZone::createTimeZone(utc));
        for (int month = 1; month <= 12; ++month) {
            auto const date = fmt::format("2026-{:02}-15", month);
            icu::SimpleDateFormat iso("yyyy-MM-dd", locale, status);
            iso.adoptTimeZone(icu::TimeZone::createTimeZone(utc));
            icu::UnicodeString text;
            format.format(iso.parse(icu::UnicodeString::fromUTF8(date), status), text);
            std::string expected;
            EXPECT_EQ(partial_date(language, date), text.toUTF8String(expected));
        }
        EXPECT_TRUE(U_SUCCESS(status));
    }
}

/// Between words CLDR puts thin spaces around the dash.
TEST(Days, AreSaidOnceWhereTheyShareMonthOrYear) {
    EXPECT_EQ(days(Language::en, "2023-07-07", "2023-07-08"), "July 7\u2009–\u20098, 2023");
    EXPECT_EQ(days(Language::en, "2023-07-30", "2023-08-02"), "July 30\u2009–\u2009August 2, 2023");
    EXPECT_EQ(days(Language::en, "2023-12-30", "2024-01-02"),
              "December 30, 2023\u2009–\u2009January 2, 2024");
    EXPECT_EQ(days(Language::es, "2023-07-07", "2023-07-08"), "7–8 de julio de 2023");
    EXPECT_EQ(days(Language::en, "2023-07-07", "2023-07-07"), "July 7, 2023");
}

TEST(Days, AreNothingUnlessBothAreWholeDatesInOrder) {
    for (auto const& [first, last] : {std::pair{"2023-07", "2023-08"},
                                      {"2023-07-08", "2023-07-07"},
                                      {"2023-02-30", "2023-03-01"},
                                      {"", "2023-07-07"},
                                      {"2023-07-07", "soon"}})
        EXPECT_EQ(days(Language::en, first, last), "") << first << " " << last;
}

TEST(TimestampText, NamesDayTimeAndZone) {
    Timestamp const time{std::chrono::milliseconds(1'795'298'909'123)};
    ASSERT_EQ(to_text(time), "2026-11-21T22:08:29.123Z");
    EXPECT_EQ(timestamp(Language::en, time), "November 21, 2026, 10:08 PM UTC");
    EXPECT_EQ(timestamp(Language::es, time), "21 de noviembre de 2026, 22:08 UTC");
    EXPECT_EQ(timestamp(Language::en, "2026-11-21T00:05:00.000Z"), "November 21, 2026, 12:05 AM UTC");
    EXPECT_EQ(timestamp(Language::en, "yesterday"), "yesterday");
}

TEST(List, JoinsAsTheLanguageDoes) {
    EXPECT_EQ(list(Language::en, {}), "");
    EXPECT_EQ(list(Language::en, {"A"}), "A");
    EXPECT_EQ(list(Language::en, {"A", "B"}), "A and B");
    EXPECT_EQ(list(Language::en, {"A", "B", "C"}), "A, B and C");
    EXPECT_EQ(list(Language::es, {"A", "B", "C"}), "A, B y C");
    EXPECT_EQ(list(Language::es, {"Francia", "Italia"}), "Francia e Italia");
    EXPECT_EQ(list(Language::en, {"Łódź", "<b>"}), "Łódź and <b>");
}

TEST(Path, CarriesTheLanguage) {
    EXPECT_EQ(path(Language::en, "/register"), "/register");
    EXPECT_EQ(path(Language::es, "/register"), "/es/register");
    EXPECT_EQ(path(Language::es, "/"), "/es");
}

} // namespace
} // namespace legation::views
