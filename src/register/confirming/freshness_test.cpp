#include "accounts/account.hpp"
#include "accounts/session.hpp"
#include "register/confirming/confirmation_store.hpp"
#include "register/confirming/freshness.hpp"
#include "register/letter_fixture.hpp"
#include "register/membership.hpp"

#include <gmock/gmock.h>

namespace legation::registry {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Freshness : public LetterTest {
  protected:
    void SetUp() override {
        LetterTest::SetUp();
        if (IsSkipped()) return;
        houston_ = id_of("actor", "us-tx-houston");
        join("ada@example.org", houston_);
        join("bob@example.org", houston_);
        join("rice@example.org", id_of("actor", "rice")); // a university, no government
    }

    void join(std::string_view email, std::int64_t actor) {
        write([&](store::WriteTransaction& tx) {
            accounts::add_member(tx, accounts::add_account(tx, email, "").id, actor, false, "operator");
        });
    }

    std::vector<std::string> letters() {
        write_yearly_letters(*context_);
        return mails();
    }

    std::vector<Statement> statements() {
        keeper_->refresh();
        auto const picture = keeper_->current();
        Presenter const presenter(*context_, http::Language::en, *picture);
        return store().read(
            [&](store::ReadTransaction& tx) { return statements_of(tx, presenter, houston_); });
    }

    std::int64_t houston_ = 0;
};

LEGATION_ON_BOTH_DATABASES(Freshness);

TEST_P(Freshness, IsAskedOfEachGovernmentOnceAYearInOneLetterToEachMember) {
    clock_.advance(std::chrono::days(364));
    EXPECT_THAT(letters(), IsEmpty());
    clock_.advance(std::chrono::days(1));
    auto const letter = [](char const* to) {
        return AllOf(HasSubstr(to), HasSubstr("Is this still true of Houston?"), HasSubstr("3 records"),
                     HasSubstr("https://hub.example.org/account/confirmations"));
    };
    EXPECT_THAT(letters(), ElementsAre(letter("ada@example.org"), letter("bob@example.org")));
    EXPECT_THAT(letters(), IsEmpty());
    clock_.advance(std::chrono::days(364));
    EXPECT_THAT(letters(), IsEmpty());
    clock_.advance(std::chrono::days(1));
    EXPECT_EQ(letters().size(), 2U);
}

TEST_P(Freshness, IsAskedInTheLanguageInWhichSomebodyLastSignedIn) {
    write([](store::WriteTransaction& tx) {
        auto const bob = accounts::find_account(tx, "bob@example.org");
        accounts::start_session(tx, bob->id, http::Strength::mail_link,
                                {"192.0.2.1", "A browser", http::Language::es}, {});
    });
    clock_.advance(std::chrono::days(365));
    EXPECT_THAT(letters(),
                ElementsAre(AllOf(HasSubstr("ada@example.org"), HasSubstr("example.org/account/")),
                            AllOf(HasSubstr("bob@example.org"), HasSubstr("example.org/es/account/"))));
}

TEST_P(Freshness, ListsWhatHoldsAndWhatWasConfirmedLongestAgoFirst) {
    ASSERT_EQ(statements().size(), 3U); // itself, a partnership, a membership
    clock_.advance(std::chrono::hours(1));
    Statement const first = statements().front();
    write([&](store::WriteTransaction& tx) {
        confirm(tx, *first.type, *records::load(tx, *first.type, first.record_id),
                {houston_, 0, "Ada", {}, {}});
    });
    Statement const last = statements().back();
    EXPECT_EQ(last.record_id, first.record_id);
    EXPECT_EQ(last.type, first.type);
    EXPECT_EQ(last.confirmed_at, to_text(clock_.now()));
}

TEST_P(Freshness, IsNotAskedOfWhatHasEnded) {
    write([&](store::WriteTransaction& tx) {
        auto const id = tx.value<std::int64_t>("SELECT id FROM memberships WHERE member_id = :a", houston_);
        auto const record = records::load(tx, records::type_of<Membership>(), id.value());
        static_cast<Membership&>(*record).until = "2020";
        records::update(tx, records::type_of<Membership>(), *record, "they left");
    });
    EXPECT_EQ(statements().size(), 2U);
}

} // namespace
} // namespace legation::registry
