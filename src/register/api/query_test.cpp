#include "kernel/error.hpp"
#include "register/actor.hpp"
#include "register/api/query.hpp"
#include "register/membership.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace legation::registry::api {
namespace {

/// The parameter that an address is refused for; empty when it is not.
std::string fault(std::string_view query) {
    http::Request request;
    request.path = "/api/v1/actors";
    request.query = http::parse_query(query);
    try {
        ListQuery(records::type_of<Actor>(), request);
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::bad_request);
        return error.parameter;
    }
    return {};
}

TEST(ApiCursor, ComesBackAsItWas) {
    for (std::string const& value :
         {std::string(), std::string("São Paulo\nsecond line"), std::string("'; --")}) {
        Cursor const read = parse_cursor(to_text(Cursor{"-name", value, 42}));
        EXPECT_EQ(read.sort, "-name");
        EXPECT_EQ(read.value, value);
        EXPECT_EQ(read.id, 42);
    }
}

TEST(ApiCursor, IsRefusedWhenItWasMadeUp) {
    std::string const good = to_text(Cursor{"id", "", 1});
    for (std::string const& text : {std::string(), std::string("f"), std::string("zz"), std::string("ff"),
                                    good + "f", to_text(Cursor{"id", std::string("\0", 1), 1})}) {
        EXPECT_THROW(parse_cursor(text), Error) << text;
    }
}

TEST(ApiQuery, NamesTheParameterAtFault) {
    EXPECT_EQ(fault("limit=0"), "limit");
    EXPECT_EQ(fault("limit=201"), "limit");
    EXPECT_EQ(fault("limit=1e2"), "limit");
    EXPECT_EQ(fault("limit=200"), "");
    EXPECT_EQ(fault("sort=population"), "sort");
    EXPECT_EQ(fault("sort=-name"), "");
    EXPECT_EQ(fault("fields=name,nonsense"), "fields");
    EXPECT_EQ(fault("fields=name,page"), "");
    EXPECT_EQ(fault("city=x"), "city");
    EXPECT_EQ(fault("kind=state&kind=state"), "kind");
    EXPECT_EQ(fault("utm_source=newsletter"), "") << "a shared link must work";
    EXPECT_EQ(fault("cursor=" + to_text(Cursor{"name", "x", 1})), "cursor") << "of another order";
}

TEST(ApiQuery, TakesDaysAndMomentsInUtc) {
    for (char const* good : {"2026-11-21", "2026-11-21T22:08:29Z", "2026-11-21T22:08:29.123Z"})
        EXPECT_EQ(fault(std::string("updated_since=") + good), "") << good;
    for (char const* bad :
         {"", "2026", "2026-11", "2026-13-01", "2026-11-21T", "2026-11-21T22:08Z", "2026-11-21T22:08:29",
          "2026-11-21T22:08:29.1234Z", "2026-11-21x22:08:29Z", "yesterday"})
        EXPECT_EQ(fault(std::string("updated_since=") + bad), "updated_since") << bad;
}

TEST(ApiQuery, NeverFiltersByWhatIsPrivate) {
    auto const filters = filters_of(records::type_of<Membership>());
    EXPECT_TRUE(std::ranges::all_of(filters, [](records::Field const* field) { return field->is_public; }));
    EXPECT_FALSE(filters.empty());
    EXPECT_THROW(parse_fields(records::type_of<Membership>(), "dues"), Error);
    EXPECT_THROW(parse_fields(records::type_of<Membership>(), "is_hidden"), Error);
}

} // namespace
} // namespace legation::registry::api
