#include "register/actor.hpp"
#include "register/map/ties.hpp"
#include "register/map/world_map.hpp"
#include "register/register_fixture.hpp"

#include <algorithm>
#include <set>

namespace legation::registry {
namespace {

class MapTies : public PageTest {
  protected:
    /// `kind: from > to` of each tie that a selection has.
    std::multiset<std::string> ties(std::string_view address) {
        auto const current = picture();
        auto const filter = parse_actor_filter(http::parse_query(address), *current->roster);
        auto const all = store().read([&](store::ReadTransaction& tx) { return current->map->ties(tx); });
        std::multiset<std::string> found;
        for (Tie const* tie : ties_of(*all, *current->roster, *current->map->selection(filter))) {
            auto const name = [&](TieEnd const& end) {
                return end.actor != nullptr ? end.actor->slug
                                            : std::string(current->atlas->entry(end.place_id).slug);
            };
            found.insert(std::string(code_of(tie->kind)) + ": " + name(tie->from) + " > " + name(tie->to));
        }
        return found;
    }

    std::map<std::string, std::int64_t> countries(std::string_view address) {
        auto const current = picture();
        auto const selection =
            current->map->selection(parse_actor_filter(http::parse_query(address), *current->roster));
        auto const all = store().read([&](store::ReadTransaction& tx) { return current->map->ties(tx); });
        std::map<std::string, std::int64_t> counts;
        for (auto const& [country, count] :
             ties_with_countries(ties_of(*all, *current->roster, *selection), *current->roster, *selection))
            counts.emplace(country, count);
        return counts;
    }

    std::string geojson(std::string_view address) {
        return present(http::Language::en, [&](store::ReadTransaction& tx, Presenter const& presenter) {
            auto const selection =
                presenter.map().selection(parse_actor_filter(http::parse_query(address), presenter.roster()));
            auto const all = presenter.map().ties(tx);
            return ties_geojson(ties_of(*all, presenter.roster(), *selection), *selection, presenter);
        });
    }
};
LEGATION_ON_BOTH_DATABASES(MapTies);

using Ties = std::multiset<std::string>;
using Counts = std::map<std::string, std::int64_t>;

TEST_P(MapTies, ArePartnershipsOfficesAbroadAndMemberships) {
    EXPECT_EQ(ties(""),
              (Ties{"partnership: us-ca-los-angeles > jp-nagoya",
                    "partnership: us-tx-houston > fr-paris", // several parties: from the first to each
                    "partnership: us-tx-houston > jp-nagoya", "presence: us-tx > jp-nagoya",
                    "membership: us-ca-los-angeles > c40-cities", "membership: us-tx-houston > c40-cities",
                    "membership: fr-paris > c40-cities"}));
}

TEST_P(MapTies, BelongToASelectionThatHasAnEndOfThem) {
    EXPECT_EQ(ties("state=us-ca"), (Ties{"partnership: us-ca-los-angeles > jp-nagoya",
                                         "membership: us-ca-los-angeles > c40-cities"}));
    EXPECT_EQ(ties("kind=university"), Ties{});
}

TEST_P(MapTies, CountInTheCountriesTheyLeadTo) {
    EXPECT_EQ(countries("state=us-tx"), (Counts{{"JP", 2}, {"FR", 2}}));
    EXPECT_EQ(countries("country=JP"), (Counts{{"US", 2}})) << "seen from the other side";
    EXPECT_EQ(countries("country=FR"), (Counts{{"US", 3}}))
        << "two members and a partnership; Paris and the network are in one country";
}

TEST_P(MapTies, OfWhatIsHiddenAreNotShown) {
    write([&](store::WriteTransaction& tx) {
        auto houston = records::find_visible<Actor>(tx, "slug = :slug", "us-tx-houston");
        records::hide(tx, records::type_of<Actor>(), *houston, "not one");
    });
    for (std::string const& tie : ties(""))
        EXPECT_EQ(tie.find("houston"), std::string::npos) << tie;
}

TEST_P(MapTies, AreGeoJsonWithBothEndsAndThePage) {
    std::string const json = geojson("state=us-ca&kind=municipality");
    EXPECT_NE(json.find(R"("type":"FeatureCollection")"), std::string::npos);
    EXPECT_NE(json.find(R"("kind":"partnership","label":"Partnership","from":"Los Angeles","from_url":)"
                        R"("/register/us-ca-los-angeles","to":"Nagoya","to_url":"/register/jp-nagoya","url":)"
                        R"("/register/partnerships/)"),
              std::string::npos)
        << json;
    EXPECT_NE(json.find(R"("recorded":2,"shown":2,"cut":false,"countries":{"FR":1,"JP":1})"),
              std::string::npos)
        << json;
    EXPECT_NE(json.find("[-180.00,"), std::string::npos) << "split at the antimeridian";
    EXPECT_NE(json.find("[180.00,"), std::string::npos);
}

TEST_P(MapTies, AreDrawnOnTheMapOfOneActorWithWhereTheyLead) {
    present(http::Language::en, [&](store::ReadTransaction& tx, Presenter const& presenter) {
        WorldMap const map = map_of_actor(tx, presenter, *presenter.roster().find("us-tx-houston"));
        EXPECT_EQ(map.path, "/register/map?state=us-tx");
        EXPECT_EQ(map.spots.size(), 3U) << "Houston, Nagoya, and Paris once for both ties";
        EXPECT_EQ(map.lines.size(), 3U);
        EXPECT_EQ(map.shades.size(), 2U);
        return 0;
    });
}

TEST_P(MapTies, OfACountryAreThoseOfEverybodyThere) {
    present(http::Language::en, [&](store::ReadTransaction& tx, Presenter const& presenter) {
        WorldMap const map = map_of_country(tx, presenter, "JP");
        EXPECT_EQ(map.path, "/register/map?country=JP");
        EXPECT_EQ(map.spots.size(), 1U);
        EXPECT_EQ(map.lines.size(), 2U);
        EXPECT_TRUE(map_of_country(tx, presenter, "MX").is_empty());
        WorldMap const theme = map_of_theme(presenter, "sports");
        EXPECT_EQ(theme.path, "/register/map?theme=sports");
        EXPECT_EQ(theme.spots.size(), 2U);
        EXPECT_TRUE(theme.lines.empty()) << "ties may be about anything";
        return 0;
    });
}

TEST(Shades, GrowWithWhatIsRecorded) {
    EXPECT_EQ(shade_level(0), 0);
    EXPECT_EQ(shade_level(1), 1);
    EXPECT_EQ(shade_level(4), 2);
    EXPECT_EQ(shade_level(25), 5);
    EXPECT_EQ(shade_level(1'000'000), 5);
}

} // namespace
} // namespace legation::registry
