#include "accounts/oidc/oidc_store.hpp"
#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

namespace legation::accounts {
namespace {

using namespace std::chrono_literals;
using store::ReadTransaction;
using store::WriteTransaction;

Issuer issuer_at(std::string const& url) {
    Issuer issuer;
    issuer.url = url;
    return issuer;
}

class OidcStore : public test::WithSchema {
  protected:
    Attempt keep() {
        KeptAttempt const kept{new_attempt(), 7, "/register/lyon"};
        write([&](WriteTransaction& tx) { keep_attempt(tx, idp_, kept); });
        return kept.attempt;
    }
    std::optional<KeptAttempt> take(Issuer const& issuer, std::string const& state) {
        return write([&](WriteTransaction& tx) { return take_attempt(tx, issuer, state); });
    }
    void link(std::string const& subject, std::int64_t account) {
        write([&](WriteTransaction& tx) { link_identity(tx, idp_, subject, account); });
    }
    std::optional<std::int64_t> owner(Issuer const& issuer, std::string const& subject) {
        return store().read([&](ReadTransaction& tx) { return account_of(tx, issuer, subject); });
    }

    Issuer const idp_ = issuer_at("https://idp.example.org");
    Issuer const other_ = issuer_at("https://other.example.org");
};

LEGATION_ON_BOTH_DATABASES(OidcStore);

TEST_P(OidcStore, GivesEachAttemptBackOnceAndToItsIssuerOnly) {
    Attempt const attempt = keep();
    auto const kept = take(idp_, attempt.state);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->attempt.nonce, attempt.nonce);
    EXPECT_EQ(kept->attempt.verifier, attempt.verifier);
    EXPECT_EQ(kept->account_id, 7);
    EXPECT_EQ(kept->return_path, "/register/lyon");
    EXPECT_FALSE(take(idp_, attempt.state));
    EXPECT_FALSE(take(other_, keep().state));
    EXPECT_FALSE(take(idp_, "never begun"));
}

TEST_P(OidcStore, GivesAnAttemptBackForAQuarterOfAnHour) {
    Attempt const attempt = keep();
    Attempt const late = keep();
    clock_.advance(15min - 1ms);
    EXPECT_TRUE(take(idp_, attempt.state));
    clock_.advance(1ms);
    EXPECT_FALSE(take(idp_, late.state));
}

TEST_P(OidcStore, KnowsAPersonByIssuerAndSubjectTogether) {
    link("7", 1);
    link("7", 1);
    EXPECT_EQ(owner(idp_, "7"), 1);
    EXPECT_EQ(owner(other_, "7"), std::nullopt);
    EXPECT_EQ(owner(idp_, "8"), std::nullopt);
    EXPECT_THROW(link("7", 2), Error);
}

TEST_P(OidcStore, UnlinksForTheAccountOnly) {
    link("7", 1);
    auto const linked = store().read([](ReadTransaction& tx) { return identities_of(tx, 1); });
    ASSERT_EQ(linked.size(), 1U);
    EXPECT_EQ(linked[0].issuer, idp_.url);
    auto const unlink = [&](std::int64_t account) {
        return write([&](WriteTransaction& tx) { return unlink_identity(tx, account, linked[0].id); });
    };
    EXPECT_FALSE(unlink(2));
    EXPECT_TRUE(unlink(1));
    EXPECT_EQ(owner(idp_, "7"), std::nullopt);
}

} // namespace
} // namespace legation::accounts
