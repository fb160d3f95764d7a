#include "kernel/files/csv_reader.hpp"
#include "register/finder.hpp"
#include "register/import/import_engine.hpp"
#include "register/import/import_report.hpp"
#include "register/register_fixture.hpp"

#include <fmt/format.h>

namespace legation::registry {
namespace {

class ImportEngineTest : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (IsSkipped()) return;
        import_sample();
        make_reconciler();
    }

    void make_reconciler() {
        auto const atlas = gazetteer::Atlas::read(store());
        reconciler_ =
            std::make_unique<Reconciler>(atlas, Roster::read(store(), atlas), Finder::index_places(*atlas));
    }

    ImportCounts bring_in(std::string_view noun, std::string_view csv, bool only_check = false,
                          Mapping const& mapping = {}) {
        TableSource source(
            files::read_csv_table(std::make_unique<files::TextBytes>(csv), "test.csv"), *find_noun(noun),
            mapping,
            [](std::string_view label) {
                return label == "Name" ? std::string("Nombre") : std::string(label);
            },
            "test.csv");
        EngineOptions options = options_;
        options.author.name = "Ada";
        options.file_name = "test.csv";
        options.file_hash = fmt::format("{}{}", noun, csv);
        options.only_check = only_check;
        ImportEngine engine(store(), *reconciler_, options);
        outcomes_.clear();
        ImportCounts const counts = engine.run(source, [&](ImportedRow const& outcome) {
            outcomes_.push_back(outcome);
            if (outcomes_.size() == stop_after_) throw Stopped{};
        });
        resumed_after_ = engine.resumed_after();
        return counts;
    }

    ImportAction action(std::string_view noun, std::string_view csv) {
        bring_in(noun, csv);
        return outcomes_.at(0).action;
    }

    std::int64_t revisions() { return number("SELECT COUNT(*) FROM revisions"); }

    struct Stopped {};
    EngineOptions options_;
    std::vector<ImportedRow> outcomes_;
    std::size_t stop_after_ = 0;
    std::int64_t resumed_after_ = 0;
    std::unique_ptr<Reconciler> reconciler_;
};
LEGATION_ON_BOTH_DATABASES(ImportEngineTest);

TEST_P(ImportEngineTest, EndsEachRowByItself) {
    ImportCounts const counts = bring_in("actor", "slug,kind,name,founded\n"
                                                  "a,network,A,1990\n"
                                                  "b,club,B,\n"
                                                  "c,network,C,31/12/1999\n"
                                                  "d,network\n"
                                                  "rice,university,Rice University,\n"
                                                  "us-tx,state,Texas!,\n");
    EXPECT_EQ(counts.created, 1);
    EXPECT_EQ(counts.rejected, 3);
    EXPECT_EQ(counts.unchanged, 1);
    EXPECT_EQ(counts.changed, 1);
    ASSERT_EQ(outcomes_.size(), 6U);
    EXPECT_EQ(outcomes_[1].column, "kind");
    EXPECT_EQ(outcomes_[1].value, "club");
    EXPECT_NE(outcomes_[1].reason.find("kind must be one of"), std::string::npos);
    EXPECT_EQ(outcomes_[2].line, 4U);
    EXPECT_EQ(outcomes_[2].value, "31/12/1999");
    EXPECT_NE(outcomes_[3].reason.find("has 2 cells"), std::string::npos);
    EXPECT_EQ(report_line(outcomes_[2]),
              "4,rejected,,founded,31/12/1999,\"founded must be a date such as 2016, 2016-05 or "
              "2016-05-12\"\r\n");
}

TEST_P(ImportEngineTest, ChangesNothingTheSecondTime) {
    constexpr std::string_view partners =
        "kind,status,parties\nsister_city,active,\"Houston, Texas;Nagoya\"\n"
        "friendship,active,us-ca-los-angeles;fr-paris\n";
    EXPECT_EQ(bring_in("partnership", partners).created, 2);
    std::int64_t const before = revisions();
    clock_.advance(std::chrono::hours{1});
    make_reconciler();
    ImportCounts const again = bring_in("partnership", partners);
    EXPECT_EQ(again.unchanged, 2);
    EXPECT_EQ(again.created + again.changed + again.rejected, 0);
    EXPECT_EQ(revisions(), before);
}

TEST_P(ImportEngineTest, MakesOnePartnershipOfItsTwoDirections) {
    ImportCounts const counts = bring_in("partnership", "kind,status,parties\n"
                                                        "sister_city,active,us-tx-houston;fr-paris\n"
                                                        "sister_city,active,fr-paris;us-tx-houston\n"
                                                        "sister_city,active,jp-nagoya;us-ca-los-angeles\n");
    EXPECT_EQ(counts.created, 1);
    EXPECT_EQ(outcomes_[1].action, ImportAction::unchanged);
    EXPECT_EQ(outcomes_[1].reason, "line 2 says the same");
    EXPECT_EQ(outcomes_[2].record, "la-nagoya") << "the one that was recorded under a key of its own";
}

TEST_P(ImportEngineTest, RecordsAPlaceThatTakesPart) {
    bring_in("partnership", "kind,status,parties\nsister_city,active,\"jp-nagoya;Pasadena, California\"\n"
                            "memorandum,active,\"jp-nagoya;Santa Monica, California\"\n");
    EXPECT_EQ(outcomes_[0].action, ImportAction::created) << outcomes_[0].reason;
    EXPECT_EQ(text("SELECT kind FROM actors WHERE slug = 'us-ca-pasadena'"), "municipality");
    EXPECT_EQ(
        text("SELECT places.slug FROM places JOIN actors ON places.id = actors.place_id WHERE actors.slug = "
             "'us-ca-pasadena'"),
        "us-ca-pasadena");
    EXPECT_EQ(outcomes_[1].action, ImportAction::queued)
        << "a memorandum does not say that it is a municipality";
    EXPECT_NE(outcomes_[1].reason.find("nothing says that it has a government of its own"),
              std::string::npos);
    EXPECT_EQ(number("SELECT COUNT(*) FROM actors WHERE slug = 'us-ca-santa-monica'"), 0);
    auto const accepted = accept_queued(store(), *reconciler_, {"Grace"},
                                        number("SELECT id FROM import_queue"), "us-ca-santa-monica");
    ASSERT_TRUE(accepted);
    EXPECT_EQ(accepted->action, ImportAction::created);
    EXPECT_EQ(text("SELECT kind FROM actors WHERE slug = 'us-ca-santa-monica'"), "municipality");
}

TEST_P(ImportEngineTest, QueuesWhatItIsNotCertainOf) {
    std::int64_t const before = revisions();
    EXPECT_EQ(action("membership", "member,network\nAtlantis,c40-cities\n"), ImportAction::queued);
    EXPECT_EQ(outcomes_[0].column, "member");
    EXPECT_EQ(outcomes_[0].value, "Atlantis");
    EXPECT_FALSE(outcomes_[0].reason.empty());
    EXPECT_EQ(revisions(), before);
    auto const waiting = store().read([](store::ReadTransaction& tx) { return waiting_rows(tx); });
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].questions[0].written, "Atlantis");
    EXPECT_NE(json_line(waiting[0]).find("\"written\":\"Atlantis\""), std::string::npos);
    action("membership", "member,network\nAtlantis,c40-cities\n");
    EXPECT_EQ(number("SELECT COUNT(*) FROM import_queue"), 1) << "it waits once";
}

TEST_P(ImportEngineTest, KeepsWhatAPersonDecided) {
    constexpr std::string_view rows =
        "member,network,role\nAtlantis,c40-cities,observer\nLemuria,c40-cities,\n";
    bring_in("membership", rows);
    auto const waiting = store().read([](store::ReadTransaction& tx) { return waiting_rows(tx); });
    ASSERT_EQ(waiting.size(), 2U);
    auto const outcome = accept_queued(store(), *reconciler_, {"Grace"}, waiting[0].id, "us-tx");
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->action, ImportAction::created);
    skip_queued(store(), {"Grace"}, waiting[1].id);
    EXPECT_THROW(skip_queued(store(), {"Grace"}, waiting[1].id), Error);
    EXPECT_THROW(accept_queued(store(), *reconciler_, {"Grace"}, waiting[0].id, "us-tx"), Error);

    bring_in("membership", rows);
    EXPECT_EQ(outcomes_[0].action, ImportAction::unchanged);
    EXPECT_EQ(outcomes_[1].action, ImportAction::skipped);
    EXPECT_EQ(number("SELECT COUNT(*) FROM memberships WHERE role = 'observer'"), 1);
}

TEST_P(ImportEngineTest, RefusesAnAnswerThatIsNobody) {
    bring_in("membership", "member,network\nAtlantis,c40-cities\n");
    std::int64_t const id = number("SELECT id FROM import_queue");
    EXPECT_THROW(accept_queued(store(), *reconciler_, {"Grace"}, id, "nobody-at-all"), Error);
    EXPECT_EQ(text("SELECT status FROM import_queue"), "waiting");
}

TEST_P(ImportEngineTest, TakesWhoIsNotKnownForSomebodyNewWhenAPersonSaysSo) {
    std::string const csv = "name,kind,country\nXyzzyville,foreign_subnational,FR\n";
    ASSERT_EQ(action("actor", csv), ImportAction::queued);
    std::int64_t const id = number("SELECT id FROM import_queue");
    EXPECT_THROW(accept_queued(store(), *reconciler_, {"Grace"}, id, "+fr-paris"), Error); // is somebody
    auto const accepted = accept_queued(store(), *reconciler_, {"Grace"}, id, "+xyzzyville");
    ASSERT_TRUE(accepted);
    EXPECT_EQ(accepted->action, ImportAction::created);
    EXPECT_EQ(text("SELECT name FROM actors WHERE slug = 'xyzzyville'"), "Xyzzyville");
    EXPECT_EQ(action("actor", csv), ImportAction::unchanged);
}

TEST_P(ImportEngineTest, SaysInACheckWhatItWouldDoAndStoresNothing) {
    std::int64_t const before = revisions();
    constexpr std::string_view rows =
        "slug,kind,name,parent\na,network,A,\nb,network,B,a\nrice,university,Rice,\n";
    ImportCounts const counts = bring_in("actor", rows, true);
    EXPECT_EQ(counts.created, 2) << "a row may refer to one above it";
    EXPECT_EQ(counts.changed, 1);
    EXPECT_EQ(revisions(), before);
    EXPECT_EQ(number("SELECT COUNT(*) FROM import_runs"), 0);
    ImportCounts const stored = bring_in("actor", rows);
    EXPECT_EQ(stored.created, counts.created);
    EXPECT_EQ(stored.changed, counts.changed);
}

TEST_P(ImportEngineTest, GoesOnWhereItWasInterrupted) {
    std::string rows = "slug,kind,name\n";
    for (int i = 0; i < 25; ++i)
        rows += fmt::format("n{0},network,Network {0}\n", i);
    options_.batch = 10;
    stop_after_ = 12; // in the second batch, which is stored by then
    EXPECT_THROW(bring_in("actor", rows), Stopped);
    EXPECT_EQ(number("SELECT COUNT(*) FROM actors WHERE kind = 'network' AND name <> 'C40 Cities'"), 20);
    stop_after_ = 0;
    ImportCounts const counts = bring_in("actor", rows);
    EXPECT_EQ(resumed_after_, 21);
    EXPECT_EQ(outcomes_.size(), 5U);
    EXPECT_EQ(counts.created, 25) << "the counts are those of the whole file";
    EXPECT_EQ(number("SELECT COUNT(*) FROM import_runs WHERE finished_at IS NOT NULL"), 1);
}

TEST_P(ImportEngineTest, NamesTheSourceOnWhatItBringsIn) {
    Source source;
    source.key = "council-list";
    source.title = "List of the council";
    source.license = "CC0-1.0";
    source.as_of = "2026-01";
    options_.source = source.key;
    options_.new_source = source;
    bring_in("actor", "slug,kind,name,sources\na,network,A,report@p. 2\n");
    EXPECT_EQ(text("SELECT sources FROM actors WHERE slug = 'a'"), "report@p. 2;council-list");
    EXPECT_EQ(text("SELECT license FROM sources WHERE key = 'council-list'"), "CC0-1.0");
    bring_in("actor", "slug,kind,name\nc40-cities,network,C40 Cities\n");
    EXPECT_EQ(text("SELECT sources FROM actors WHERE slug = 'c40-cities'"), "report;council-list")
        << "its own stay";
    std::int64_t const before = revisions();
    bring_in("actor", "slug,kind,name\nc40-cities,network,C40 Cities\n");
    EXPECT_EQ(revisions(), before);
}

TEST_P(ImportEngineTest, RecognizesHeadings) {
    EXPECT_EQ(bring_in("actor", "SLUG;Kind;nombre;Short name\nx;network;Equis;X\n").created, 1);
    EXPECT_EQ(text("SELECT short_name FROM actors WHERE slug = 'x'"), "X");
    EXPECT_EQ(bring_in("actor", "slug,kind,City,Notes\ny,network,Why,secret\n", false,
                       {{"city", "name"}, {"notes", "-"}})
                  .created,
              1);
    for (std::string_view const wrong : {"slug,kind,nome\n", "slug,name,Name\n"})
        EXPECT_THROW(bring_in("actor", wrong), Error);
}

TEST_P(ImportEngineTest, PassesOverTheLinesOfTheTemplate) {
    ImportCounts const counts =
        bring_in("actor", "slug,kind,name\n(help) the last part,which,the name\n(example) x,network,X\n");
    EXPECT_EQ(counts.skipped, 2);
    EXPECT_EQ(counts.created, 0);
}

TEST_P(ImportEngineTest, RefusesCoordinatesOffTheEarth) {
    bring_in("actor", "kind,name,latitude,longitude\nmunicipality,Houston,95,0\nmunicipality,Houston,0,-181\n"
                      "municipality,Houston,north,0\nmunicipality,Houston,nan,0\n");
    for (ImportedRow const& outcome : outcomes_)
        EXPECT_EQ(outcome.action, ImportAction::rejected) << outcome.line;
    EXPECT_EQ(outcomes_[0].reason, "latitude must be a number from -90 to 90, not “95”");
}

TEST_P(ImportEngineTest, FindsARecordedGovernmentByItsName) {
    std::int64_t const actors = number("SELECT COUNT(*) FROM actors");
    bring_in("actor",
             "kind,name,country,state,website\nmunicipality,Houston,US,Texas,https://www.houstontx.gov\n");
    EXPECT_EQ(outcomes_[0].action, ImportAction::changed) << outcomes_[0].reason;
    EXPECT_EQ(outcomes_[0].record, "us-tx-houston");
    EXPECT_EQ(number("SELECT COUNT(*) FROM actors"), actors);
}

TEST_P(ImportEngineTest, LeavesNothingOfARowThatIsRejected) {
    std::int64_t const before = revisions();
    bring_in("partnership", "kind,status,parties,sources\n"
                            "sister_city,active,us-tx-houston;us-tx-paris,no-such-source\n");
    EXPECT_EQ(outcomes_[0].action, ImportAction::rejected) << outcomes_[0].reason;
    EXPECT_EQ(revisions(), before) << "neither the partnership nor a government of Paris, Texas";
}

TEST_P(ImportEngineTest, KeepsColumnsUnderNamesOfTheirOwners) {
    Mapping const mapping{{"city", "name"}};
    auto const keep = [&](std::string const& name, std::int64_t account, bool may_replace = false) {
        try {
            write(
                [&](store::WriteTransaction& tx) { keep_mapping(tx, name, mapping, account, may_replace); });
        } catch (Error const&) {
            return false;
        }
        return true;
    };
    EXPECT_TRUE(keep("council", 7));
    EXPECT_TRUE(keep("council", 7)) << "once more";
    EXPECT_FALSE(keep("council", 8)) << "somebody else's";
    EXPECT_TRUE(keep("council", 9, true)) << "a moderator";
    EXPECT_FALSE(keep("council", 9)) << "it stays its owner's";
    for (std::int64_t i = 1; i < most_mappings_of_one; ++i)
        EXPECT_TRUE(keep("list " + std::to_string(i), 7));
    EXPECT_FALSE(keep("one too many", 7));
    EXPECT_TRUE(keep("council", 7));
}

TEST_P(ImportEngineTest, KeepsMappingsByName) {
    write(
        [](store::WriteTransaction& tx) { save_mapping(tx, "council", {{"city", "name"}, {"notes", "-"}}); });
    write([](store::WriteTransaction& tx) { save_mapping(tx, "council", {{"town", "name"}}); });
    EXPECT_EQ(store().read([](store::ReadTransaction& tx) { return mapping_named(tx, "council"); }),
              (Mapping{{"town", "name"}}));
}

} // namespace
} // namespace legation::registry
