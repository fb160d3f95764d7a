#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/register_fixture.hpp"

namespace legation::registry {
namespace {

class Import : public RegisterTest {
  protected:
    void expect(ImportReport const& report, std::int64_t created, std::int64_t changed,
                std::int64_t unchanged) {
        EXPECT_EQ(report.created, created);
        EXPECT_EQ(report.changed, changed);
        EXPECT_EQ(report.unchanged, unchanged);
    }

    Actor actor(std::string_view slug) {
        return store()
            .read([&](store::ReadTransaction& tx) {
                return records::find_visible<Actor>(tx, "slug = :slug", slug);
            })
            .value_or(Actor{});
    }

    static constexpr std::string_view two_actors =
        "slug,kind,name,country,place\nus-tx-houston,municipality,Houston,US,us-tx-houston\n"
        "c40-cities,network,C40 Cities,GB,\n";
};
LEGATION_ON_BOTH_DATABASES(Import);

TEST_P(Import, MakesARecordOfEachRow) {
    expect(import("actor", two_actors), 2, 0, 0);
    Actor const houston = actor("us-tx-houston");
    EXPECT_EQ(houston.name, "Houston");
    EXPECT_EQ(text("SELECT slug FROM places WHERE id = :id", *houston.place_id), "us-tx-houston");
    EXPECT_EQ(houston.uuid, uuid_v5("actor:us-tx-houston"));
    EXPECT_EQ(actor("c40-cities").place_id, std::nullopt);
    EXPECT_EQ(number("SELECT COUNT(*) FROM revisions"), 2);
}

TEST_P(Import, OfTheSameFileChangesNothing) {
    import_sample();
    std::int64_t const revisions = number("SELECT COUNT(*) FROM revisions");
    clock_.advance(std::chrono::hours{1});
    import_sample();
    EXPECT_EQ(number("SELECT COUNT(*) FROM revisions"), revisions);
    EXPECT_EQ(number("SELECT COUNT(*) FROM partnership_parties"), 5);
    EXPECT_EQ(number("SELECT COUNT(*) FROM memberships"), 3);
    EXPECT_EQ(number("SELECT COUNT(*) FROM identifiers"), 1);
}

TEST_P(Import, OfAChangedRowChangesThatRecord) {
    import("actor", two_actors);
    expect(import("actor", "slug,kind,name\nc40-cities,network,C40\nus-tx-houston,municipality,Houston\n"), 0,
           1, 1);
    EXPECT_EQ(actor("c40-cities").name, "C40");
    EXPECT_EQ(actor("c40-cities").version, 2);
    EXPECT_EQ(actor("c40-cities").country, "GB") << "a column that is not there says nothing";
}

TEST_P(Import, OfAnEmptyCellRemovesTheValue) {
    import("actor", two_actors);
    import("actor", "slug,kind,name,country,place\nus-tx-houston,municipality,Houston,,\n");
    EXPECT_EQ(actor("us-tx-houston").country, "");
    EXPECT_EQ(actor("us-tx-houston").place_id, std::nullopt);
}

TEST_P(Import, FindsParentsThatStandBelow) {
    expect(import("actor", "slug,kind,name,parent\nusg-desk,federal_agency,Desk,usg-bureau\n"
                           "usg-bureau,federal_agency,Bureau,usg-state\nusg-state,federal_agency,State,\n"),
           3, 0, 0);
    EXPECT_EQ(actor("usg-desk").parent_id, actor("usg-bureau").id);
    EXPECT_EQ(actor("usg-bureau").parent_id, actor("usg-state").id);
}

TEST_P(Import, MakesRecordsOfTheirOwnFromParties) {
    import_sample();
    store().read([&](store::ReadTransaction& tx) {
        EXPECT_EQ(tx.values<std::string>(
                      "SELECT a.slug FROM partnership_parties p JOIN actors a ON a.id = p.actor_id "
                      "JOIN partnerships t ON t.id = p.partnership_id WHERE t.key = 'health-pact' "
                      "ORDER BY p.position"),
                  (std::vector<std::string>{"us-tx-houston", "fr-paris", "jp-nagoya"}))
            << "in the order of the file";
        EXPECT_EQ(tx.value<std::string>(
                      "SELECT role FROM activity_participants p JOIN actors a ON a.id = p.actor_id "
                      "WHERE a.slug = 'jp-nagoya'"),
                  "host");
        EXPECT_EQ((tx.row<std::string, std::string>("SELECT scheme, value FROM identifiers")),
                  std::tuple("wikidata", "Q65"));
    });
}

TEST_P(Import, GivesRecordsWithoutAKeyTheSameIdentityOnEveryHub) {
    import_sample();
    EXPECT_EQ(text("SELECT uuid FROM memberships WHERE role = 'chair'"),
              uuid_v5("membership:us-ca-los-angeles|c40-cities|chair|2006|"));
}

TEST_P(Import, TakesQuotedCellsListsAndDates) {
    import("source", "key,title\nreport,Report\n");
    import("theme", "slug,name\nhealth,Health\ntrade,Trade\n");
    import("activity",
           "key,kind,title,starts,themes,sources\nvisit,event,\"A visit, a \"\"first\"\"\",2016-05,"
           "health; trade,report@Section 1\n");
    auto const activity = store().read(
        [](store::ReadTransaction& tx) { return records::find_visible<Activity>(tx, "key = 'visit'"); });
    ASSERT_TRUE(activity);
    EXPECT_EQ(activity->title, "A visit, a \"first\"");
    EXPECT_EQ(activity->starts, "2016-05");
    EXPECT_EQ(records::split_list(activity->themes), (std::vector<std::string>{"health", "trade"}));
}

/// Each wrong file, and what its refusal says; everything before the wrong row is good.
struct WrongFile {
    std::string_view noun, csv, where, problem;
};

TEST_P(Import, RefusesWrongFilesByLineAndKeepsNothingOfThem) {
    import("actor", two_actors);
    std::int64_t const revisions = number("SELECT COUNT(*) FROM revisions");
    for (auto const& [noun, csv, where, problem] : std::vector<WrongFile>{
             {"actor", "slug,kind,nome\na,network,A\n",
              "test.csv:1: ", "there is no column “nome” for actors; the columns are slug, kind, name"},
             {"actor", "slug,kind,name,parties\na,network,A,c40-cities;us-tx-houston\n",
              "test.csv:1: ", "there is no column “parties”"},
             {"actor", "slug,kind,name\na,network,A\nB,network,B\n",
              "test.csv:3: ", "slug may hold lower-case"},
             {"actor", "slug,kind,name\na,network,A\nb,club,B\n",
              "test.csv:3: ", "kind must be one of: country, "},
             {"actor", "slug,kind,name\na,network,A\nb,network,\n", "test.csv:3: ", "name is missing"},
             {"actor", "slug,name\na,A\n", "test.csv:2: ", "kind is missing"},
             {"actor", "slug,kind,name,place\na,network,A,\nb,network,B,atlantis\n",
              "test.csv:3: ", "the place “atlantis” is not known; add it first, or mend it"},
             {"actor", "slug,kind,name,parent\na,network,A,\nb,network,B,nobody\n",
              "test.csv:3: ", "the actor “nobody” is not known"},
             {"actor", "slug,kind,name,parent\na,network,A,b\nb,network,B,a\n",
              "test.csv:2: ", "the actor “b” is not known"},
             {"actor", "slug,kind,name,themes\na,network,A,\nb,network,B,poetry\n",
              "test.csv:3: ", "the theme “poetry” in themes is not known"},
             {"actor", "slug,kind,name,identifiers\na,network,A,wikidata\n",
              "test.csv:2: ", "must be written as scheme:value"},
             {"actor", "slug,kind,name\na,network,A\nb,network,B\na,network,Other\n",
              "test.csv:4: ", "this record stands in line 2 already"},
             {"membership", "member,network\nus-tx-houston,c40-cities\nus-tx-houston,c40-cities\n",
              "test.csv:3: ", "this record stands in line 2 already"},
             {"membership", "member,network\n,c40-cities\n", "test.csv:2: ", "member is missing"},
             {"partnership", "key,kind,status,parties\np,sister_city,active,us-tx-houston\n",
              "test.csv:2: ", "a partnership has two parties or more"},
             {"partnership", "key,kind,status,parties\np,sister_city,active,us-tx-houston;nobody\n",
              "test.csv:2: ", "the actor “nobody” is not known"},
             {"activity", "key,kind,title,starts\nv,event,Visit,May 2016\n",
              "test.csv:2: ", "starts must be a date"},
             {"presence", "actor,kind,country\nus-tx-houston,trade_office,\n",
              "test.csv:2: ", "country is missing"},
         }) {
        std::string const message = refusal(noun, csv);
        EXPECT_TRUE(message.starts_with(where)) << message;
        EXPECT_NE(message.find(problem), std::string::npos) << message << "\nwanted: " << problem;
        EXPECT_EQ(number("SELECT COUNT(*) FROM revisions"), revisions) << csv;
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM actors"), 2);
}

TEST_P(Import, LeavesARecordAloneThatIsNotForEverybody) {
    import("actor", "slug,kind,name\nrice,university,Rice\n");
    write([&](store::WriteTransaction& tx) {
        auto const& type = records::type_of<Actor>();
        auto const actor = records::load(tx, type, *records::id_of_key(tx, type, "rice"));
        actor->audience = "own";
        records::update(tx, type, *actor, "closed");
    });
    std::string const message = refusal("actor", "slug,kind,name\nrice,university,Another\n");
    EXPECT_NE(message.find("this record is not for everybody"), std::string::npos) << message;
    EXPECT_EQ(number("SELECT COUNT(*) FROM actors WHERE name = 'Rice'"), 1);
}

} // namespace
} // namespace legation::registry
