#include "kernel/clock.hpp"

#include <gtest/gtest.h>

namespace legation {
namespace {

using namespace std::chrono;

Timestamp at(year_month_day day, milliseconds time) {
    return sys_days{day} + time;
}

TEST(Timestamp, IsWrittenInUtcWithMilliseconds) {
    EXPECT_EQ(to_text(at(2026y / 11 / 21, 22h + 8min + 29s + 123ms)), "2026-11-21T22:08:29.123Z");
    EXPECT_EQ(to_text(at(2024y / 2 / 29, 7ms)), "2024-02-29T00:00:00.007Z");
    EXPECT_EQ(to_text(Timestamp{}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_text(at(1969y / 12 / 31, 24h - 1ms)), "1969-12-31T23:59:59.999Z");
}

TEST(Timestamp, IsInOrderOfTimeWhenInOrderOfText) {
    std::string before = to_text(at(2026y / 1 / 1, 0ms));
    for (Timestamp const time : {at(2026y / 1 / 1, 9ms), at(2026y / 1 / 1, 10ms), at(2026y / 1 / 1, 1s),
                                 at(2026y / 2 / 1, 0s), at(2030y / 1 / 1, 0s)}) {
        EXPECT_LT(before, to_text(time));
        before = to_text(time);
    }
}

TEST(Timestamp, IsWrittenForHttpAsRfc9110Wants) {
    EXPECT_EQ(to_http_date(at(1994y / 11 / 6, 8h + 49min + 37s)),
              "Sun, 06 Nov 1994 08:49:37 GMT"); // its example
    EXPECT_EQ(to_http_date(at(2026y / 11 / 21, 22h + 8min + 29s + 999ms)), "Sat, 21 Nov 2026 22:08:29 GMT");
}

TEST(ParseTimestamp, ReadsWhatToTextWrites) {
    Timestamp const moment = at(2024y / 02 / 29, 22h + 8min + 29s + 7ms);
    EXPECT_EQ(parse_timestamp(to_text(moment)), moment);
}

TEST(ParseTimestamp, ReadsNothingElse) {
    for (char const* const text : {"", "2024-02-29", "2023-02-29T00:00:00.000Z", "2024-02-29T24:00:00.000Z",
                                   "2024-02-29T00:60:00.000Z", "2024-02-29 00:00:00.000Z",
                                   "2024-02-29T00:00:00.0000", "2024-0a-29T00:00:00.000Z"})
        EXPECT_FALSE(parse_timestamp(text)) << text;
}

TEST(SystemNow, IsTheTimeOfDayInMilliseconds) {
    auto const difference = system_clock::now() - system_now();
    EXPECT_LT(difference, 10s);
    EXPECT_GT(difference, -10s);
}

} // namespace
} // namespace legation
