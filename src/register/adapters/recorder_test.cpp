#include "register/actor.hpp"
#include "register/adapters/found_file.hpp"
#include "register/adapters/recorder.hpp"
#include "register/finder.hpp"
#include "register/partnership.hpp"
#include "register/register_fixture.hpp"

namespace legation::registry {
namespace {

class RecorderOfFoundRows : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (!IsSkipped()) import_sample();
    }

    /// Brings a file in as the command does; answers the action of each row.
    std::vector<std::string> bring_in(std::string_view adapter_name, std::string_view csv) {
        Adapter const& adapter = *find_adapter(adapter_name);
        auto const atlas = gazetteer::Atlas::read(store());
        Reconciler const reconciler(atlas, Roster::read(store(), atlas), Finder::index_places(*atlas));
        auto const rows =
            match_rows(reconciler, adapter.translate(records::read_csv(lines_as_utf8(csv), "test.csv")), 2);
        std::vector<std::string> actions;
        write([&](store::WriteTransaction& tx) {
            Source source;
            source.key = adapter.name;
            source.title = adapter.title;
            ensure_source(tx, source);
            FoundRecorder recorder(tx, *atlas, source.key);
            for (MatchedRow const& row : rows)
                actions.emplace_back(code_of(recorder.record(adapter, row).action));
        });
        return actions;
    }

    std::int64_t change_number() {
        return store().read([](store::ReadTransaction& tx) { return records::change_number(tx); });
    }

    std::optional<Actor> actor(std::string_view slug) {
        return store().read([&](store::ReadTransaction& tx) {
            return records::find_visible<Actor>(tx, "slug = :slug", slug);
        });
    }
};
LEGATION_ON_BOTH_DATABASES(RecorderOfFoundRows);

using Actions = std::vector<std::string>;

constexpr std::string_view sisters = ",country,city,sister\n"
                                     "0,United States,\"Pasadena, California\",Nagoya\n"
                                     "1,Japan,Nagoya,\"Pasadena, California\"\n"
                                     "2,United States,Los Angeles,Nagoya\n"
                                     "3,United States,Los Angeles,Nowhere-on-Sea\n";

TEST_P(RecorderOfFoundRows, MakesOneOfTheTwoDirectionsOfAPartnership) {
    EXPECT_EQ(bring_in("sister-cities", sisters), (Actions{"recorded", "unchanged", "unchanged", "queued"}));
    ASSERT_TRUE(actor("us-ca-pasadena"));
    EXPECT_EQ(actor("us-ca-pasadena")->kind, "municipality");
    EXPECT_EQ(actor("us-ca-pasadena")->sources, "sister-cities");
    EXPECT_NE(id_of("partnership", "sister-cities-jp-nagoya-us-ca-pasadena"), 0);
}

TEST_P(RecorderOfFoundRows, ChangesNothingTheSecondTime) {
    bring_in("sister-cities", sisters);
    std::int64_t const before = change_number();
    EXPECT_EQ(bring_in("sister-cities", sisters), (Actions{"unchanged", "unchanged", "unchanged", "queued"}));
    EXPECT_EQ(change_number(), before);
}

TEST_P(RecorderOfFoundRows, KeepsTheWebsiteThatIsThere) {
    constexpr std::string_view domains =
        "Domain name,Domain type,Organization name,Suborganization name,City,State\n"
        "cityofpasadena.gov,City,City of Pasadena,,Pasadena,CA\n"
        "pasadenaca.gov,City,City of Pasadena,,Pasadena,CA\n"
        "houstonparks.gov,City,City of Houston,Parks,Houston,TX\n"
        "paris.gov,City,Paris Township,,Paris,TX\n";
    EXPECT_EQ(bring_in("gov-domains", domains), (Actions{"recorded", "unchanged", "left_out", "queued"}));
    EXPECT_EQ(actor("us-ca-pasadena")->website, "https://cityofpasadena.gov");
    EXPECT_EQ(actor("us-tx-houston")->website, "");
}

TEST_P(RecorderOfFoundRows, RecordsMembershipsOnlyInNetworksThereAre) {
    constexpr std::string_view members =
        "name,iso,entity_type,country,population,state,lat,lng,initiatives_committed\n"
        "Nagoya,JPN,City,Japan,2191279,Aichi,35.18,136.91,NAZCA2020;;C40Cities2022;C40Cities2020\n"
        "\"Houston, TX\",USA,City,USA,2296224,Texas,29.76,-95.37,C40Cities2022\n"
        "M\xfcnchen,DEU,City,Germany,NA,NA,NA,NA,C40Cities2022\n";
    EXPECT_EQ(bring_in("network-members", members), (Actions{"recorded", "unchanged", "queued"}));
}

TEST_P(RecorderOfFoundRows, GivesPlacesTheIdentifiersTheyLack) {
    constexpr std::string_view divisions =
        "id,name,census_geoid\n"
        "ocd-division/country:us/state:ca/place:pasadena,Pasadena city,place-0656000\n"
        "ocd-division/country:us/state:tx/county:lamar/place:paris,Paris township,place-4855080\n";
    EXPECT_EQ(bring_in("ocd-divisions", divisions), (Actions{"recorded", "queued"}));
    EXPECT_EQ(bring_in("ocd-divisions", divisions), (Actions{"unchanged", "queued"}));
    auto const geoid = store().read([](store::ReadTransaction& tx) {
        return tx.value<std::string>("SELECT geoid FROM places WHERE slug = 'us-ca-pasadena'");
    });
    EXPECT_EQ(geoid, "0656000");
}

} // namespace
} // namespace legation::registry
