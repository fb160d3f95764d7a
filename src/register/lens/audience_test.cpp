#include "register/lens/audience.hpp"

#include <gtest/gtest.h>

namespace legation::registry {
namespace {

http::Viewer viewer(http::Role role, std::int64_t account, std::vector<http::ActorRole> actors = {}) {
    http::Viewer viewer;
    viewer.role = role;
    viewer.account_id = account;
    viewer.actors = std::move(actors);
    return viewer;
}

TEST(Audiences, OfAVisitorAreNone) {
    EXPECT_EQ(audiences_of({}), "");
    EXPECT_EQ(audiences_of(viewer(http::Role::administrator, 0)), "") << "nobody has signed in";
}

TEST(Audiences, AreThoseThatThePolicyLetsSomebodyRead) {
    EXPECT_EQ(audiences_of(viewer(http::Role::member, 1)), "") << "an account alone can be had by anyone";
    EXPECT_EQ(audiences_of(viewer(http::Role::member, 1, {{7, false}})), ";members;");
    EXPECT_EQ(audiences_of(viewer(http::Role::moderator, 1)), ";members;");
    EXPECT_EQ(audiences_of(viewer(http::Role::office, 1)), ";members;office;");
}

TEST(Audiences, OfAProgramNeedItsScope) {
    http::Viewer program = viewer(http::Role::office, 1);
    program.is_program = true;
    EXPECT_EQ(audiences_of(program), "");
    program.scopes = {"read"};
    EXPECT_EQ(audiences_of(program), ";members;office;");
}

} // namespace
} // namespace legation::registry
