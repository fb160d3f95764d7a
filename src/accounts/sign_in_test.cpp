#include "accounts/account.hpp"
#include "accounts/account_data.hpp"
#include "accounts/attempt_limit.hpp"
#include "accounts/membership.hpp"
#include "accounts/one_time_link.hpp"
#include "accounts/passwords/password_store.hpp"
#include "accounts/session.hpp"
#include "kernel/store/migrate.hpp"
#include "tests/temporary_store.hpp"

namespace legation::accounts {

namespace {

using http::Role;
using http::Strength;

class SignIn : public test::WithSchema {
  protected:
    std::int64_t add(std::string_view email, Role role = Role::member) {
        return write([&](store::WriteTransaction& tx) { return add_account(tx, email, "Ada", role).id; });
    }
    std::string start(std::int64_t account, Strength strength = Strength::mail_link) {
        return write([&](store::WriteTransaction& tx) {
            return start_session(tx, account, strength, {"192.0.2.1", "A browser"}, settings_);
        });
    }
    std::optional<http::Viewer> viewer(std::string_view token) {
        return store().read(
            [&](store::ReadTransaction& tx) { return find_viewer(tx, token, clock_.now(), settings_); });
    }
    std::string link(OneTimeLink const& what = {.email = "ada@example.gov"}) {
        return write([&](store::WriteTransaction& tx) { return make_link(tx, what, settings_.link_time); });
    }
    bool use(std::string_view token) {
        return write([&](store::WriteTransaction& tx) { return use_link(tx, token).has_value(); });
    }
    bool count(AttemptLimit const& limit, std::string_view who) {
        return write([&](store::WriteTransaction& tx) { return count_attempt(tx, limit, who); });
    }

    AccountSettings settings_;
};

TEST_P(SignIn, KeepsOnlyAHashOfASession) {
    std::string const token = start(add("ada@example.gov"));
    EXPECT_EQ(token.size(), 43U); // 256 bits
    EXPECT_EQ(viewer(token)->email, "ada@example.gov");
    EXPECT_EQ(number("SELECT COUNT(*) FROM sessions WHERE token_hash = :token", token), 0);
    EXPECT_FALSE(viewer(text("SELECT token_hash FROM sessions")));
}

TEST_P(SignIn, EndsASessionThatNothingIsAskedOf) {
    std::string const token = start(add("ada@example.gov"));
    clock_.advance(settings_.idle_time - std::chrono::seconds(1));
    EXPECT_TRUE(viewer(token));
    clock_.advance(std::chrono::seconds(1));
    EXPECT_FALSE(viewer(token));
}

TEST_P(SignIn, KeepsASessionThatIsUsedUntilItsLastHour) {
    std::string const token = start(add("ada@example.gov"));
    Timestamp const begin = clock_.now();
    while (auto const who = viewer(token)) {
        ASSERT_LT(clock_.now(), begin + settings_.session_time);
        EXPECT_EQ(who->ends_at, std::min(begin + settings_.session_time, clock_.now() + settings_.idle_time));
        clock_.advance(std::chrono::minutes(10));
        write([&](store::WriteTransaction& tx) { note_use(tx, who->session_id); });
    }
    EXPECT_EQ(clock_.now(), begin + settings_.session_time);
}

TEST_P(SignIn, NotesTheUseOfASessionOnceAMinute) {
    std::string const token = start(add("ada@example.gov"));
    EXPECT_FALSE(should_note_use(*viewer(token), clock_.now() + std::chrono::seconds(59), settings_));
    EXPECT_TRUE(should_note_use(*viewer(token), clock_.now() + std::chrono::seconds(60), settings_));
}

TEST_P(SignIn, EndsEverySessionOfADisabledAccountAtOnce) {
    std::int64_t const account = add("ada@example.gov");
    std::string const token = start(account);
    write([&](store::WriteTransaction& tx) { set_disabled(tx, account, true); });
    EXPECT_FALSE(viewer(token));
    write([&](store::WriteTransaction& tx) { set_disabled(tx, account, false); });
    EXPECT_FALSE(viewer(token));
}

TEST_P(SignIn, AppliesAChangeOfRoleToSessionsThatRun) {
    std::int64_t const account = add("ada@example.gov");
    std::string const token = start(account);
    EXPECT_EQ(viewer(token)->role, Role::member);
    write([&](store::WriteTransaction& tx) { set_role(tx, account, Role::moderator); });
    EXPECT_EQ(viewer(token)->role, Role::moderator);
}

TEST_P(SignIn, MakesStaffOfAPasskeyOnlyWhereTheHubAsksForOne) {
    std::int64_t const account = add("ada@example.gov", Role::administrator);
    std::string const weak = start(account);
    std::string const strong = start(account, Strength::passkey);
    EXPECT_EQ(viewer(weak)->role, Role::administrator);
    settings_.staff_need_passkey = true;
    EXPECT_EQ(viewer(weak)->role, Role::member);
    EXPECT_TRUE(viewer(weak)->needs_stronger_sign_in);
    EXPECT_EQ(viewer(strong)->role, Role::administrator);
}

TEST_P(SignIn, AsksEverybodyForASecondFactorWhereTheHubDoes) {
    std::int64_t const account = add("ada@example.gov", Role::moderator);
    write([&](store::WriteTransaction& tx) { add_member(tx, account, 7, true, "test"); });
    std::string const link_session = start(account), password = start(account, Strength::password),
                      site = start(account, Strength::other_site),
                      passkey = start(account, Strength::passkey);
    auto const role = [&](std::string const& session) { return viewer(session)->role; };
    EXPECT_EQ(role(link_session), Role::moderator);
    settings_.need_second_factor = true; // sessions that run are asked too
    for (std::string const& weak : {link_session, password, site}) {
        EXPECT_EQ(role(weak), Role::visitor);
        EXPECT_TRUE(viewer(weak)->actors.empty());
        EXPECT_TRUE(viewer(weak)->needs_stronger_sign_in);
    }
    EXPECT_EQ(role(passkey), Role::moderator);
    EXPECT_TRUE(viewer(passkey)->manages(7));

    write([&](store::WriteTransaction& tx) { begin_authenticator(tx, {}, account); });
    settings_.have_passwords = true;
    EXPECT_EQ(role(link_session), Role::visitor) << "no code has shown the app yet";
    run_script("UPDATE authenticators SET confirmed_at = made_at");
    EXPECT_EQ(role(link_session), Role::moderator);
    EXPECT_EQ(role(password), Role::moderator);
    EXPECT_EQ(role(site), Role::visitor) << "another site is not asked for a code";
    settings_.have_passwords = false;
    EXPECT_EQ(role(link_session), Role::visitor) << "codes are not asked for any more";
}

TEST_P(SignIn, LetsAnAgentsMembersActForWhomItWasAppointedBy) {
    std::int64_t const account = add("ada@example.gov");
    write([&](store::WriteTransaction& tx) {
        add_member(tx, account, 7, true, "test");
        tx.execute("INSERT INTO actor_agents (actor_id, agent_id, appointed_by, since) VALUES (9, 7, 1, '')");
    });
    auto const who = *viewer(start(account));
    EXPECT_TRUE(who.manages(7));
    EXPECT_TRUE(who.acts_for(9));
    EXPECT_FALSE(who.manages(9));
    EXPECT_FALSE(who.acts_for(8));
}

TEST_P(SignIn, TakesALinkOnce) {
    std::string const token = link();
    EXPECT_TRUE(use(token));
    EXPECT_FALSE(use(token));
}

TEST_P(SignIn, DoesNotUseALinkByLookingAtIt) {
    std::string const token = link();
    for (int times = 0; times < 3; ++times)
        EXPECT_TRUE(store().read(
            [&](store::ReadTransaction& tx) { return find_link(tx, token, clock_.now()).has_value(); }));
    EXPECT_TRUE(use(token));
}

TEST_P(SignIn, RefusesALinkWhoseTimeIsOver) {
    std::string const token = link();
    clock_.advance(settings_.link_time);
    EXPECT_FALSE(use(token));
}

TEST_P(SignIn, KeepsWhatALinkIsFor) {
    std::string const token = link({.purpose = LinkPurpose::invitation,
                                    .email = "ada@example.gov",
                                    .account_id = 3,
                                    .actor_id = 7,
                                    .is_manager = true,
                                    .return_to = "/register"});
    auto const kept = write([&](store::WriteTransaction& tx) { return use_link(tx, token); });
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->purpose, LinkPurpose::invitation);
    EXPECT_EQ(kept->account_id, 3);
    EXPECT_EQ(kept->actor_id, 7);
    EXPECT_TRUE(kept->is_manager);
    EXPECT_EQ(kept->return_to, "/register");
}

TEST_P(SignIn, LetsATryPassAgainWhenTheTimeIsOver) {
    AttemptLimit const limit{"test", 2, std::chrono::minutes(1)};
    EXPECT_TRUE(count(limit, "ada"));
    EXPECT_TRUE(count(limit, "ada"));
    EXPECT_FALSE(count(limit, "ada"));
    EXPECT_TRUE(count(limit, "eve"));
    clock_.advance(std::chrono::minutes(1));
    EXPECT_TRUE(count(limit, "ada"));
}

TEST_P(SignIn, ForgetsSessionsAndLinksAndTriesWhoseTimeIsOver) {
    std::string const ended = start(add("ada@example.gov"));
    link();
    count({"test", 2, std::chrono::minutes(1)}, "ada");
    clock_.advance(std::chrono::days(1) + std::chrono::minutes(1));
    std::string const running = start(add("ben@example.gov"));
    std::string const open = link({.email = "ben@example.gov"});
    write([](store::WriteTransaction& tx) { forget_what_ended(tx); });
    EXPECT_EQ(number("SELECT COUNT(*) FROM sessions"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM one_time_links"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM attempts"), 0);
    EXPECT_TRUE(viewer(running));
    EXPECT_TRUE(use(open));
}

LEGATION_ON_BOTH_DATABASES(SignIn);

TEST(EmailAddress, IsComparedInLowerCase) {
    EXPECT_EQ(checked_email("  Ada.Vela@Example.GOV "), "ada.vela@example.gov");
}

TEST(EmailAddress, RefusesWhatCouldHarmAMailsHead) {
    for (std::string_view const bad :
         {"", "ada", "@example.gov", "ada@", "ada@example..gov", "a b@example.gov", "a@b@example.gov",
          "ada@example.gov\nBcc: eve@example.org", "ada@example.gov,eve@example.org", "<ada@example.gov>",
          "ada@.gov", "ada@example.gov.", "ada@-example.gov"})
        EXPECT_FALSE(checked_email(bad)) << bad;
    EXPECT_FALSE(checked_email(std::string(250, 'a') + "@example.gov"));
}

TEST(ReturnAddress, StaysOnThisSite) {
    EXPECT_EQ(checked_return("/register?kind=network"), "/register?kind=network");
    for (std::string_view const bad :
         {"", "register", "//elsewhere.example/", "/\\elsewhere.example", "https://elsewhere.example/",
          "/register\r\nSet-Cookie: a=b", "/with space"})
        EXPECT_EQ(checked_return(bad), "") << bad;
}

} // namespace

} // namespace legation::accounts
