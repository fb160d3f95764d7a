#include "accounts/passwords/authenticator.hpp"
#include "accounts/passwords/password.hpp"
#include "accounts/passwords/password_store.hpp"
#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

#include <gmock/gmock.h>
#include <sodium.h>

#include <ctime>

namespace legation::accounts {
namespace {

using namespace std::chrono_literals;
using store::ReadTransaction;
using store::WriteTransaction;

class PasswordRules : public ::testing::Test {
  protected:
    Weakness weakness(std::string_view password, std::size_t least = shortest_password) {
        return weakness_of(password, least, common_,
                           {"Legation of Springfield", "ada.lovelace@example.gov", "Ada Lovelace"});
    }

    test::TemporaryFolder folder_;
    CommonPasswords common_{
        folder_.write("common.txt", "123456\npassword\nqwertyuiop\n1234567890\np@ssw0rd\n")};
};

TEST_F(PasswordRules, AskForLengthAndNoKindsOfLetters) {
    EXPECT_EQ(weakness("only small letters here"), Weakness::none);
    EXPECT_EQ(weakness("fourteen chars"), Weakness::too_short);
    EXPECT_EQ(weakness("eightlet", shortest_password_with_app), Weakness::none);
    EXPECT_EQ(weakness("sevenle", shortest_password_with_app), Weakness::too_short);
    EXPECT_EQ(weakness("ñandú ñandú ñan"), Weakness::none);             // 15 letters in 20 bytes
    EXPECT_EQ(weakness("ñandú ñandú ñ."), Weakness::too_short);         // 14 letters in 19 bytes
    EXPECT_EQ(weakness(std::string(200, 'k') + "abc"), Weakness::none); // longer than anybody types
    EXPECT_EQ(weakness(std::string(256, 'k') + "a"), Weakness::too_long);
}

TEST_F(PasswordRules, RefuseWhatIsGuessedFirst) {
    for (std::string_view const guess :
         {"QWERTYuiop", "password2026", "!!Password!", "P@ssw0rd", "passwordpassword", "12345678901234567890",
          "aaaaaaaaaaaaaaa", "xyzxyzxyzxyzxyz"})
        EXPECT_EQ(weakness(guess, shortest_password_with_app), Weakness::is_common) << guess;
    EXPECT_EQ(weakness("the password of a friend"), Weakness::none);
    EXPECT_THROW(CommonPasswords(folder_.file("missing.txt")), Error);
}

TEST_F(PasswordRules, RefuseLittleMoreThanANameOrAnAddress) {
    for (std::string_view const guess : {"legation-2026!!", "AdaLovelace2026", "lovelace.lovelace",
                                         "Springfield legation", "ádá lovelace 11"})
        EXPECT_EQ(weakness(guess, shortest_password_with_app), Weakness::is_about_you) << guess;
    EXPECT_EQ(weakness("lovelace eats seven plums"), Weakness::none);
}

PasswordCost const cheap{crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};

TEST(PasswordHasher, KnowsAPasswordFromWhatIsKeptOfIt) {
    PasswordHasher all(1, cheap);
    auto const hasher = all.take_place();
    std::string const hash = hasher.hash("only small letters here");
    EXPECT_THAT(hash, ::testing::StartsWith("$argon2id$"));
    EXPECT_NE(hash, hasher.hash("only small letters here")); // salted
    EXPECT_TRUE(hasher.is_right("only small letters here", hash));
    EXPECT_FALSE(hasher.is_right("Only small letters here", hash));
    EXPECT_FALSE(hasher.is_right("only small letters her", hash));
    EXPECT_FALSE(hasher.is_right("only small letters here", std::nullopt));
}

TEST(PasswordHasher, WorksAsMuchForNobodyAsForSomebody) {
    PasswordHasher all(1);
    auto const hasher = all.take_place();
    std::string const hash = hasher.hash("only small letters here");
    auto const cost_of = [&](std::optional<std::string> const& of) {
        std::clock_t const start = std::clock();
        hasher.is_right("a wrong password", of);
        return std::clock() - start;
    };
    std::clock_t const somebody = cost_of(hash), nobody = cost_of(std::nullopt);
    EXPECT_GT(nobody * 2, somebody);
    EXPECT_LT(nobody, somebody * 2);
}

TEST(PasswordHasher, SendsAwayWhoeverComesWhenAllPlacesAreTaken) {
    PasswordHasher all(2, cheap);
    auto const first = all.take_place();
    {
        auto const second = all.take_place();
        EXPECT_THROW(all.take_place(), Error);
    }
    EXPECT_NO_THROW(all.take_place()) << "the second has given its place back";
}

TEST(PasswordHasher, KnowsAHashThatWasMadeAtAnotherCost) {
    PasswordHasher today(1, {crypto_pwhash_OPSLIMIT_MIN + 1, crypto_pwhash_MEMLIMIT_MIN});
    EXPECT_TRUE(today.is_outdated(PasswordHasher(1, cheap).take_place().hash("only small letters here")));
    EXPECT_FALSE(today.is_outdated(today.take_place().hash("only small letters here")));
}

Timestamp at(std::int64_t seconds) {
    return Timestamp{std::chrono::seconds(seconds)};
}

TEST(Authenticator, ComputesTheCodesOfTheStandard) {
    std::string const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // RFC 6238, appendix B, in base32
    for (auto const& [seconds, code] : std::vector<std::pair<std::int64_t, std::string>>{
             {59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {20000000000, "353130"}})
        EXPECT_EQ(steps_from(secret, code, step_at(at(seconds)), 0), 0) << seconds;
    EXPECT_FALSE(steps_from(secret, "28708", 1, 2));
    EXPECT_FALSE(steps_from(secret, "", 1, 2));
    EXPECT_FALSE(steps_from("", "287082", 1, 2));
}

TEST(Authenticator, TellsHowFarACodeIsFromAHalfMinute) {
    std::string const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    std::string const code = "050471"; // from 1111111110 to 1111111139
    std::int64_t const step = step_at(at(1111111110));
    EXPECT_EQ(step_at(at(1111111139)), step);
    EXPECT_EQ(step_at(at(1111111140)), step + 1);
    EXPECT_EQ(step_at(at(1111111109)), step - 1);
    EXPECT_EQ(steps_from(secret, code, step + 1, 1), -1);
    EXPECT_EQ(steps_from(secret, code, step - 2, 2), 2);
    EXPECT_FALSE(steps_from(secret, code, step + 1, 0));
    EXPECT_FALSE(steps_from(secret, code, step - 2, 1));
}

TEST(Authenticator, IsSetUpByAPictureOfItsAddress) {
    EXPECT_EQ(authenticator_address("City & Hub", "a@b.gov", "ABC"),
              "otpauth://totp/City%20%26%20Hub:a%40b.gov?secret=ABC&issuer=City%20%26%20Hub");
    QrCode const picture = qr_code("otpauth://");
    EXPECT_EQ(picture.size, 29); // version 1 has 21 squares, and 4 are blank on each side
    EXPECT_THAT(picture.path, ::testing::StartsWith("M4,4h1v1h-1z")); // the corner of the first finder
}

class PasswordStore : public test::WithSchema {
  protected:
    template <class Change>
    auto change(Change&& what) {
        return write([&](WriteTransaction& tx) { return what(tx); });
    }
    /// The code that the app of account 1 shows now, or so many half-minutes from now.
    std::string shown(std::int64_t later = 0) {
        auto const app = store().read([](ReadTransaction& tx) { return authenticator_of(tx, 1); });
        return code_at(app->kept_secret, step_at(clock_.now()) + later);
    }
    SecondFactor confirm(std::string const& code) {
        return change([&](WriteTransaction& tx) { return confirm_authenticator(tx, {}, 1, code); });
    }
    void begin_app() {
        change([](WriteTransaction& tx) { begin_authenticator(tx, {}, 1); });
    }
    void set_up_app() {
        begin_app();
        ASSERT_EQ(confirm(shown()), SecondFactor::app);
    }
    SecondFactor use(std::string const& code, std::int64_t account = 1) {
        return change([&](WriteTransaction& tx) { return use_second_factor(tx, {}, account, code); });
    }
    void set_password() {
        change([](WriteTransaction& tx) { keep_password(tx, 1, "a hash", true); });
    }
};

TEST_P(PasswordStore, TakesACodeOfTheAppOnce) {
    set_up_app();
    EXPECT_EQ(use(shown()), SecondFactor::none) << "the code that confirmed it";
    clock_.advance(30s);
    std::string const code = shown();
    EXPECT_EQ(use("000 000x"), SecondFactor::none);
    EXPECT_EQ(use(code.substr(0, 3) + " " + code.substr(3)), SecondFactor::app);
    EXPECT_EQ(use(code), SecondFactor::none);
}

TEST_P(PasswordStore, TakesACodeInItsOwnHalfMinuteAlone) {
    set_up_app();
    clock_.advance(60s);
    EXPECT_EQ(use(shown(1)), SecondFactor::early);
    EXPECT_EQ(use(shown(2)), SecondFactor::none);
    EXPECT_EQ(use(shown(-1)), SecondFactor::late);
    EXPECT_EQ(use(shown(-2)), SecondFactor::none) << "the one that confirmed it, and too old";
    std::string const code = shown();
    clock_.advance(30s - 1ms); // it is noon sharp, where a half-minute begins
    EXPECT_EQ(use(code), SecondFactor::app);
    clock_.advance(1ms);
    EXPECT_EQ(use(code), SecondFactor::none) << "used, and not only late";
    std::string const unused = shown();
    clock_.advance(30s);
    EXPECT_EQ(use(unused), SecondFactor::late);
}

TEST_P(PasswordStore, KeepsInMindThatAClockIsOffOnceTwoCodesHaveShownIt) {
    for (std::int64_t const off : {-2, -1, 1, 2}) {
        begin_app();
        auto const late_or_early = off < 0 ? SecondFactor::late : SecondFactor::early;
        EXPECT_EQ(confirm(shown(off)), late_or_early);
        EXPECT_EQ(confirm(shown(off)), SecondFactor::none) << "the same once more shows nothing";
        EXPECT_EQ(use(shown(off)), SecondFactor::none) << "nothing is asked for yet";
        clock_.advance(30s);
        EXPECT_EQ(confirm(shown(off)), SecondFactor::app) << off;
        clock_.advance(30s);
        EXPECT_NE(use(shown()), SecondFactor::app) << off;
        EXPECT_EQ(use(shown(off - 1)), SecondFactor::none) << "used";
        EXPECT_EQ(use(shown(off)), SecondFactor::app) << off;
        change([](WriteTransaction& tx) { return remove_authenticator(tx, 1); });
    }
    begin_app();
    EXPECT_EQ(confirm(shown(3)), SecondFactor::none);
    EXPECT_EQ(confirm(shown(-3)), SecondFactor::none);
    EXPECT_EQ(confirm(shown(-1)), SecondFactor::late) << "typed slowly";
    EXPECT_EQ(confirm(shown()), SecondFactor::app);
    EXPECT_EQ(number("SELECT clock_steps FROM authenticators"), 0);
}

TEST_P(PasswordStore, AsksForNoCodeBeforeAFirstOneHasConfirmedTheApp) {
    begin_app();
    EXPECT_EQ(use(shown()), SecondFactor::none);
    EXPECT_EQ(confirm("x"), SecondFactor::none);
    set_up_app();
    EXPECT_THROW(change([](WriteTransaction& tx) { begin_authenticator(tx, {}, 1); }), Error);
}

TEST_P(PasswordStore, TakesARecoveryCodeOnceAndFromItsOwnerAlone) {
    set_up_app();
    auto const codes = change([](WriteTransaction& tx) { return renew_recovery_codes(tx, 1); });
    ASSERT_EQ(codes.size(), 10U);
    EXPECT_EQ(codes.front().size(), 28U); // 136 bits
    EXPECT_EQ(number("SELECT COUNT(*) FROM recovery_codes WHERE code_hash = :code", codes.front()), 0);
    EXPECT_EQ(use(codes.front(), 2), SecondFactor::none);
    EXPECT_EQ(use(in_groups(codes.front(), '-')), SecondFactor::recovery_code);
    EXPECT_EQ(use(codes.front()), SecondFactor::none);
    change([](WriteTransaction& tx) { return renew_recovery_codes(tx, 1); });
    EXPECT_EQ(use(codes.back()), SecondFactor::none) << "others were made in their place";
}

TEST_P(PasswordStore, EndsAWaitingSignInAfterFiveMinutesAndWithThePassword) {
    set_password();
    auto const begin = [&] {
        return change([](WriteTransaction& tx) { return begin_second_step(tx, {1, "/register"}); });
    };
    auto const waits = [&](std::string const& token) {
        return store().read(
            [&](ReadTransaction& tx) { return find_second_step(tx, token, clock_.now()).has_value(); });
    };
    std::string const slow = begin();
    clock_.advance(5min - 1s);
    EXPECT_TRUE(waits(slow));
    clock_.advance(1s);
    EXPECT_FALSE(waits(slow));
    std::string const other = begin();
    set_password();
    EXPECT_FALSE(waits(other));
    std::string const last = begin();
    EXPECT_TRUE(change([&](WriteTransaction& tx) { return end_second_step(tx, last); }));
    EXPECT_FALSE(change([&](WriteTransaction& tx) { return end_second_step(tx, last); }));
}

TEST_P(PasswordStore, KeepsTheNewHashOfAPasswordUnlessThePasswordWasChangedMeanwhile) {
    set_password();
    KeptPassword const before = *store().read([](ReadTransaction& tx) { return password_of(tx, 1); });
    auto const note = [&](std::optional<std::string> const& renewed) {
        return change([&](WriteTransaction& tx) { return note_use(tx, 1, before, renewed); });
    };
    EXPECT_TRUE(note(std::nullopt));
    EXPECT_TRUE(note("the hash at another cost"));
    EXPECT_EQ(text("SELECT password_hash FROM passwords"), "the hash at another cost");
    EXPECT_FALSE(note(std::nullopt));
}

TEST_P(PasswordStore, RemovesWhatStandsOrFallsWithThePassword) {
    set_password();
    set_up_app();
    change([](WriteTransaction& tx) { return renew_recovery_codes(tx, 1); });
    change([](WriteTransaction& tx) { return begin_second_step(tx, {1, ""}); });
    EXPECT_TRUE(change([](WriteTransaction& tx) { return remove_password(tx, 1); }));
    EXPECT_EQ(
        number("SELECT (SELECT COUNT(*) FROM passwords) + (SELECT COUNT(*) FROM authenticators) + (SELECT "
               "COUNT(*) FROM recovery_codes) + (SELECT COUNT(*) FROM second_steps)"),
        0);
    EXPECT_FALSE(change([](WriteTransaction& tx) { return remove_password(tx, 1); }));
}

LEGATION_ON_BOTH_DATABASES(PasswordStore);

} // namespace
} // namespace legation::accounts
