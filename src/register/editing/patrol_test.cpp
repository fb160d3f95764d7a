#include "register/actor.hpp"
#include "register/editing/edit_limits.hpp"
#include "register/editing/patrol.hpp"
#include "register/register_fixture.hpp"

namespace legation::registry {
namespace {

class Patrol : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (!IsSkipped()) import_sample();
    }

    void rename(std::string_view slug, std::string const& name) {
        write([&](store::WriteTransaction& tx) {
            Actor actor = records::find_visible<Actor>(tx, "slug = :slug", slug).value();
            actor.name = name;
            std::int64_t const before = records::change_number(tx);
            records::update(tx, actor, "renamed");
            put_on_patrol(tx, before, records::type_of<Actor>(), name, fmt::format("/register/{}", slug));
        });
    }

    /// Whoever may see it.
    static Actor recorded(store::ReadTransaction& tx, std::string_view slug) {
        auto const& type = records::type_of<Actor>();
        return static_cast<Actor const&>(
            *records::load(tx, type, records::id_of_key(tx, type, slug).value()));
    }

    void close(std::string_view slug, std::string const& audience) {
        write([&](store::WriteTransaction& tx) {
            Actor actor = recorded(tx, slug);
            actor.audience = audience;
            records::update(tx, actor, "for others");
        });
    }

    bool is_open(std::int64_t revision) {
        return store().read([&](store::ReadTransaction& tx) { return is_open_on_patrol(tx, revision); });
    }

    std::vector<PatrolEntry> waiting() {
        return store().read([&](store::ReadTransaction& tx) { return read_patrol(tx, 1); });
    }
};

TEST_P(Patrol, ShowsWhatNobodyLookedAtTheOldestFirst) {
    rename("fr-paris", "Parigi");
    rename("us-tx", "Tejas");
    auto const entries = waiting();
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].title, "Parigi");
    EXPECT_EQ(entries[0].revision.comment, "renamed");
    EXPECT_EQ(entries[0].revision.changes.front().before, "Paris");
    EXPECT_EQ(store().read([](store::ReadTransaction& tx) { return count_patrol(tx); }), 2);
}

TEST_P(Patrol, IsLookedAtOnceAndRemembersByWhom) {
    rename("fr-paris", "Parigi");
    std::int64_t const id = waiting().front().revision.id;
    write([&](store::WriteTransaction& tx) { check_off(tx, std::array{id}); });
    store().write(store::Author{"Late"}, [&](store::WriteTransaction& tx) { check_off(tx, std::array{id}); });
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(text("SELECT checked_by FROM patrol"), "Ada");
}

/// What a record says while it is closed is not for those who look at changes, nor theirs to take back.
TEST_P(Patrol, SaysNothingOfARecordThatIsClosed) {
    rename("fr-paris", "Parigi");
    close("fr-paris", "own");
    PatrolEntry const closed = waiting().at(0);
    EXPECT_TRUE(closed.is_closed);
    EXPECT_EQ(closed.title + closed.path + closed.revision.comment, "");
    EXPECT_TRUE(closed.revision.changes.empty());
    EXPECT_FALSE(is_open(closed.revision.id));
    close("fr-paris", "public");
    EXPECT_FALSE(waiting().at(0).is_closed);
    EXPECT_TRUE(is_open(closed.revision.id));
}

TEST_P(Patrol, KeepsWhatARecordSaidWhileItWasClosed) {
    close("fr-paris", "own");
    write([&](store::WriteTransaction& tx) {
        Actor actor = recorded(tx, "fr-paris");
        actor.name = "Secret";
        records::update(tx, actor, "in secret");
        actor.audience = "public";
        actor.name = "Paris";
        records::update(tx, actor, "open again");
        put_on_patrol(tx, records::change_number(tx) - 1, records::type_of<Actor>(), "Paris",
                      "/register/fr-paris");
    });
    auto const entries = waiting();
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_FALSE(entries[0].is_closed);
    for (records::FieldChange const& change : entries[0].revision.changes)
        EXPECT_EQ(change.before, "") << change.field;
}

TEST_P(Patrol, TakesBackOnlyWhatIsOnTheList) {
    rename("fr-paris", "Parigi");
    std::int64_t const id = waiting().at(0).revision.id;
    EXPECT_TRUE(is_open(id));
    EXPECT_FALSE(is_open(id - 1)) << "the import is not on the list";
    write([&](store::WriteTransaction& tx) { check_off(tx, std::array{id}); });
    EXPECT_FALSE(is_open(id));
}

TEST(SecondLook, IsForManyLinksMuchTextAndWhatIsEmptied) {
    auto const change = [](std::string const& before, std::string const& after) {
        return std::vector<records::FieldChange>{{"summary", before, after}};
    };
    std::string const link = "see https://www.example.org ", page(400, 'x');
    EXPECT_FALSE(wants_second_look(change("", link + link)));
    EXPECT_TRUE(wants_second_look(change("", link + link + link)));
    EXPECT_TRUE(wants_second_look(change("", "www.a.example www.b.example www.c.example")));
    EXPECT_FALSE(wants_second_look(change(link + link + link, link + link + link))) << "they stood there";
    EXPECT_FALSE(wants_second_look(change("", std::string(4'000, 'x'))));
    EXPECT_TRUE(wants_second_look(change("", std::string(6'000, 'x'))));
    EXPECT_TRUE(wants_second_look(change(page, "")));
    EXPECT_FALSE(wants_second_look(change(page, page.substr(90)))) << "shortened";
    EXPECT_FALSE(wants_second_look(change("Los Angelos", ""))) << "a small field";
    EXPECT_FALSE(wants_second_look({}));
}

LEGATION_ON_BOTH_DATABASES(Patrol);

} // namespace
} // namespace legation::registry
