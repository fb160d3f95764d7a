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
            records::update(tx, actor, "renamed");
            put_on_patrol(tx, name, fmt::format("/register/{}", slug));
        });
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
