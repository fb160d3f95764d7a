#include "kernel/error.hpp"
#include "register/lens/moment.hpp"

#include <gtest/gtest.h>

namespace legation::registry {
namespace {

Timestamp const noon = *parse_timestamp("2026-11-21T12:00:00.000Z");

std::optional<Moment> read(std::string const& query) {
    http::Request request;
    request.query = http::parse_query(query);
    return moment_of(request, noon);
}

std::string refusal(std::string const& query) {
    try {
        read(query);
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::bad_request);
        EXPECT_EQ(error.parameter, "as_of");
        return error.public_message;
    }
    return "(not refused)";
}

TEST(MomentOfAnAddress, IsTheEndOfTheDayThatItNames) {
    auto const moment = read("as_of=2024-06-01");
    ASSERT_TRUE(moment);
    EXPECT_EQ(moment->text, "2024-06-01");
    EXPECT_EQ(to_text(moment->at), "2024-06-01T23:59:59.999Z");
}

TEST(MomentOfAnAddress, MayBeATimeInUtc) {
    EXPECT_EQ(to_text(read("as_of=2024-06-01T08:30Z")->at), "2024-06-01T08:30:00.000Z");
    EXPECT_EQ(to_text(read("as_of=2024-06-01T08:30:15Z")->at), "2024-06-01T08:30:15.000Z");
    EXPECT_EQ(read("as_of=2024-06-01T08:30:15.250Z")->text, "2024-06-01T08:30:15.250Z");
}

TEST(MomentOfAnAddress, IsThePresentWhereNoneIsNamed) {
    EXPECT_FALSE(read(""));
    EXPECT_FALSE(read("as_of="));
    EXPECT_FALSE(read("country=JP"));
}

TEST(MomentOfAnAddress, MayBeTodayButNotLater) {
    EXPECT_TRUE(read("as_of=2026-11-21"));
    EXPECT_TRUE(read("as_of=2026-11-21T12:00:00Z"));
    EXPECT_NE(refusal("as_of=2026-11-22").find("is not written yet"), std::string::npos);
    EXPECT_NE(refusal("as_of=2026-11-21T12:01Z").find("is not written yet"), std::string::npos);
    EXPECT_NE(refusal("as_of=9999-12-31").find("is not written yet"), std::string::npos);
}

TEST(MomentOfAnAddress, IsRefusedWhereItIsNoDate) {
    for (std::string const text : {"yesterday", "2024", "2024-06", "2024-02-30", "2024-13-01", "01/06/2024",
                                   "2024-06-1x", "2024-06-01T25:00Z", "2024-06-01T12:00", "2024-06-01 12:00Z",
                                   "-024-06-01", "2024-06-01T12:00:00%2B02:00", "2024-06-01'--", "%E0%A4%A8"})
        EXPECT_NE(refusal("as_of=" + text).find("2024-06-01T12:00:00Z"), std::string::npos) << text;
    EXPECT_NE(refusal("as_of=2024-06-01&as_of=2024-06-02").find("once"), std::string::npos);
}

} // namespace
} // namespace legation::registry
