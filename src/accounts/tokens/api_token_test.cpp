#include "accounts/account.hpp"
#include "accounts/account_data.hpp"
#include "accounts/tokens/api_token.hpp"
#include "accounts/tokens/token_pages.hpp"
#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

#include <gtest/gtest.h>

namespace legation::accounts {
namespace {

using store::ReadTransaction;
using store::WriteTransaction;

class ApiTokens : public test::WithSchema {
  protected:
    std::int64_t account(std::string_view email) {
        return write(
            [&](WriteTransaction& tx) { return add_account(tx, email, "", http::Role::administrator).id; });
    }
    MadeToken make(std::int64_t account, int days = 30) {
        return write([&](WriteTransaction& tx) {
            return make_token(tx, account, {"Script", {"read", "administer"}, days});
        });
    }
    std::optional<Program> find(std::string const& token, std::chrono::hours later = {}) {
        return store().read(
            [&](ReadTransaction& tx) { return find_program(tx, token, store().now() + later); });
    }
};

LEGATION_ON_BOTH_DATABASES(ApiTokens);

TEST_P(ApiTokens, ActForTheirOwnerWithNoRoleAndWithTheirScopesOnly) {
    std::int64_t const ann = account("ann@people.example");
    auto const program = find(make(ann).text);
    ASSERT_TRUE(program);
    EXPECT_EQ(program->viewer.account_id, ann);
    EXPECT_EQ(program->viewer.role, http::Role::member) << "an administrator's program administers nothing";
    EXPECT_TRUE(program->viewer.is_program);
    EXPECT_EQ(program->viewer.scopes, std::vector<std::string>{"read"});
}

TEST_P(ApiTokens, AreGoodUntilTheyExpire) {
    MadeToken const made = make(account("ann@people.example"), 30);
    EXPECT_TRUE(find(made.text, std::chrono::hours(30 * 24 - 1)));
    EXPECT_FALSE(find(made.text, std::chrono::hours(30 * 24 + 1)));
}

TEST_P(ApiTokens, AreKnownByTheirHashAlone) {
    MadeToken const made = make(account("ann@people.example"));
    auto const kept = store().read([&](ReadTransaction& tx) {
        return tx.row<std::string, std::string>("SELECT token_hash, hint FROM api_tokens WHERE id = :id",
                                                made.id);
    });
    ASSERT_TRUE(kept);
    auto const& [hash, hint] = *kept;
    EXPECT_FALSE(find(hash));
    EXPECT_FALSE(find(made.text.substr(token_prefix.size())));
    EXPECT_TRUE(made.text.starts_with(hint));
    EXPECT_EQ(hint.size(), token_prefix.size() + 4);
}

TEST_P(ApiTokens, EndWithTheirAccount) {
    std::int64_t const ann = account("ann@people.example"), ben = account("ben@people.example");
    std::string const of_ann = make(ann).text, of_ben = make(ben).text;
    write([&](WriteTransaction& tx) { set_disabled(tx, ann, true); });
    write([&](WriteTransaction& tx) { erase_account(tx, ben, {token_data()}); });
    EXPECT_FALSE(find(of_ann));
    EXPECT_FALSE(find(of_ben));
    EXPECT_TRUE(store().read([&](ReadTransaction& tx) { return tokens_of(tx, ben); }).empty());
}

TEST_P(ApiTokens, AreNotedAsUsedNowAndThen) {
    std::string const token = make(account("ann@people.example")).text;
    EXPECT_TRUE(find(token)->should_note_use);
    write([&](WriteTransaction& tx) { note_use_of_token(tx, find_program(tx, token, tx.now())->token_id); });
    EXPECT_FALSE(find(token)->should_note_use);
    EXPECT_TRUE(find(token, std::chrono::hours(1))->should_note_use);
}

TEST_P(ApiTokens, AreTwentyForAnAccountAtMost) {
    std::int64_t const ann = account("ann@people.example");
    for (std::size_t count = 0; count < most_tokens; ++count)
        make(ann);
    EXPECT_THROW(make(ann), Error);
}

} // namespace
} // namespace legation::accounts
