#include "kernel/hash.hpp"
#include "register/actor.hpp"
#include "register/adapters/found_source.hpp"
#include "register/finder.hpp"
#include "register/import/import_engine.hpp"
#include "register/register_fixture.hpp"

#include <fmt/format.h>

namespace legation::registry {
namespace {

class FoundFiles : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (!IsSkipped()) import_sample();
    }

    Reconciler reconciler() {
        auto const atlas = gazetteer::Atlas::read(store());
        return {atlas, Roster::read(store(), atlas), Finder::index_places(*atlas)};
    }

    /// Brings a file in as the command does; answers how each record of it ended.
    std::vector<std::string> bring_in(std::string_view adapter_name, std::string_view text,
                                      bool only_check = false) {
        Adapter const& adapter = *find_adapter(adapter_name);
        Reconciler const known = reconciler();
        FoundSource rows(adapter, read_found_text(text, "test.csv"), known, "test.csv");
        EngineOptions options;
        options.author.name = "Ada";
        options.kind = adapter_name;
        options.file_name = "test.csv";
        options.file_hash = sha256_hex(fmt::format("{}{}", adapter_name, text));
        options.batch = batch_;
        options.source = adapter_name;
        options.new_source = Source{};
        options.new_source->key = adapter_name;
        options.new_source->title = adapter.title;
        options.new_source->license = "CC0-1.0";
        options.new_source->as_of = "2026-08";
        options.only_check = only_check;
        ImportEngine engine(store(), known, options);
        outcomes_.clear();
        engine.run(rows, [&](ImportedRow const& outcome) {
            outcomes_.push_back(outcome);
            if (outcomes_.size() == stop_after_) throw Stopped{};
        });
        std::vector<std::string> actions;
        for (ImportedRow const& outcome : outcomes_)
            actions.emplace_back(code_of(outcome.action));
        return actions;
    }

    std::vector<QueuedRow> waiting() {
        return store().read([](store::ReadTransaction& tx) { return waiting_rows(tx); });
    }

    std::int64_t change_number() {
        return store().read([](store::ReadTransaction& tx) { return records::change_number(tx); });
    }

    std::optional<Actor> actor(std::string_view slug) {
        return store().read([&](store::ReadTransaction& tx) {
            return records::find_visible<Actor>(tx, "slug = :slug", slug);
        });
    }

    struct Stopped {};
    std::vector<ImportedRow> outcomes_;
    std::size_t batch_ = 500, stop_after_ = 0;
};
LEGATION_ON_BOTH_DATABASES(FoundFiles);

using Actions = std::vector<std::string>;

constexpr std::string_view sisters = ",country,city,sister\n"
                                     "0,United States,\"Pasadena, California\",Nagoya\n"
                                     "1,Japan,Nagoya,\"Pasadena, California\"\n"
                                     "2,United States,Los Angeles,Nagoya\n"
                                     "3,United States,Los Angeles,Nowhere-on-Sea\n";

TEST_P(FoundFiles, MakeOneOfTheTwoDirectionsOfAPartnership) {
    EXPECT_EQ(bring_in("sister-cities", sisters, true),
              (Actions{"created", "unchanged", "unchanged", "queued"}));
    EXPECT_FALSE(actor("us-ca-pasadena")) << "a check stores nothing";
    EXPECT_EQ(bring_in("sister-cities", sisters), (Actions{"created", "unchanged", "unchanged", "queued"}));
    ASSERT_TRUE(actor("us-ca-pasadena"));
    EXPECT_EQ(actor("us-ca-pasadena")->kind, "municipality");
    EXPECT_EQ(actor("us-ca-pasadena")->sources, "sister-cities");
    EXPECT_EQ(text("SELECT sources FROM partnerships WHERE key = :key", outcomes_[0].record),
              "sister-cities");
    EXPECT_EQ(text("SELECT as_of FROM sources WHERE key = 'sister-cities'"), "2026-08");
}

TEST_P(FoundFiles, SayOfAPartnershipNoMoreThanTheyDo) {
    bring_in("sister-cities", sisters);
    EXPECT_EQ(text("SELECT status FROM partnerships WHERE key = :key", outcomes_[0].record), "not_recorded");
    EXPECT_EQ(text("SELECT status FROM partnerships WHERE key = 'la-nagoya'"), "active")
        << "what people recorded stays";
    EXPECT_EQ(text("SELECT sources FROM partnerships WHERE key = 'la-nagoya'"), "report");
}

TEST_P(FoundFiles, ChangeNothingTheSecondTime) {
    bring_in("sister-cities", sisters);
    std::int64_t const before = change_number();
    EXPECT_EQ(bring_in("sister-cities", sisters), (Actions{"unchanged", "unchanged", "unchanged", "queued"}));
    EXPECT_EQ(change_number(), before);
    EXPECT_EQ(waiting().size(), 1U) << "a row waits once";
}

TEST_P(FoundFiles, HaveTheirUnsureRowsDecidedByAPerson) {
    bring_in("sister-cities", sisters);
    ASSERT_EQ(waiting().size(), 1U);
    QueuedRow const row = waiting().front();
    EXPECT_EQ(row.line, 5);
    ASSERT_EQ(row.questions.size(), 1U);
    EXPECT_EQ(row.questions[0].written, "Nowhere-on-Sea");
    auto const accepted = accept_queued(store(), reconciler(), {"Grace"}, row.id, "fr-paris");
    ASSERT_TRUE(accepted);
    EXPECT_EQ(accepted->action, ImportAction::created);
    EXPECT_EQ(text("SELECT sources FROM partnerships WHERE key = :key", accepted->record), "sister-cities")
        << "the source of the file stands on what a person decided, too";
    std::int64_t const before = change_number();
    EXPECT_EQ(bring_in("sister-cities", sisters),
              (Actions{"unchanged", "unchanged", "unchanged", "unchanged"}));
    EXPECT_EQ(change_number(), before);
}

TEST_P(FoundFiles, KeepTheWebsiteThatIsThere) {
    constexpr std::string_view domains =
        "Domain name,Domain type,Organization name,Suborganization name,City,State\n"
        "cityofpasadena.gov,City,City of Pasadena,,Pasadena,CA\n"
        "pasadenaca.gov,City,City of Pasadena,,Pasadena,CA\n"
        "houstonparks.gov,City,City of Houston,Parks,Houston,TX\n"
        "houston.gov,City,City of Houston,,Houston,TX\n"
        "paris.gov,City,Paris Township,,Paris,TX\n";
    Actions const expected{"created", "unchanged", "skipped", "changed", "queued"};
    EXPECT_EQ(bring_in("gov-domains", domains, true), expected);
    EXPECT_EQ(bring_in("gov-domains", domains), expected);
    EXPECT_EQ(actor("us-ca-pasadena")->website, "https://cityofpasadena.gov");
    EXPECT_EQ(actor("us-ca-pasadena")->name, "Pasadena") << "the name of the gazetteer";
    EXPECT_EQ(actor("us-tx-houston")->website, "https://houston.gov");
    EXPECT_EQ(actor("us-tx-houston")->sources, "report;gov-domains");
    EXPECT_EQ(bring_in("gov-domains", domains),
              (Actions{"unchanged", "unchanged", "skipped", "unchanged", "queued"}));
}

TEST_P(FoundFiles, RecordMembershipsOnlyInNetworksThereAre) {
    constexpr std::string_view members =
        "name,iso,entity_type,country,population,state,lat,lng,initiatives_committed\n"
        "Nagoya,JPN,City,Japan,2191279,Aichi,35.18,136.91,NAZCA2020;;C40Cities2022;C40Cities2020\n"
        "\"Houston, TX\",USA,City,USA,2296224,Texas,29.76,-95.37,C40Cities2022\n"
        "Los Angeles,USA,City,USA,3792621,California,34.05,-118.24,C40Cities2022\n"
        "M\xfcnchen,DEU,City,Germany,NA,NA,NA,NA,C40Cities2022\n"
        "Paris,FRA,City,France,NA,NA,NA,NA,ClimateMayors2020\n";
    EXPECT_EQ(bring_in("network-members", members),
              (Actions{"created", "unchanged", "unchanged", "queued", "skipped"}));
    EXPECT_EQ(number("SELECT COUNT(*) FROM memberships m JOIN actors a ON a.id = m.member_id WHERE a.slug = "
                     "'us-ca-los-angeles'"),
              1)
        << "the membership with a role and a year is the one that the list means";
    EXPECT_EQ(waiting().front().questions[0].written, "München");
}

TEST_P(FoundFiles, GivePlacesTheIdentifiersTheyLack) {
    constexpr std::string_view divisions =
        "id,name,census_geoid\n"
        "ocd-division/country:us/state:ca/place:pasadena,Pasadena city,place-0656000\n"
        "ocd-division/country:us/state:tx/county:lamar/place:paris,Paris township,place-4855080\n";
    EXPECT_EQ(bring_in("ocd-divisions", divisions), (Actions{"created", "created", "queued", "queued"}));
    EXPECT_EQ(bring_in("ocd-divisions", divisions), (Actions{"unchanged", "unchanged", "queued", "queued"}));
    EXPECT_EQ(text("SELECT code FROM place_identifiers WHERE scheme = 'census-geoid'"), "0656000");
    EXPECT_EQ(text("SELECT sources FROM place_identifiers WHERE scheme = 'census-geoid'"), "ocd-divisions");
}

TEST_P(FoundFiles, TakeARowThatWaitsFromAnotherFileThatSaysMore) {
    constexpr std::string_view divisions =
        "id,name,census_geoid\n"
        "ocd-division/country:us/state:ca/place:pasadena,Pasadena township,place-0656000\n";
    constexpr std::string_view places = "USPS\tGEOID\tNAME\tINTPTLAT\tINTPTLONG\n"
                                        "CA\t0656000\tPasadena\t34.16\t-118.14\n";
    EXPECT_EQ(bring_in("ocd-divisions", divisions), (Actions{"queued", "queued"}));
    EXPECT_EQ(bring_in("census-places", places), (Actions{"created"}));
    EXPECT_EQ(bring_in("census-places", places), (Actions{"unchanged"}));
    EXPECT_EQ(bring_in("ocd-divisions", divisions), (Actions{"queued", "unchanged"}));
    EXPECT_EQ(waiting().size(), 1U) << "its other code still waits";
}

TEST_P(FoundFiles, AreAskedAboutOnceForEachLine) {
    constexpr std::string_view divisions =
        "id,name,census_geoid\n"
        "ocd-division/country:us/state:tx/county:lamar/place:paris,Paris township,place-4855080\n"
        "ocd-division/country:us/state:tx/county:lamar/place:prairie,Prairie township,place-4899999\n";
    bring_in("ocd-divisions", divisions);
    ASSERT_EQ(waiting().size(), 4U);
    EXPECT_TRUE(accept_queued(store(), reconciler(), {"Grace"}, waiting()[1].id, "us-tx-paris"));
    EXPECT_EQ(number("SELECT COUNT(*) FROM place_identifiers"), 2);
    ASSERT_EQ(waiting().size(), 2U);
    skip_queued(store(), {"Grace"}, waiting()[0].id);
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(bring_in("ocd-divisions", divisions),
              (Actions{"unchanged", "unchanged", "skipped", "skipped"}));
}

TEST_P(FoundFiles, AskWhereARowIsAgainstWhatAPlaceHas) {
    constexpr std::string_view first = "USPS\tGEOID\tANSICODE\tNAME\tINTPTLAT\tINTPTLONG     \r\n"
                                       "CA\t0656000\t1\tPasadena city\t 34.16\t -118.14      \r\n";
    EXPECT_EQ(bring_in("census-places", first), (Actions{"created"}));
    constexpr std::string_view second = "USPS\tGEOID\tNAME\tINTPTLAT\tINTPTLONG\n"
                                        "CA\t0600001\tPasadena city\t34.16\t-118.14\n";
    for (bool const only_check : {true, false})
        EXPECT_EQ(bring_in("census-places", second, only_check), (Actions{"queued"}));
    ASSERT_EQ(waiting().size(), 1U);
    EXPECT_NE(waiting()[0].questions[0].reason.find("has the census-geoid “0656000” already"),
              std::string::npos);
    EXPECT_EQ(waiting()[0].questions[0].written, "Pasadena");
    EXPECT_THROW(accept_queued(store(), reconciler(), {"Grace"}, waiting()[0].id, "us-ca-pasadena"), Error)
        << "a place has one code of a scheme";
    EXPECT_TRUE(accept_queued(store(), reconciler(), {"Grace"}, waiting()[0].id, "us-tx-houston"));
    EXPECT_EQ(number("SELECT COUNT(*) FROM place_identifiers WHERE code = '0600001'"), 1);
}

constexpr std::string_view missions =
    "operator;operatorQID;jurisdictions;jurisdictionQIDs;country;countryQID;city;cityQID;latitude;longitude;"
    "website;type;creation;QID\n"
    "France;w/Q142;United States of America;w/Q30;United States of America;w/Q30;Houston;w/Q16555;29.75;"
    "-95.4;https://houston.example.fr;consulate general;1974-01-01T00:00:00Z;w/Q100\n"
    "Japan;w/Q17;Texas|Atlantis;w/Q1439|w/Q9;United States of America;w/Q30;;;;;;consulate;"
    "1992-10-01T00:00:00Z;w/Q101\n"
    "Texas;w/Q1439;;;Japan;w/Q17;Nagoya;w/Q11751;;;;trade office;;w/Q102\n"
    "Order of Malta;w/Q7;;;France;w/Q142;16th arrondissement;w/Q8;48.85;2.35;;embassy;;w/Q104\n"
    "Japan;w/Q17;;;Atlantis;w/Q9;;;;;;embassy;;w/Q103\n";

TEST_P(FoundFiles, MakeMissionsWithWhatTheyCover) {
    Actions const expected{"created", "created", "created", // the first, its identifier and its area
                           "created", "created", "created", "queued",  "created", // the trade office
                           "created", "queued",  "queued",  "created", // without its sender and its place
                           "skipped"};
    EXPECT_EQ(bring_in("missions", missions, true), expected);
    EXPECT_EQ(bring_in("missions", missions), expected);
    auto const first = actor("mission-q100"), second = actor("mission-q101");
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->name, "Consulate General of France in Houston");
    EXPECT_EQ(first->kind, "mission");
    EXPECT_EQ(first->country, "US");
    EXPECT_EQ(first->founded, "1974");
    EXPECT_EQ(first->parent_id, id_of("actor", "fr"));
    EXPECT_EQ(second->founded, "1992-10");
    EXPECT_EQ(text("SELECT value FROM identifiers WHERE actor_id = :actor", first->id), "Q100");
    EXPECT_EQ(number("SELECT COUNT(*) FROM jurisdictions"), 2);
    EXPECT_EQ(text("SELECT sources FROM jurisdictions"), "missions");
    EXPECT_EQ(text("SELECT name FROM presences WHERE kind = 'trade_office' AND sources = 'missions'"),
              "Trade Office of Texas in Nagoya");
    std::int64_t const before = change_number();
    bring_in("missions", missions);
    EXPECT_EQ(change_number(), before);
    ASSERT_EQ(waiting().size(), 3U);
    EXPECT_EQ(waiting()[2].columns, (std::vector<std::string>{"slug", "place"}));
    EXPECT_TRUE(accept_queued(store(), reconciler(), {"Grace"}, waiting()[2].id, "fr-paris"));
    EXPECT_EQ(actor("mission-q104")->place_id, actor("fr-paris")->place_id);
}

TEST_P(FoundFiles, GoOnAfterALineThatSaysSeveralThings) {
    batch_ = 2;
    stop_after_ = 1; // the batch holds all that the first line says
    EXPECT_THROW(bring_in("missions", missions), Stopped);
    EXPECT_EQ(number("SELECT last_line FROM import_runs"), 2);
    stop_after_ = 0;
    EXPECT_EQ(bring_in("missions", missions).size(), 10U);
    EXPECT_EQ(number("SELECT COUNT(*) FROM actors WHERE kind = 'mission'"), 3);
    EXPECT_EQ(number("SELECT created FROM import_runs"), 9);
    EXPECT_EQ(number("SELECT COUNT(*) FROM import_runs WHERE finished_at IS NOT NULL"), 1);
}

TEST_P(FoundFiles, AreRefusedWhenTheyAreSomethingElse) {
    EXPECT_THROW(bring_in("missions", "a;b\n1;2\n"), Error);
    EXPECT_EQ(bring_in("sister-cities", "country,city,sister\nJapan,Nagoya,\nJapan,Nagoya\n"),
              (Actions{"rejected", "rejected"}));
    EXPECT_EQ(outcomes_[0].reason, "a name is missing");
}

} // namespace
} // namespace legation::registry
