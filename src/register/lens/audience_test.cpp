#include "register/lens/audience.hpp"

#include <gtest/gtest.h>

#include <array>

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
    EXPECT_EQ(audiences_of(viewer(http::Role::member, 1, {{7, false}})), ";members;own:7;");
    EXPECT_EQ(audiences_of(viewer(http::Role::member, 1, {{9, true}, {7, false}})), ";members;own:7;own:9;");
    EXPECT_EQ(audiences_of(viewer(http::Role::moderator, 1)), ";members;");
    EXPECT_EQ(audiences_of(viewer(http::Role::office, 1)), ";members;office;");
}

std::string choices(http::Viewer const& who) {
    std::array<std::int64_t, 1> const owners{7};
    std::string all;
    for (Audience const& audience : audiences_to_choose(who, owners))
        (all += audience.code) += ' ';
    return all;
}

TEST(Audiences, AreChosenByThoseWhoCouldStillEditTheRecord) {
    EXPECT_EQ(choices(viewer(http::Role::member, 1, {{7, false}})), "public members office own ");
    EXPECT_EQ(choices(viewer(http::Role::moderator, 1)), "public members ");
    EXPECT_EQ(choices(viewer(http::Role::office, 1)), "public members office ");
    EXPECT_EQ(choices(viewer(http::Role::member, 1, {{8, true}})), "") << "it is not theirs";
    http::Viewer trusted = viewer(http::Role::member, 1);
    trusted.is_trusted = true;
    EXPECT_EQ(choices(trusted), "public ") << "trusted editors close nothing";
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
