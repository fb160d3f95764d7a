#include "accounts/account.hpp"
#include "accounts/account_data.hpp"
#include "register/actor.hpp"
#include "register/following/follow_mail.hpp"
#include "register/following/follow_target.hpp"
#include "register/letter_fixture.hpp"
#include "register/merge/merge.hpp"

#include <gmock/gmock.h>

namespace legation::registry {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Following : public LetterTest {
  protected:
    void SetUp() override {
        LetterTest::SetUp();
        if (IsSkipped()) return;
        ada_ = write([](store::WriteTransaction& tx) {
            return accounts::add_account(tx, "ada@example.org", "Ada").id;
        });
    }

    FollowTarget at(std::string_view address) {
        keeper_->refresh();
        auto const picture = keeper_->current();
        return follow_target(*context_, *picture, Presenter(*context_, http::Language::en, *picture),
                             address);
    }

    void follow_at(std::string_view address, Frequency frequency) {
        auto const target = at(address);
        write([&](store::WriteTransaction& tx) { follow(tx, ada_, target, frequency, http::Language::en); });
    }

    /// Somebody describes a record anew.
    void describe(std::string_view slug, std::string_view summary, std::int64_t account = 0) {
        store().write(store::Author{"Grace", account}, [&](store::WriteTransaction& tx) {
            auto const& type = records::type_of<Actor>();
            auto const record = records::load(tx, type, records::id_of_key(tx, type, slug).value());
            static_cast<Actor&>(*record).summary = summary;
            records::update(tx, type, *record, "said anew");
        });
    }

    std::vector<std::string> letters(Frequency frequency) {
        mail_followers(*context_, frequency);
        return mails();
    }

    std::int64_t ada_ = 0;
};

LEGATION_ON_BOTH_DATABASES(Following);

constexpr std::chrono::hours day{24};

TEST_P(Following, TellsOnceAtOnceInOneLetterThatSaysWhyAndHowToStop) {
    follow_at("/register/us-ca-los-angeles", Frequency::at_once);
    follow_at("/register?kind=municipality", Frequency::at_once);
    EXPECT_THAT(letters(Frequency::at_once), IsEmpty());
    describe("us-ca-los-angeles", "Hosts more games.");
    describe("us-tx-houston", "Has a port.");
    describe("fr-paris", "Nobody follows this.");
    EXPECT_THAT(
        letters(Frequency::at_once),
        ElementsAre(AllOf(HasSubstr("\"subject\":\"2 changes of what you follow\""), HasSubstr("said anew"),
                          HasSubstr("You get this because you follow: "), HasSubstr("Houston"),
                          HasSubstr("https://hub.example.org/following/stop/"), Not(HasSubstr("Paris")))));
    EXPECT_THAT(letters(Frequency::at_once), IsEmpty());
}

TEST_P(Following, WritesOnceADayAndOnceAWeekFromMonday) {
    follow_at("/register/us-tx-houston", Frequency::daily);
    follow_at("/register/fr-paris", Frequency::weekly); // on a Saturday
    describe("us-tx-houston", "Has a port.");
    describe("fr-paris", "Has a tower.");
    EXPECT_THAT(letters(Frequency::daily), IsEmpty());
    clock_.advance(day);
    EXPECT_THAT(letters(Frequency::daily), ElementsAre(HasSubstr("Houston")));
    EXPECT_THAT(letters(Frequency::weekly), IsEmpty());
    clock_.advance(day);
    EXPECT_THAT(letters(Frequency::daily), IsEmpty());
    EXPECT_THAT(letters(Frequency::weekly), ElementsAre(HasSubstr("Paris")));
    describe("fr-paris", "Has a higher tower.");
    clock_.advance(4 * day);
    EXPECT_THAT(letters(Frequency::weekly), IsEmpty());
    clock_.advance(3 * day);
    EXPECT_THAT(letters(Frequency::weekly), ElementsAre(HasSubstr("Paris")));
}

TEST_P(Following, TellsNobodyWhatTheyDidThemselvesNorWhatIsHidden) {
    follow_at("/register/us-tx-houston", Frequency::at_once);
    describe("us-tx-houston", "Has a port.", ada_);
    EXPECT_THAT(letters(Frequency::at_once), IsEmpty());
    write([](store::WriteTransaction& tx) {
        auto const& type = records::type_of<Actor>();
        auto const record = records::load(tx, type, records::id_of_key(tx, type, "us-tx-houston").value());
        static_cast<Actor&>(*record).summary = "A secret.";
        record->is_hidden = true;
        records::update(tx, type, *record, "hidden");
    });
    EXPECT_THAT(letters(Frequency::at_once), IsEmpty());
}

TEST_P(Following, FollowsWhatATieASearchAndACountryHave) {
    for (char const* address : {"/register/jp-nagoya", "/search?q=nagoya", "/register/jp"}) {
        follow_at(address, Frequency::at_once);
        write([](store::WriteTransaction& tx) {
            auto const& type = *find_noun("activity");
            auto const record = records::load(tx, type, records::id_of_key(tx, type, "la-visit").value());
            auto const* field = type.find("summary");
            field->set(*record, store::Value(records::to_text(field->get(*record)) + " And again."));
            records::update(tx, type, *record, "said anew");
        });
        EXPECT_THAT(letters(Frequency::at_once), ElementsAre(HasSubstr("Los Angeles visits Nagoya")))
            << address;
        write([&](store::WriteTransaction& tx) { erase_follows(tx, ada_); });
    }
}

TEST_P(Following, GoesOnWithTheRecordThatStandsForAMergedOneUntilThatIsUndone) {
    import("actor", "slug,kind,name,country\nc40,network,C40 Cities Climate Leadership Group,FR\n");
    follow_at("/register/c40", Frequency::at_once);
    std::int64_t const kept = id_of("actor", "c40-cities");
    std::int64_t const merged = id_of("actor", "c40");
    std::int64_t const merge_id = write([&](store::WriteTransaction& tx) {
        return merge(tx, records::type_of<Actor>(), kept, merged, "the same");
    });
    letters(Frequency::at_once);
    describe("c40-cities", "Mayors of large cities.");
    EXPECT_THAT(letters(Frequency::at_once), ElementsAre(HasSubstr("C40 Cities")));
    write([&](store::WriteTransaction& tx) { undo_merge(tx, merge_id, "they differ"); });
    letters(Frequency::at_once);
    describe("c40-cities", "Mayors of the largest cities.");
    EXPECT_THAT(letters(Frequency::at_once), IsEmpty());
    describe("c40", "Another one.");
    EXPECT_EQ(letters(Frequency::at_once).size(), 1U);
}

TEST_P(Following, EndsWithTheMailTheAccountOrTheWish) {
    follow_at("/register/us-tx-houston", Frequency::at_once);
    write([&](store::WriteTransaction& tx) { stop_follow_mail(tx, ada_); });
    describe("us-tx-houston", "Has a port.");
    EXPECT_THAT(letters(Frequency::at_once), IsEmpty());
    follow_at("/register/us-tx-houston", Frequency::at_once); // from now on
    EXPECT_THAT(letters(Frequency::at_once), IsEmpty());
    write([&](store::WriteTransaction& tx) { accounts::set_disabled(tx, ada_, true); });
    describe("us-tx-houston", "Has a large port.");
    EXPECT_THAT(letters(Frequency::at_once), IsEmpty());
    write([&](store::WriteTransaction& tx) {
        accounts::erase_account(tx, ada_, {{"following", write_follows, erase_follows}});
    });
    EXPECT_EQ(number("SELECT COUNT(*) FROM follows") + number("SELECT COUNT(*) FROM following_keys"), 0);
}

TEST_P(Following, HasALimit) {
    write([&](store::WriteTransaction& tx) {
        for (std::int64_t i = 0; i < most_follows; ++i)
            follow(tx, ada_, {{}, 0, "/search?q=" + std::to_string(i)}, Frequency::daily, http::Language::en);
        EXPECT_THROW(follow(tx, ada_, {{}, 0, "/register"}, Frequency::daily, http::Language::en), Error);
        follow(tx, ada_, {{}, 0, "/search?q=1"}, Frequency::weekly, http::Language::en);
        EXPECT_EQ(follows_of(tx, ada_).size(), static_cast<std::size_t>(most_follows));
    });
}

} // namespace
} // namespace legation::registry
