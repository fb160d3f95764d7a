#include "register/actor_list.hpp"
#include "register/register_fixture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

namespace legation::registry {
namespace {

/// The list is made in memory, so one database is enough.
class ActorLists : public RegisterTest {
  protected:
    ActorList list(std::string_view address) {
        if (!roster_) roster_ = picture()->roster;
        return list_actors(*roster_, parse_actor_filter(http::parse_query(address), *roster_));
    }

    std::vector<std::string> slugs(std::string_view address) {
        std::vector<std::string> result;
        for (RosterEntry const* entry : list(address).page)
            result.push_back(entry->slug);
        return result;
    }

    std::shared_ptr<Roster const> roster_;
};
INSTANTIATE_TEST_SUITE_P(, ActorLists, testing::Values(test::Database::sqlite), test::database_name);

using Slugs = std::vector<std::string>;

TEST_P(ActorLists, AreNarrowedByEachFilter) {
    import_sample();
    EXPECT_EQ(slugs("group=organizations"), (Slugs{"usg-bureau", "c40-cities", "usg-state", "rice"}));
    EXPECT_EQ(slugs("kind=municipality"), (Slugs{"us-tx-houston", "us-ca-los-angeles"}));
    EXPECT_EQ(slugs("country=fr"), (Slugs{"c40-cities", "fr-paris"}));
    EXPECT_EQ(slugs("state=us-tx"), (Slugs{"us-tx-houston", "rice", "us-tx"}));
    EXPECT_EQ(slugs("theme=sports"), (Slugs{"us-ca-los-angeles", "jp-nagoya"}));
    EXPECT_EQ(slugs("network=c40-cities"), (Slugs{"us-tx-houston", "us-ca-los-angeles", "fr-paris"}));
    EXPECT_EQ(slugs("office=yes"), (Slugs{"us-ca-los-angeles"}));
    EXPECT_EQ(slugs("partner=JP"), (Slugs{"us-tx-houston", "us-ca-los-angeles", "fr-paris"}));
    EXPECT_EQ(slugs("population=3000000-"), (Slugs{"us-ca-los-angeles"}));
    EXPECT_EQ(slugs("country=us&theme=health&partner=fr"), (Slugs{"us-tx-houston"}));
}

TEST_P(ActorLists, AreSortedAsAskedAndByNameAmongEquals) {
    import_sample();
    EXPECT_EQ(slugs("sort=population&group=governments"),
              (Slugs{"us-ca-los-angeles", "us-tx-houston", "jp-nagoya", "fr-paris", "us-tx"}));
    EXPECT_EQ(slugs("sort=ties&group=governments"),
              (Slugs{"us-tx-houston", "us-ca-los-angeles", "jp-nagoya", "fr-paris", "us-tx"}));
    clock_.advance(std::chrono::hours{1});
    roster_.reset();
    import("actor", "slug,kind,name,founded\nrice,university,Rice University,1912\n");
    EXPECT_EQ(slugs("sort=changed").front(), "rice");
}

TEST_P(ActorLists, ComeInPages) {
    std::string csv = "slug,kind,name\n";
    for (int i = 0; i < 101; ++i)
        csv += fmt::format("n{0:03},network,Network {0:03}\n", i);
    import("actor", csv);
    ActorList const first = list("");
    EXPECT_EQ(first.total, 101);
    EXPECT_EQ(first.pages, 3);
    EXPECT_EQ(first.page.size(), 50U);
    EXPECT_EQ(slugs("page=2").front(), "n050");
    EXPECT_EQ(slugs("page=3"), (Slugs{"n100"}));
    EXPECT_TRUE(slugs("page=4").empty());
    EXPECT_TRUE(slugs("page=1000000").empty());
}

TEST_P(ActorLists, AreEmptyWhereNothingIsRecorded) {
    ActorList const nothing = list("");
    EXPECT_EQ(nothing.total, 0);
    EXPECT_EQ(nothing.pages, 0);
    EXPECT_TRUE(nothing.kinds.empty());
}

/// A filter's values must say how many entries the list has once that value is chosen in place of its own:
/// counted again here by choosing each.
TEST_P(ActorLists, SayHowManyEntriesEachValueWouldLeave) {
    import_sample();
    std::mt19937 random(11);
    auto const pick = [&](std::vector<std::string> const& values) {
        return values[std::uniform_int_distribution<std::size_t>(0, values.size() - 1)(random)];
    };
    std::map<std::string, std::vector<std::string>> const choices{
        {"group", {"governments", "organizations"}},
        {"kind", {"municipality", "state", "network", "university", "federal_agency", "foreign_subnational"}},
        {"country", {"US", "JP", "FR"}},
        {"state", {"us-tx", "us-ca", "jp-aichi", "fr-ile-de-france"}},
        {"theme", {"health", "sports", "trade"}},
        {"network", {"c40-cities"}},
        {"office", {"yes"}},
        {"partner", {"JP", "FR", "US"}},
        {"population", {"-9999", "10000-49999", "50000-249999", "250000-999999", "1000000-"}}};

    for (int round = 0; round < 300; ++round) {
        std::map<std::string, std::string> chosen;
        for (auto const& [name, values] : choices)
            if (std::uniform_int_distribution(0, 3)(random) == 0) chosen[name] = pick(values);
        auto const address = [](std::map<std::string, std::string> const& filter) {
            std::string text;
            for (auto const& [name, value] : filter)
                text += fmt::format("{}{}={}", text.empty() ? "" : "&", name, value);
            return text;
        };
        ActorList const shown = list(address(chosen));
        std::map<std::string, std::vector<FacetValue> const*> const facets{
            {"group", &shown.groups},      {"kind", &shown.kinds},
            {"country", &shown.countries}, {"state", &shown.states},
            {"theme", &shown.themes},      {"network", &shown.networks},
            {"partner", &shown.partners},  {"population", &shown.populations}};
        for (auto const& [name, values] : choices)
            for (std::string const& value : values) {
                auto other = chosen;
                other[name] = value;
                std::int64_t const expected = list(address(other)).total;
                std::int64_t said = name == "office" ? shown.with_office : 0;
                if (name != "office")
                    for (FacetValue const& facet : *facets.at(name))
                        if (facet.value == value) said = facet.count;
                ASSERT_EQ(said, expected) << address(chosen) << ", then " << name << "=" << value;
            }
    }
}

TEST_P(ActorLists, NameTheMostFrequentValuesFirstAndSizesInOrder) {
    import_sample();
    ActorList const all = list("");
    EXPECT_TRUE(std::ranges::is_sorted(all.kinds, std::ranges::greater{}, &FacetValue::count));
    ASSERT_FALSE(all.countries.empty());
    EXPECT_EQ(all.countries.front().value, "US");
    EXPECT_EQ(all.countries.front().count, 6);
    ASSERT_EQ(all.populations.size(), 1U);
    EXPECT_EQ(all.populations.front().value, "1000000-");
}

} // namespace
} // namespace legation::registry
