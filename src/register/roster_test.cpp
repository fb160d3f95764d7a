#include "register/actor.hpp"
#include "register/membership.hpp"
#include "register/register_fixture.hpp"
#include "register/roster.hpp"

#include <algorithm>

namespace legation::registry {
namespace {

class RosterOfActors : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (IsSkipped()) return;
        import_sample();
        read();
    }

    void read() {
        atlas_ = gazetteer::Atlas::read(store());
        roster_ = Roster::read(store(), atlas_);
    }

    RosterEntry const& entry(std::string_view slug) {
        static RosterEntry const none;
        RosterEntry const* found = roster_->find(slug);
        if (found == nullptr) ADD_FAILURE() << slug << " is not in the roster";
        return found == nullptr ? none : *found;
    }

    void hide_actor(std::string_view slug) {
        write([&](store::WriteTransaction& tx) {
            auto actor = records::find_visible<Actor>(tx, "slug = :slug", slug);
            records::hide(tx, records::type_of<Actor>(), *actor, "not one");
        });
        read();
    }

    std::shared_ptr<gazetteer::Atlas const> atlas_;
    std::shared_ptr<Roster const> roster_;
};
LEGATION_ON_BOTH_DATABASES(RosterOfActors);

TEST_P(RosterOfActors, HasEveryActorInOrderOfName) {
    std::vector<std::string> names;
    for (RosterEntry const& entry : roster_->entries())
        names.push_back(entry.name);
    EXPECT_EQ(names,
              (std::vector<std::string>{"Bureau of Maps", "C40 Cities", "Department of State", "Houston",
                                        "Los Angeles", "Nagoya", "Paris", "Rice University", "Texas"}));
    EXPECT_EQ(roster_->find("us-tx-paris"), nullptr);
    EXPECT_EQ(roster_->by_id(entry("us-tx").id), &entry("us-tx"));
    EXPECT_EQ(roster_->by_id(99), nullptr);
}

TEST_P(RosterOfActors, CountsWhatIsRecordedAboutEach) {
    Recorded const& angeles = entry("us-ca-los-angeles").recorded;
    EXPECT_EQ(angeles.partnerships, 1);
    EXPECT_EQ(angeles.memberships, 1);
    EXPECT_EQ(angeles.activities, 1);
    EXPECT_EQ(angeles.people, 1);
    EXPECT_EQ(angeles.identifiers, 1);
    EXPECT_EQ(angeles.offices, 1);
    EXPECT_EQ(angeles.presences, 0);
    EXPECT_EQ(angeles.ties(), 2);
    EXPECT_EQ(angeles.all(), 5);
    EXPECT_EQ(entry("c40-cities").recorded.members, 3);
    EXPECT_EQ(entry("jp-nagoya").recorded.partnerships, 2);
    EXPECT_EQ(entry("us-tx").recorded.presences, 1);
    EXPECT_EQ(entry("usg-state").recorded.parts, 1);
    EXPECT_EQ(entry("rice").recorded.all(), 0);
}

TEST_P(RosterOfActors, KnowsThePlaceThatAGovernmentGoverns) {
    EXPECT_EQ(roster_->of_place(*atlas_->find("us-tx-houston")), &entry("us-tx-houston"));
    EXPECT_EQ(entry("us-tx-houston").population, 2'296'224);
    EXPECT_EQ(entry("us-tx-houston").state_id, *atlas_->find("us-tx"));
    EXPECT_EQ(roster_->of_place(*atlas_->find("fr-paris")), &entry("fr-paris"))
        << "not the network that sits there";
    EXPECT_EQ(entry("rice").population, 0) << "a university has no population";
    EXPECT_EQ(entry("rice").state_id, *atlas_->find("us-tx")) << "but it sits in a state";
    EXPECT_EQ(roster_->of_place(*atlas_->find("us-tx-paris")), nullptr);
}

TEST_P(RosterOfActors, KnowsTheCountriesOfPartners) {
    EXPECT_EQ(entry("us-ca-los-angeles").partnership_countries, (std::vector<std::string>{"JP"}));
    auto countries = entry("us-tx-houston").partnership_countries;
    std::ranges::sort(countries);
    EXPECT_EQ(countries, (std::vector<std::string>{"FR", "JP"}));
    EXPECT_TRUE(entry("us-tx").partnership_countries.empty());
}

TEST_P(RosterOfActors, SaysWhereAnActorIs) {
    EXPECT_EQ(roster_->context(entry("us-tx-houston"), false), "Texas, United States");
    EXPECT_EQ(roster_->context(entry("us-tx-houston"), true), "Texas, Estados Unidos");
    EXPECT_EQ(roster_->context(entry("rice"), false), "Houston, Texas, United States");
    EXPECT_EQ(roster_->context(entry("usg-state"), false), "United States");
}

TEST_P(RosterOfActors, CountsTheTotalsOfTheHomePage) {
    Totals const& totals = roster_->totals();
    EXPECT_EQ(totals.governments, 5);
    EXPECT_EQ(totals.organizations, 4);
    EXPECT_EQ(totals.partnerships, 2);
    EXPECT_EQ(totals.memberships, 3);
    EXPECT_EQ(totals.activities, 1);
    EXPECT_EQ(totals.convenings, 1);
    EXPECT_EQ(totals.people, 1);
    EXPECT_EQ(totals.sources, 1);
    EXPECT_EQ(totals.countries, 3);
}

TEST_P(RosterOfActors, KnowsThemesAndSources) {
    ASSERT_NE(roster_->theme("health"), nullptr);
    EXPECT_EQ(roster_->theme("health")->name_es, "Salud");
    EXPECT_EQ(roster_->theme("poetry"), nullptr);
    ASSERT_NE(roster_->source("report"), nullptr);
    EXPECT_EQ(roster_->source("report")->title, "Report of a task force");
    EXPECT_EQ(entry("us-ca-los-angeles").themes, (std::vector<std::string>{"health", "sports"}));
}

TEST_P(RosterOfActors, LeavesOutWhatIsHidden) {
    std::int64_t const before = roster_->change_number();
    hide_actor("jp-nagoya");
    EXPECT_GT(roster_->change_number(), before);
    EXPECT_EQ(roster_->find("jp-nagoya"), nullptr);
    EXPECT_TRUE(entry("us-ca-los-angeles").partnership_countries.empty());
    EXPECT_EQ(roster_->totals().governments, 4);
}

TEST_P(RosterOfActors, LeavesOutHiddenTies) {
    write([&](store::WriteTransaction& tx) {
        auto membership = records::find_visible<Membership>(tx, "role = 'chair'");
        records::hide(tx, records::type_of<Membership>(), *membership, "ended");
    });
    read();
    EXPECT_EQ(entry("us-ca-los-angeles").recorded.memberships, 0);
    EXPECT_TRUE(entry("us-ca-los-angeles").networks.empty());
    EXPECT_EQ(entry("c40-cities").recorded.members, 2);
    EXPECT_EQ(roster_->totals().memberships, 2);
}

TEST_P(RosterOfActors, IsMadeAnewWhenTheRecordChanged) {
    PictureKeeper keeper(store(), 1'000, [](std::string const& problem) { ADD_FAILURE() << problem; });
    auto const before = keeper.current();
    EXPECT_FALSE(keeper.refresh()) << "nothing changed";
    import("actor", "slug,kind,name\nnew,network,A new network\n");
    keeper.refresh(); // or its own watch was faster
    EXPECT_NE(keeper.current()->roster->find("new"), nullptr);
    EXPECT_EQ(before->roster->find("new"), nullptr) << "a request keeps the picture that it took";
    EXPECT_EQ(before->atlas, keeper.current()->atlas);
}

} // namespace
} // namespace legation::registry
