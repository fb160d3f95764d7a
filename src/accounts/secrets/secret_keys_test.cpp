#include "accounts/passwords/authenticator.hpp"
#include "accounts/passwords/password_store.hpp"
#include "accounts/secrets/stored_secrets.hpp"
#include "kernel/error.hpp"
#include "kernel/store/empty_log.hpp"
#include "tests/database_file.hpp"
#include "tests/temporary_store.hpp"

#include <gmock/gmock.h>

#include <filesystem>

namespace legation::accounts {
namespace {

using namespace std::chrono_literals;
using store::ReadTransaction;
using store::WriteTransaction;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string const first = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
std::string const second = "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";

class Keys {
  public:
    SecretKeys read(std::string const& content, std::filesystem::perms rights = owner_alone) const {
        std::string const file = folder_.write("keys", content);
        std::filesystem::permissions(file, rights);
        return SecretKeys::read(file);
    }
    /// Why a file of keys is refused; empty when it is not.
    std::string refusal(std::string const& content, std::filesystem::perms rights = owner_alone) const {
        try {
            read(content, rights);
            return {};
        } catch (Error const& error) {
            return error.public_message;
        }
    }
    test::TemporaryFolder const& folder() const { return folder_; }

  private:
    static constexpr auto owner_alone =
        std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
    test::TemporaryFolder folder_;
};

TEST(SecretKeys, OpenWhatTheyClosedForTheSameOwnerAlone) {
    Keys const files;
    SecretKeys const keys = files.read(first);
    std::string const kept = keys.encrypt("a secret", "app of account 1");
    EXPECT_THAT(kept, StartsWith("v1:"));
    EXPECT_EQ(kept.find("a secret"), std::string::npos);
    EXPECT_NE(kept, keys.encrypt("a secret", "app of account 1")) << "a nonce each";
    EXPECT_EQ(keys.decrypt(kept, "app of account 1"), "a secret");
    EXPECT_EQ(keys.decrypt(keys.encrypt("", "x"), "x"), "");
    EXPECT_THROW(keys.decrypt(kept, "app of account 2"), Error);
    EXPECT_THROW(keys.decrypt("a secret", "app of account 1"), Error) << "not encrypted";
    EXPECT_THROW(files.read(second).decrypt(kept, "app of account 1"), Error);
    EXPECT_THROW(SecretKeys().decrypt(kept, "app of account 1"), Error);
}

TEST(SecretKeys, NoticeEveryChangedLetter) {
    Keys const files;
    SecretKeys const keys = files.read(first);
    std::string const kept = keys.encrypt("a secret", "x");
    for (std::size_t at = 0; at < kept.size(); ++at) {
        std::string changed = kept;
        changed[at] = changed[at] == 'e' ? 'f' : 'e';
        EXPECT_THROW(keys.decrypt(changed, "x"), Error) << at;
        EXPECT_THROW(keys.decrypt(kept.substr(0, at), "x"), Error) << at;
    }
    EXPECT_EQ(key_id_of("v1:\x1b[2J:x"), "of another form") << "nothing of it gets to a terminal";
}

TEST(SecretKeys, OpenWithAnOlderKeyAndCloseWithTheFirst) {
    Keys const files;
    std::string const kept = files.read(second).encrypt("a secret", "x");
    SecretKeys const both = files.read("# since November\r\n" + first + "\r\n\n  " + second + "\n");
    EXPECT_EQ(both.decrypt(kept, "x"), "a secret");
    EXPECT_FALSE(both.is_current(kept));
    EXPECT_TRUE(both.is_current(both.encrypt("a secret", "x")));
    EXPECT_EQ(files.read(first).decrypt(both.encrypt("a secret", "x"), "x"), "a secret");
}

TEST(SecretKeys, WithoutAFileLeaveSecretsAsTheyAre) {
    SecretKeys const none = SecretKeys::read("");
    EXPECT_EQ(none.encrypt("a secret", "x"), "a secret");
    EXPECT_EQ(none.decrypt("a secret", "x"), "a secret");
}

TEST(SecretKeys, AreRefusedWithTheFileAndTheRemedy) {
    using std::filesystem::perms;
    Keys const files;
    EXPECT_THAT(files.refusal(first + "\nAAAA\n"), HasSubstr("line 2 is no key of 32 bytes"));
    EXPECT_THAT(files.refusal(first + first), HasSubstr("line 1 is no key"));
    EXPECT_THAT(files.refusal(std::string(64, '0')), HasSubstr("line 1 is no key")) << "nobody made it";
    EXPECT_THAT(files.refusal(""), HasSubstr("openssl rand -base64 32"));
    EXPECT_THAT(files.refusal(std::string(20'000, '\n')), HasSubstr("too large"));
    EXPECT_THAT(files.refusal(first, perms::owner_read | perms::others_read), HasSubstr("chmod 600"));
    EXPECT_THAT(files.refusal(first, perms::owner_read | perms::group_write), HasSubstr("chmod 600"));
    EXPECT_EQ(files.refusal(first, perms::owner_read | perms::group_read), "") << "as systemd hands it over";
    for (std::string const& name : {files.folder().file("none"), files.folder().file("")})
        EXPECT_THROW(SecretKeys::read(name), Error) << name;
}

class StoredSecret : public test::WithSchema {
  protected:
    void SetUp() override {
        WithSchema::SetUp();
        if (IsSkipped()) return;
        write([](WriteTransaction& tx) {
            hub_key(tx, {}, "form tokens");
            begin_authenticator(tx, {}, 7);
        });
        plain_ = kept();
    }
    std::string kept() { return text("SELECT secret FROM authenticators WHERE account_id = 7"); }
    std::size_t encrypt(SecretKeys const& keys) {
        return write([&](WriteTransaction& tx) { return encrypt_secrets(tx, keys); });
    }
    std::string refusal(SecretKeys const& keys) {
        try {
            encrypt(keys);
            return {};
        } catch (Error const& error) {
            return error.public_message;
        }
    }
    std::string opened(SecretKeys const& keys, std::int64_t account = 7) {
        return store().read(
            [&](ReadTransaction& tx) { return secret_of(*authenticator_of(tx, account), keys); });
    }
    std::string hub_key_of(SecretKeys const& keys) {
        return write([&](WriteTransaction& tx) { return hub_key(tx, keys, "form tokens"); });
    }

    Keys files_;
    std::string plain_;
};

TEST_P(StoredSecret, IsEncryptedOnceAndUnderAnotherKeyAfterARotation) {
    std::string const hub = hub_key_of({});
    SecretKeys const old = files_.read(first);
    EXPECT_EQ(encrypt(old), 2U);
    EXPECT_EQ(encrypt(old), 0U);
    EXPECT_EQ(text("SELECT detail FROM audit_events WHERE action = 'encrypt secrets'"), "2 of them");
    EXPECT_THAT(kept(), StartsWith("v1:"));
    EXPECT_EQ(opened(old), plain_);
    EXPECT_EQ(hub_key_of(old), hub);

    SecretKeys const both = files_.read(second + "\n" + first);
    EXPECT_EQ(opened(both), plain_) << "before the next start";
    EXPECT_EQ(encrypt(both), 2U);
    EXPECT_EQ(opened(files_.read(second)), plain_);
    EXPECT_EQ(hub_key_of(files_.read(second)), hub);
}

TEST_P(StoredSecret, IsOfNoUseBesideAnotherAccount) {
    SecretKeys const keys = files_.read(first);
    encrypt(keys);
    write([&](WriteTransaction& tx) { begin_authenticator(tx, keys, 8); });
    write([&](WriteTransaction& tx) {
        tx.execute("UPDATE authenticators SET secret = :kept WHERE account_id = 8", kept());
    });
    EXPECT_EQ(opened(keys), plain_);
    EXPECT_THROW(opened(keys, 8), Error);
    EXPECT_THAT(refusal(keys), HasSubstr("1 of the 3 secrets"));
}

TEST_P(StoredSecret, StopsAHubWhoseKeyIsNotThere) {
    encrypt(files_.read(first));
    EXPECT_THAT(refusal({}),
                ::testing::AllOf(HasSubstr("2 of the 2 secrets"), HasSubstr("secret_key_file =")));
    EXPECT_THAT(refusal(files_.read(second)), HasSubstr("add its line to"));
    EXPECT_EQ(refusal(files_.read(second + "\n" + first)), "");
}

TEST_P(StoredSecret, IsForgottenWithItsKeyAndARecoveryCodeIsAskedForStill) {
    SecretKeys const lost = files_.read(first), today = files_.read(second);
    encrypt(lost);
    std::string const code = code_at(plain_, step_at(clock_.now()));
    ASSERT_TRUE(
        write([&](WriteTransaction& tx) { return is_right(confirm_authenticator(tx, lost, 7, code)); }));
    auto const codes = write([](WriteTransaction& tx) { return renew_recovery_codes(tx, 7); });
    write([&](WriteTransaction& tx) { begin_authenticator(tx, lost, 9); }); // not confirmed yet
    EXPECT_EQ(write([&](WriteTransaction& tx) { return forget_lost_secrets(tx, today); }), 3U);
    EXPECT_EQ(refusal(today), "");
    EXPECT_EQ(number("SELECT COUNT(*) FROM authenticators"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM hub_keys"), 0);
    clock_.advance(30s);
    auto const use = [&](std::string const& typed) {
        return write([&](WriteTransaction& tx) { return use_second_factor(tx, today, 7, typed); });
    };
    for (std::string const& guess :
         {code_at(plain_, step_at(clock_.now())), std::string(), std::string("000000")})
        EXPECT_EQ(use(guess), SecondFactor::none);
    EXPECT_EQ(use(codes.front()), SecondFactor::recovery_code);
}

TEST_P(StoredSecret, IsNotInTheFileOfTheDatabase) {
    if (GetParam() != test::Database::sqlite) return; // PostgreSQL's VACUUM is the operator's
    std::string const file = text("SELECT file FROM pragma_database_list WHERE name = 'main'");
    auto const bytes = [&] { return test::bytes_of_database(file); };
    std::string const hub = hub_key_of({});
    EXPECT_THAT(bytes(), ::testing::AllOf(HasSubstr(plain_), HasSubstr(hub)));
    encrypt(files_.read(first));
    EXPECT_TRUE(store::empty_log(file));
    EXPECT_EQ(bytes().find(plain_), std::string::npos);
    EXPECT_EQ(bytes().find(hub), std::string::npos);
    EXPECT_NE(bytes().find(kept()), std::string::npos);
}

LEGATION_ON_BOTH_DATABASES(StoredSecret);

} // namespace
} // namespace legation::accounts
