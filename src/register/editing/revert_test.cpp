#include "register/actor.hpp"
#include "register/editing/revert.hpp"
#include "register/register_fixture.hpp"

namespace legation::registry {
namespace {

class Revert : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (!IsSkipped()) import_sample();
    }

    Actor actor(std::string_view slug) {
        return store().read([&](store::ReadTransaction& tx) {
            return records::find_visible<Actor>(tx, "slug = :slug", slug).value_or(Actor{});
        });
    }

    template <class Change>
    std::int64_t change(std::string_view slug, Change change) {
        Actor changed = actor(slug);
        change(changed);
        return write([&](store::WriteTransaction& tx) {
            records::update(tx, changed, "test");
            return records::change_number(tx);
        });
    }

    void take_back(std::int64_t revision) {
        write([&](store::WriteTransaction& tx) { revert(tx, revision, "vandalism"); });
    }
};

TEST_P(Revert, BringsBackWhatTheRevisionChangedAndKeepsTheRest) {
    auto const first = change("fr-paris", [](Actor& a) { a.name = "Parigi"; });
    change("fr-paris", [](Actor& a) { a.summary = "Capital."; });
    take_back(first);
    EXPECT_EQ(actor("fr-paris").name, "Paris");
    EXPECT_EQ(actor("fr-paris").summary, "Capital.");
    EXPECT_EQ(actor("fr-paris").version, 4);
}

TEST_P(Revert, RefusesWhatWasChangedAgainSince) {
    auto const first = change("fr-paris", [](Actor& a) { a.name = "Parigi"; });
    change("fr-paris", [](Actor& a) { a.name = "Parijs"; });
    EXPECT_THROW(take_back(first), Error);
    EXPECT_EQ(actor("fr-paris").name, "Parijs");
}

TEST_P(Revert, TakesBackReferencesAndFieldsThatWereEmpty) {
    auto const id = change("fr-paris", [&](Actor& a) {
        a.parent_id = id_of("actor", "us-tx");
        a.website = "https://spam.example";
    });
    take_back(id);
    EXPECT_FALSE(actor("fr-paris").parent_id);
    EXPECT_EQ(actor("fr-paris").website, "");
}

TEST_P(Revert, HidesARecordThatTheRevisionMadeAndBringsItBackAgain) {
    write([&](store::WriteTransaction& tx) {
        Actor actor;
        actor.slug = "spam";
        actor.kind = "business";
        actor.name = "Spam";
        records::create(tx, actor, "");
    });
    auto const made = number("SELECT MAX(id) FROM revisions");
    take_back(made);
    EXPECT_EQ(actor("spam").name, "");
    take_back(number("SELECT MAX(id) FROM revisions"));
    EXPECT_EQ(actor("spam").name, "Spam");
}

TEST_P(Revert, TakesBackManyOrNone) {
    auto const one = change("fr-paris", [](Actor& a) { a.name = "Parigi"; });
    auto const two = change("fr-paris", [](Actor& a) { a.name = "Parijs"; });
    auto const three = change("us-tx", [](Actor& a) { a.name = "Tejas"; });
    change("us-tx", [](Actor& a) { a.name = "Teksas"; });
    EXPECT_THROW(
        write([&](store::WriteTransaction& tx) { revert_all(tx, std::array{one, two, three}, "vandalism"); }),
        Error);
    EXPECT_EQ(actor("fr-paris").name, "Parijs");
    write([&](store::WriteTransaction& tx) { revert_all(tx, std::array{one, two}, "vandalism"); });
    EXPECT_EQ(actor("fr-paris").name, "Paris");
}

LEGATION_ON_BOTH_DATABASES(Revert);

} // namespace
} // namespace legation::registry
