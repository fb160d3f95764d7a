#include "register/actor.hpp"
#include "register/merge/merge.hpp"
#include "register/merge/suspects.hpp"
#include "register/register_fixture.hpp"

namespace legation::registry {
namespace {

class SuspectedDuplicates : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (!IsSkipped()) import_sample();
    }

    std::vector<Suspects> found() {
        auto const roster = Roster::read(store(), gazetteer::Atlas::read(store()));
        return store().read([&](store::ReadTransaction& tx) { return find_suspects(tx, *roster); });
    }

    Suspects pair(std::string_view noun, std::string_view one, std::string_view other,
                  std::vector<SuspectReason> reasons) {
        std::int64_t const first = id_of(noun, one);
        std::int64_t const second = id_of(noun, other);
        return {noun, std::min(first, second), std::max(first, second), std::move(reasons)};
    }

    std::int64_t keep() {
        auto const all = found();
        return write([&](store::WriteTransaction& tx) { return keep_suspects(tx, all); });
    }

    std::vector<WaitingSuspects> waiting() {
        return store().read([](store::ReadTransaction& tx) { return waiting_suspects(tx, 100); });
    }

    /// A second record of Houston, entered without its place.
    void enter_houston_again() {
        import("actor", "slug,kind,name,country\nhouston-2,municipality,City of Houston,US\n");
    }
};
LEGATION_ON_BOTH_DATABASES(SuspectedDuplicates);

using Found = std::vector<Suspects>;

TEST_P(SuspectedDuplicates, AreNoneWhereAllDiffer) {
    EXPECT_EQ(found(), Found{});
}

TEST_P(SuspectedDuplicates, ReadAlikeInOneCountry) {
    enter_houston_again();
    import("actor", "slug,kind,name,country\nhouston-ca,municipality,Houston,CA\n");
    EXPECT_EQ(found(), (Found{pair("actor", "us-tx-houston", "houston-2", {SuspectReason::same_name})}));
}

TEST_P(SuspectedDuplicates, HaveOneWebsiteOrIdentifier) {
    import("actor", "slug,kind,name,country,website,identifiers\n"
                    "one,network,Mayors for Rivers,FR,https://www.Rivers.example/,wikidata:Q5\n"
                    "two,network,Alcaldes por los ríos,FR,http://rivers.example,wikidata:Q5\n"
                    "three,network,Rivers,FR,https://rivers.example/other,\n");
    EXPECT_EQ(found(), (Found{pair("actor", "one", "two",
                                   {SuspectReason::same_website, SuspectReason::same_identifier})}));
}

TEST_P(SuspectedDuplicates, AreNotAPartAndItsWhole) {
    import("actor", "slug,kind,name,country,website,parent\n"
                    "whole,federal_agency,Department,US,https://agency.example,\n"
                    "part,federal_agency,Bureau,US,https://agency.example,whole\n");
    EXPECT_EQ(found(), Found{});
}

TEST_P(SuspectedDuplicates, AreNotAGroupThatSharesACommonName) {
    std::string csv = "slug,kind,name,country\n";
    for (int i = 0; i < 7; ++i)
        csv += fmt::format("chamber-{},business,Chamber of Commerce,US\n", i);
    import("actor", csv);
    EXPECT_EQ(found(), Found{});
}

TEST_P(SuspectedDuplicates, AreFoundAmongPartnershipsPeopleAndActivities) {
    import("partnership", "key,kind,status,parties\nagain,sister_city,signed,jp-nagoya;us-ca-los-angeles\n"
                          "other,memorandum,signed,jp-nagoya;us-ca-los-angeles\n");
    import("person", "key,name,actor\nada-2,ADA LOVELACE,us-ca-los-angeles\nada-3,Ada Lovelace,us-tx\n");
    import("activity", "key,kind,title,starts\nvisit-2,delegation_out,Los Angeles visits Nagoya,\n"
                       "visit-3,delegation_out,Los Angeles visits Nagoya,2019-05\n");
    EXPECT_EQ(found(), (Found{pair("partnership", "la-nagoya", "again", {SuspectReason::same_parties}),
                              pair("person", "ada", "ada-2", {SuspectReason::same_role}),
                              pair("activity", "la-visit", "visit-2", {SuspectReason::same_days}),
                              pair("activity", "visit-2", "visit-3", {SuspectReason::same_days})}));
}

TEST_P(SuspectedDuplicates, WaitOnceAndGoWhenTheyAreAlikeNoLonger) {
    enter_houston_again();
    EXPECT_EQ(keep(), 1);
    EXPECT_EQ(keep(), 0);
    ASSERT_EQ(waiting().size(), 1U);
    EXPECT_EQ(waiting()[0].reasons, std::vector<std::string>{"same_name"});

    std::int64_t const kept = id_of("actor", "us-tx-houston");
    std::int64_t const merged = id_of("actor", "houston-2");
    write(
        [&](store::WriteTransaction& tx) { merge(tx, records::type_of<Actor>(), kept, merged, "one city"); });
    EXPECT_EQ(keep(), 0);
    EXPECT_TRUE(waiting().empty());
}

TEST_P(SuspectedDuplicates, ThatDifferAreNotAskedAboutAgain) {
    enter_houston_again();
    keep();
    std::int64_t const id = waiting().at(0).id;
    write([&](store::WriteTransaction& tx) { dismiss_suspects(tx, id); });
    EXPECT_EQ(keep(), 0);
    EXPECT_TRUE(waiting().empty());
    EXPECT_THROW(write([&](store::WriteTransaction& tx) { dismiss_suspects(tx, id); }), Error);
}

} // namespace
} // namespace legation::registry
