#include "accounts/passkeys/passkey_store.hpp"
#include "accounts/passkeys/test_authenticator.hpp"
#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

#include <gmock/gmock.h>

namespace legation::accounts {
namespace {

using namespace std::chrono_literals;
using store::ReadTransaction;
using store::WriteTransaction;

class PasskeyStore : public test::WithSchema {
  protected:
    std::string ask(std::int64_t account = 0) {
        return write([&](WriteTransaction& tx) { return ask_challenge(tx, account); });
    }
    std::optional<std::string> take(std::string const& challenge, std::int64_t account = 0) {
        std::string const client_data = authenticator_.show(challenge).client_data;
        return write([&](WriteTransaction& tx) { return take_challenge(tx, client_data, account); });
    }
    KeptPasskey keep(std::int64_t account, std::string const& name, std::string const& credential_id) {
        Passkey passkey{.credential_id = credential_id, .algorithm = -8, .public_key = "\x01\x02", .uses = 4};
        return write([&](WriteTransaction& tx) { return keep_passkey(tx, account, name, passkey); });
    }
    std::vector<std::string> names(std::int64_t account) {
        std::vector<std::string> all;
        for (KeptPasskey const& kept :
             store().read([&](ReadTransaction& tx) { return passkeys_of(tx, account); }))
            all.push_back(kept.name);
        return all;
    }

    TestAuthenticator authenticator_;
};

LEGATION_ON_BOTH_DATABASES(PasskeyStore);

TEST_P(PasskeyStore, TakesOneAnswerToEachChallenge) {
    std::string const challenge = ask();
    EXPECT_EQ(take(challenge), challenge);
    EXPECT_EQ(take(challenge), std::nullopt) << "it was answered";
    EXPECT_EQ(take(new_challenge()), std::nullopt) << "it was never asked";
    EXPECT_EQ(take(""), std::nullopt);
}

TEST_P(PasskeyStore, TakesAnAnswerForFiveMinutes) {
    std::string const challenge = ask();
    std::string const other = ask();
    clock_.advance(5min - 1ms);
    EXPECT_TRUE(take(challenge));
    clock_.advance(1ms);
    EXPECT_FALSE(take(other));
    ask();
    EXPECT_EQ(number("SELECT COUNT(*) FROM passkey_challenges"), 1) << "old ones are forgotten";
}

TEST_P(PasskeyStore, TakesAnAnswerFromTheOneWhoWasAskedOnly) {
    std::string const challenge = ask(7);
    EXPECT_FALSE(take(challenge, 0)) << "one to add a passkey does not sign in";
    EXPECT_FALSE(take(challenge, 8));
    EXPECT_TRUE(take(challenge, 7));
}

TEST_P(PasskeyStore, KeepsSeveralPasskeysOfAPersonUnderTheirNames) {
    keep(7, "Laptop", "one");
    keep(7, "", "two");
    keep(8, "Phone\n", std::string("\0\xff", 2));
    EXPECT_EQ(names(7), (std::vector<std::string>{"Laptop", "Passkey 2"}));
    EXPECT_EQ(names(8), std::vector<std::string>{"Phone "});
    auto const found =
        store().read([](ReadTransaction& tx) { return find_passkey(tx, std::string("\0\xff", 2)); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->account_id, 8);
    EXPECT_EQ(found->passkey.algorithm, -8);
    EXPECT_EQ(found->passkey.public_key, "\x01\x02");
    EXPECT_EQ(found->passkey.uses, 4U);
    EXPECT_EQ(found->used_at, std::nullopt);
    EXPECT_FALSE(store().read([](ReadTransaction& tx) { return find_passkey(tx, "three"); }));
}

TEST_P(PasskeyStore, RefusesAPasskeyTwiceAndMoreThanAPersonMayHave) {
    keep(7, "Laptop", "one");
    EXPECT_THROW(keep(7, "Again", "one"), Error);
    EXPECT_THROW(keep(8, "Somebody else's", "one"), Error);
    for (std::size_t i = 1; i < most_passkeys; ++i)
        keep(7, "", "more " + std::to_string(i));
    EXPECT_THROW(keep(7, "One too many", "last"), Error);
}

TEST_P(PasskeyStore, RemovesAPasskeyForItsOwnerOnly) {
    KeptPasskey const kept = keep(7, "Laptop", "one");
    auto const remove = [&](std::int64_t account) {
        return write([&](WriteTransaction& tx) { return remove_passkey(tx, account, kept.id); });
    };
    EXPECT_FALSE(remove(8));
    EXPECT_TRUE(remove(7));
    EXPECT_FALSE(remove(7));
}

TEST_P(PasskeyStore, NotesEachUseOnce) {
    KeptPasskey const kept = keep(7, "Laptop", "one");
    Passkey after = kept.passkey;
    after.uses = 5;
    auto const note = [&] { write([&](WriteTransaction& tx) { note_use(tx, kept, after); }); };
    note();
    EXPECT_THROW(note(), Error) << "as when it is copied and both are used at once";
    auto const found = store().read([](ReadTransaction& tx) { return find_passkey(tx, "one"); });
    EXPECT_EQ(found->passkey.uses, 5U);
    EXPECT_EQ(found->used_at, to_text(clock_.now()));
}

} // namespace
} // namespace legation::accounts
