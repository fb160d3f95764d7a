#include "accounts/account.hpp"
#include "register/confirming/confirmation_store.hpp"
#include "register/partnership.hpp"
#include "register/register_fixture.hpp"

#include <gmock/gmock.h>

namespace legation::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Confirmations : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (IsSkipped()) return;
        import_sample();
        pact_ = id_of("partnership", "health-pact");
        houston_ = id_of("actor", "us-tx-houston");
        paris_ = id_of("actor", "fr-paris");
        write([&](store::WriteTransaction& tx) {
            ada_ = accounts::add_account(tx, "ada@example.org", "Ada").id;
            accounts::add_member(tx, ada_, houston_, true, "operator");
            accounts::add_member(tx, accounts::add_account(tx, "marie@example.org", "Marie").id, paris_,
                                 false, "operator");
        });
    }

    void change_as_houston(std::string_view summary) {
        write([&](store::WriteTransaction& tx) {
            auto const record = records::load(tx, pact(), pact_);
            static_cast<Partnership&>(*record).summary = summary;
            records::update(tx, pact(), *record, "said anew");
            ask_other_sides(tx, ada_, std::array{houston_}, pact(), pact_);
        });
    }

    static records::RecordType const& pact() { return records::type_of<Partnership>(); }

    std::vector<Confirmation> confirmations() {
        return store().read([&](store::ReadTransaction& tx) { return confirmations_of(tx, pact(), pact_); });
    }

    std::vector<ConfirmationRequest> asked_of(std::int64_t actor) {
        return store().read(
            [&](store::ReadTransaction& tx) { return open_requests_to(tx, std::array{actor}); });
    }

    std::string last_change() {
        return store().read([&](store::ReadTransaction& tx) {
            return last_change_of(tx, pact(), *records::load(tx, pact(), pact_));
        });
    }

    std::int64_t pact_ = 0, houston_ = 0, paris_ = 0, ada_ = 0;
};

LEGATION_ON_BOTH_DATABASES(Confirmations);

TEST_P(Confirmations, AreAskedOnceOfEverySideThatHasMembers) {
    change_as_houston("About clinics.");
    change_as_houston("About clinics and schools.");
    ASSERT_THAT(confirmations(), SizeIs(1)); // by changing it
    EXPECT_EQ(confirmations().front().actor_id, houston_);
    ASSERT_THAT(asked_of(paris_), SizeIs(1));
    EXPECT_EQ(asked_of(paris_).front().for_actor_id, houston_);
    EXPECT_THAT(asked_of(id_of("actor", "jp-nagoya")), IsEmpty()); // has none
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE kind = 'ask to confirm'"), 1);
}

TEST_P(Confirmations, AnswerTheQuestionAndAreOutdatedByTheNextChange) {
    change_as_houston("About clinics.");
    clock_.advance(std::chrono::hours(1));
    write([&](store::WriteTransaction& tx) {
        confirm(tx, pact(), *records::load(tx, pact(), pact_), {paris_, 0, "Marie", "Director", {}});
    });
    EXPECT_THAT(asked_of(paris_), IsEmpty());
    ASSERT_THAT(confirmations(), SizeIs(2));
    EXPECT_GE(confirmations().front().confirmed_at, last_change());
    clock_.advance(std::chrono::hours(1));
    change_as_houston("About ports.");
    for (Confirmation const& one : confirmations())
        EXPECT_EQ(one.confirmed_at < last_change(), one.actor_id == paris_);
    EXPECT_THAT(asked_of(paris_), SizeIs(1)); // asked again
}

TEST_P(Confirmations, AreOutdatedWhenThePartiesChange) {
    std::string const before = last_change();
    clock_.advance(std::chrono::hours(1));
    write([&](store::WriteTransaction& tx) {
        auto const& type = records::type_of<PartnershipParty>();
        auto const party = tx.value<std::int64_t>(
            "SELECT id FROM partnership_parties WHERE partnership_id = :id AND actor_id = :actor", pact_,
            paris_);
        auto const record = records::load(tx, type, party.value());
        records::hide(tx, type, *record, "they left");
    });
    EXPECT_GT(last_change(), before);
}

TEST_P(Confirmations, ByLinkWorkOnceAndNotForever) {
    auto const make = [&] {
        return write([&](store::WriteTransaction& tx) {
            return make_confirmation_link(tx, {0, "partnership", pact_, paris_, houston_, ada_, {}});
        });
    };
    auto const find = [&](std::string const& token) {
        return store().read(
            [&](store::ReadTransaction& tx) { return find_confirmation_link(tx, token, store().now()); });
    };
    std::string const token = make();
    auto const asked = find(token);
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->actor_id, paris_);
    EXPECT_THAT(asked_of(paris_), IsEmpty()); // it asks somebody else than the members
    EXPECT_EQ(number("SELECT COUNT(*) FROM confirmation_requests WHERE token_hash = :token", token), 0);
    write([&](store::WriteTransaction& tx) {
        EXPECT_TRUE(use_confirmation_link(tx, *asked));
        EXPECT_FALSE(use_confirmation_link(tx, *asked));
    });
    EXPECT_FALSE(find(token));
    std::string const late = make();
    clock_.advance(confirmation_link_days);
    EXPECT_FALSE(find(late));
}

TEST_P(Confirmations, AreNotForWhoeverActsForNoSide) {
    write([&](store::WriteTransaction& tx) {
        ask_other_sides(tx, ada_, std::array{id_of("actor", "us-tx")}, pact(), pact_);
    });
    EXPECT_THAT(confirmations(), IsEmpty());
    EXPECT_THAT(asked_of(paris_), IsEmpty());
}

TEST_P(Confirmations, KeepNoNameOfWhoLeft) {
    change_as_houston("About clinics.");
    write([&](store::WriteTransaction& tx) { erase_confirmations(tx, ada_); });
    EXPECT_EQ(confirmations().front().name, "Former account " + std::to_string(ada_));
}

} // namespace
} // namespace legation::registry
