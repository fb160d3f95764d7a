#include "accounts/policy.hpp"
#include "kernel/error.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <set>

namespace legation::accounts {

namespace {

using http::Role;
using http::Viewer;

constexpr std::array<std::int64_t, 1> own{7};
constexpr std::array<std::int64_t, 1> other{8};

Viewer somebody(Role role) {
    Viewer viewer;
    viewer.role = role;
    if (role != Role::visitor) viewer.account_id = 1;
    return viewer;
}

Viewer member(bool is_manager = false) {
    Viewer viewer = somebody(Role::member);
    viewer.actors = {{7, is_manager}};
    return viewer;
}

std::optional<ErrorCode> refusal(Viewer const& viewer, Permission permission, Subject const& subject) {
    try {
        require(viewer, permission, subject);
        return std::nullopt;
    } catch (Error const& error) {
        return error.code;
    }
}

TEST(Policy, NamesEveryPermissionOnce) {
    std::set<std::string_view> names;
    for (Permission const permission : all_permissions)
        EXPECT_TRUE(names.insert(name_of(permission)).second) << name_of(permission);
    EXPECT_EQ(all_permissions.size(), static_cast<std::size_t>(Permission::administer) + 1);
}

TEST(Policy, ShowsARecordToItsAudienceAlone) {
    struct Expected {
        std::string_view audience;
        bool visitor, account, member_elsewhere, member_of_it, moderator, office, administrator;
    };
    static constexpr std::array expected{
        Expected{"public", true, true, true, true, true, true, true},
        Expected{"members", false, false, true, true, true, true, true},
        Expected{"office", false, false, false, true, false, true, true},
        Expected{"own", false, false, false, true, false, false, false},
        Expected{"a word of tomorrow", false, false, false, true, false, false, false},
    };
    for (Expected const& row : expected) {
        auto const sees = [&](Viewer const& viewer, std::span<std::int64_t const> actors = own) {
            return may(viewer, Permission::see_record, {.actors = actors, .audience = row.audience});
        };
        EXPECT_EQ(sees(Viewer{}), row.visitor) << row.audience;
        EXPECT_EQ(sees(somebody(Role::member)), row.account) << row.audience;
        EXPECT_EQ(sees(member(), other), row.member_elsewhere) << row.audience;
        EXPECT_EQ(sees(member()), row.member_of_it) << row.audience;
        EXPECT_EQ(sees(somebody(Role::moderator)), row.moderator) << row.audience;
        EXPECT_EQ(sees(somebody(Role::office)), row.office) << row.audience;
        EXPECT_EQ(sees(somebody(Role::administrator)), row.administrator) << row.audience;
    }
}

TEST(Policy, LetsMembersEditTheirOwnRecordsOnly) {
    EXPECT_TRUE(may(member(), Permission::edit_record, {.actors = own}));
    EXPECT_FALSE(may(member(), Permission::edit_record, {.actors = other}));
    EXPECT_FALSE(may(somebody(Role::member), Permission::edit_record, {.actors = own}));
    EXPECT_FALSE(may(Viewer{}, Permission::edit_record, {.actors = own}));
    EXPECT_TRUE(may(somebody(Role::moderator), Permission::edit_record, {.actors = other}));
}

TEST(Policy, LetsTrustedEditorsChangeWhatIsPublic) {
    Viewer trusted = somebody(Role::member);
    trusted.is_trusted = true;
    EXPECT_TRUE(may(trusted, Permission::edit_record, {.actors = other}));
    EXPECT_FALSE(may(trusted, Permission::edit_record, {.actors = other, .audience = "members"}));
    EXPECT_FALSE(may(trusted, Permission::edit_record, {.actors = other, .is_protected = true}));
}

TEST(Policy, KeepsAProtectedRecordForModerators) {
    EXPECT_FALSE(may(member(), Permission::edit_record, {.actors = own, .is_protected = true}));
    EXPECT_TRUE(may(somebody(Role::moderator), Permission::edit_record, {.is_protected = true}));
}

TEST(Policy, HidesHiddenRecordsFromAllButModerators) {
    EXPECT_FALSE(may(member(), Permission::see_record, {.actors = own, .is_hidden = true}));
    EXPECT_TRUE(may(somebody(Role::moderator), Permission::see_record, {.is_hidden = true}));
}

TEST(Policy, LetsManagersChooseTheirOwnMembersOnly) {
    EXPECT_TRUE(may(member(true), Permission::manage_members, {.actors = own}));
    EXPECT_FALSE(may(member(true), Permission::manage_members, {.actors = other}));
    EXPECT_FALSE(may(member(), Permission::manage_members, {.actors = own}));
    EXPECT_FALSE(may(somebody(Role::moderator), Permission::manage_members, {.actors = own}));
    EXPECT_TRUE(may(somebody(Role::administrator), Permission::manage_members, {.actors = own}));
}

TEST(Policy, DoesNotTellWhetherARecordExistsThatOneMayNotSee) {
    Subject const secret{.actors = other, .audience = "own"};
    EXPECT_EQ(refusal(Viewer{}, Permission::edit_record, secret), ErrorCode::not_found);
    EXPECT_EQ(refusal(somebody(Role::administrator), Permission::see_record, secret), ErrorCode::not_found);
    EXPECT_EQ(refusal(Viewer{}, Permission::edit_record, {.actors = other}), ErrorCode::unauthorized);
    EXPECT_EQ(refusal(member(), Permission::edit_record, {.actors = other}), ErrorCode::forbidden);
    EXPECT_EQ(refusal(member(), Permission::edit_record, {.actors = own}), std::nullopt);
}

TEST(Policy, LetsWhoHasOnlyHalfSignedInReadAndSetUpASecondFactor) {
    Viewer half;
    half.account_id = 1;
    half.needs_stronger_sign_in = true;
    EXPECT_TRUE(waits_for_second_factor(half));
    for (Viewer const& other : {Viewer{}, somebody(Role::member), member()})
        EXPECT_FALSE(waits_for_second_factor(other));
    for (Permission const permission : all_permissions) {
        bool const expected = permission == Permission::see_public || permission == Permission::see_health ||
                              permission == Permission::sign_in || permission == Permission::see_record ||
                              permission == Permission::set_up_sign_in;
        EXPECT_EQ(may(half, permission), expected) << name_of(permission);
    }
    EXPECT_FALSE(may(half, Permission::see_record, {.actors = own, .audience = "members"}));
    EXPECT_EQ(refusal(half, Permission::edit_record, {.actors = own}), ErrorCode::forbidden);
    EXPECT_FALSE(may(Viewer{}, Permission::set_up_sign_in));
}

TEST(Policy, GivesAProgramItsScopesAndNoMore) {
    Viewer program = somebody(Role::administrator);
    program.is_program = true;
    program.scopes = {"read"};
    for (Permission const permission : all_permissions) {
        bool const expected = permission == Permission::see_public || permission == Permission::see_health ||
                              permission == Permission::see_record;
        EXPECT_EQ(may(program, permission), expected) << name_of(permission);
    }
}

} // namespace

} // namespace legation::accounts
