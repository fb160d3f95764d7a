#include "kernel/gone.hpp"
#include "kernel/records/erase.hpp"
#include "kernel/store/empty_log.hpp"
#include "register/address_walk.hpp"
#include "register/erasing/erase_person.hpp"
#include "register/merge/merge.hpp"
#include "tests/database_file.hpp"

#include <algorithm>
#include <tuple>

namespace legation::registry {
namespace {

/// A person who stands in every table in which one can stand, is then merged with another record of hers, and
/// is erased.
class ErasedPerson : public AddressWalk {
  protected:
    void SetUp() override {
        AddressWalk::SetUp();
        if (IsSkipped()) return;
        import("person", "key,name,role,actor\nada-twice,Ada  Lovelace,Councilor,us-ca-los-angeles\n"
                         "grace,Grace Hopper,Mayor,us-tx-houston\n");
        id_ = id_of("person", "ada");
        uuid_ = uuid_of("ada");
        second_ = uuid_of("ada-twice");
        change("person", "ada", "role", "Ambassador of Lovelace County");
        change("person", "ada", "name", "Ada King Lovelace");
        change("person", "ada", "name", "Ada Lovelace");
        write([&](store::WriteTransaction& tx) {
            merge(tx, *find_noun("person"), id_, id_of_key(tx, "ada-twice"), "Ada Lovelace, twice");
            fill_tables(tx);
        });
        clock_.advance(std::chrono::hours(48));
    }

    static std::int64_t id_of_key(store::ReadTransaction& tx, std::string_view key) {
        return records::id_of_key(tx, *find_noun("person"), key).value_or(0);
    }
    std::string uuid_of(std::string const& key) {
        return text("SELECT uuid FROM people WHERE key = :key", key);
    }

    /// What a hub writes about a person besides the record.
    void fill_tables(store::WriteTransaction& tx) const {
        tx.execute("INSERT INTO patrol (revision_id, title, path) SELECT MAX(id), 'Ada Lovelace', 'x' FROM "
                   "revisions");
        tx.execute("INSERT INTO protections (record_uuid, reason, made_by, made_at) VALUES (:uuid, 'Ada "
                   "Lovelace asked', 1, '2026')",
                   uuid_);
        tx.execute("INSERT INTO suspected_duplicates (id, record_type, one_id, other_id, reasons, found_at) "
                   "VALUES (1, 'person', :id, 99, 'name', '2026')",
                   id_);
        tx.execute("INSERT INTO follows (id, account_id, record_type, record_id, path, frequency, language, "
                   "followed_at, told_at, told_revision) VALUES (1, 5, 'person', :id, '', 'daily', 'en', '', "
                   "'', 0), (2, 5, '', 0, '/search?q=ada+lovelace', 'daily', 'en', '', '', 0), (3, 5, '', 0, "
                   "'/search?q=grace+hopper', 'daily', 'en', '', '', 0)",
                   id_);
        tx.execute("INSERT INTO proposals (id, uuid, version, kind, state, record_type, record_id, "
                   "record_version, title, path, country, area, changes, duplicate_of, source_title, "
                   "source_url, comment, name, email, account_id, language, view_key, confirm_hash, made_at, "
                   "changed_at) VALUES (1, 'a', 1, 'change', 'declined', 'person', :id, 1, 'T', '', '', '', "
                   "'[]', '', '', '', 'c', '', '', 0, 'en', '', '', '', ''), (2, 'b', 1, 'new', 'waiting', "
                   "'person', 0, 0, 'Person', '', '', '', '[[\"name\",\"\",\"ADA LOVELACE\"]]', '', '', '', "
                   "'c', '', '', 0, 'en', '', '', '', ''), (3, 'c', 1, 'new', 'waiting', 'person', 0, 0, "
                   "'Person', '', '', '', '[[\"name\",\"\",\"Grace Hopper\"]]', '', '', '', 'c', '', '', 0, "
                   "'en', '', '', '', '')",
                   id_);
        tx.execute(
            "INSERT INTO proposal_steps (proposal_id, position, at, who, what, words) VALUES (2, 1, '', "
            "'', 'ask', 'Is Ada Lovelace still there?')");
        tx.execute(
            "INSERT INTO import_runs (id, noun, file_name, file_hash, author, started_at, last_line, "
            "created, changed, unchanged, queued, rejected, skipped) VALUES (1, 'person', 'f.csv', '', "
            "'x', '', 0, 0, 0, 0, 0, 0, 0)");
        tx.execute("INSERT INTO import_queue (id, run_id, line, noun, row_hash, status) VALUES (1, 1, 2, "
                   "'person', 'h1', 'waiting'), (2, 1, 3, 'international_office', 'h2', 'waiting')");
        tx.execute("INSERT INTO import_queue_cells (queue_id, position, field, cell) VALUES (1, 0, 'key', "
                   "'ada'), (1, 1, 'name', 'Ada Lovelace'), (2, 0, 'lead', 'Ada Lovelace')");
        tx.execute("INSERT INTO import_questions (queue_id, position, field, written, reason) VALUES (1, 0, "
                   "'actor', 'Office of Ada Lovelace', 'unknown')");
        tx.execute("INSERT INTO import_uploads (id, uuid, account_id, author, kind, file_name, file_hash, "
                   "form, source_title, source_url, license, as_of, state, share, problem, applied_by, "
                   "applied_by_account, created, changed, unchanged, queued, rejected, skipped, uploaded_at) "
                   "VALUES (1, 'upload-1', 5, 'x', 'actor', 'f.csv', '', '', '', '', '', '', 'checked', 0, "
                   "'', '', 0, 0, 0, 0, 0, 0, 0, '2026')");
        tx.execute("INSERT INTO import_upload_columns (upload_id, position, heading, field, sample) VALUES "
                   "(1, 0, 'Lead', '-', 'Ada Lovelace')");
        tx.execute("INSERT INTO jobs (id, kind, payload, run_at, attempts) VALUES (900, 'mail', "
                   "'{\"subject\":\"Ada Lovelace was changed\"}', '2026', 0)");
    }

    std::vector<NamedElsewhere> named_elsewhere_now() {
        return store().read([&](store::ReadTransaction& tx) {
            auto const [people, traces] = person_to_erase(tx, id_);
            return named_elsewhere(tx, traces, people);
        });
    }

    PersonErased erase_ada(std::vector<NamedElsewhere> const& elsewhere = {}) {
        PersonErased done =
            store().write(store::Author{"Administrator", 7}, [&](store::WriteTransaction& tx) {
                PersonErased erased = erase_person(tx, id_, elsewhere);
                audit_erasing(tx, {.action = {}}, id_, elsewhere);
                return erased;
            });
        keeper_->refresh();
        return done;
    }

    /// `table.column` of every column of text in the database.
    std::vector<std::tuple<std::string, std::string>> text_columns() {
        std::string const sql =
            GetParam() == test::Database::sqlite
                ? "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type "
                  "= 'table' AND UPPER(c.type) = 'TEXT'"
                : "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM "
                  "information_schema.columns WHERE table_schema = current_schema() AND data_type = 'text'";
        return store().read(
            [&](store::ReadTransaction& tx) { return tx.rows<std::string, std::string>(sql); });
    }

    /// The columns that hold the name.
    std::vector<std::string> columns_with(std::string const& pattern) {
        std::vector<std::string> found;
        for (auto const& [table, column] : text_columns())
            if (number(fmt::format("SELECT COUNT(*) FROM {} WHERE LOWER({}) LIKE LOWER(:pattern)", table,
                                   column),
                       pattern) > 0)
                found.push_back(fmt::format("{}.{}", table, column));
        return found;
    }

    /// Of the moment before she was erased, too.
    void expect_unknown_everywhere(std::string const& query) {
        walk(query, [&](std::string const& target, std::string const& said) {
            EXPECT_EQ(said.find("Lovelace"), std::string::npos) << target;
        });
    }

    std::int64_t id_ = 0;
    std::string uuid_, second_;
};
LEGATION_ON_BOTH_DATABASES(ErasedPerson);

TEST_P(ErasedPerson, IsInNoTableAfterwards) {
    EXPECT_GT(text_columns().size(), 200U);
    EXPECT_GE(columns_with("%lovelace%").size(), 10U) << "the test is to find her first";
    PersonErased const done = erase_ada();
    EXPECT_EQ(columns_with("%lovelace%"), std::vector<std::string>{});
    EXPECT_EQ(columns_with("%ambassador of%"), std::vector<std::string>{});
    EXPECT_EQ(columns_with("ada"), std::vector<std::string>{"revisions.author"}) << "the tests' own, no key";
    EXPECT_EQ(done.records, 2);
    EXPECT_EQ(done.suggestions, 2);
    EXPECT_EQ(done.letters, 1);
    EXPECT_EQ(done.uploads, std::vector<std::string>{"upload-1"});
    EXPECT_EQ(number("SELECT COUNT(*) FROM merges"), 0);
    EXPECT_EQ(text("SELECT noun FROM import_queue"), "international_office") << "it only loses the cell";
    EXPECT_EQ(number("SELECT COUNT(*) FROM follows"), 1) << "the search for somebody else stays";
    EXPECT_EQ(number("SELECT COUNT(*) FROM proposals"), 1);
}

TEST_P(ErasedPerson, IsNotInTheFileOfTheDatabase) {
    if (GetParam() != test::Database::sqlite) return; // PostgreSQL's VACUUM is the operator's
    std::string const file = text("SELECT file FROM pragma_database_list WHERE name = 'main'");
    auto const bytes = [&] { return test::bytes_of_database(file); };
    EXPECT_NE(bytes().find("Lovelace"), std::string::npos);
    erase_ada();
    EXPECT_TRUE(store::empty_log(file));
    EXPECT_EQ(bytes().find("Lovelace"), std::string::npos);
    EXPECT_NE(bytes().find("Grace Hopper"), std::string::npos);
}

TEST_P(ErasedPerson, IsOnNoPage) {
    std::string const day = to_text(clock_.now() - std::chrono::hours(24)).substr(0, 10);
    records_ = {"people/" + uuid_, "people/" + second_};
    EXPECT_NE(answer("/register/people.json?as_of=" + day).find("Lovelace"), std::string::npos)
        << "a picture of the past that is kept in memory";
    erase_ada();
    EXPECT_EQ(answer("/register/people.json?as_of=" + day).find("Lovelace"), std::string::npos);
    expect_unknown_everywhere("");
    EXPECT_GT(answered_, 150);
    answered_ = 0;
    if (GetParam() == test::Database::postgresql) return; // each moment takes long there, and reads the same
    expect_unknown_everywhere("?as_of=" + day);
    EXPECT_GT(answered_, 100);
}

TEST_P(ErasedPerson, LeavesItsNumbersAndNothingElse) {
    erase_ada();
    std::string const path = "/register/people/" + uuid_;
    for (std::string const& target : {path, path + ".json", path + ".csv", path + ".atom", path + ".bib",
                                      path + "/suggest", "/api/v1/people/" + uuid_, path + "/history/2"})
        EXPECT_THROW(get(target), GoneError) << target;
    EXPECT_THROW(get("/register/people/" + second_), GoneError) << "what was merged into it";

    http::Response const page = get(path + "/history");
    EXPECT_EQ(page.status, 410);
    std::string const text = std::get<std::string>(page.body);
    for (std::string const version : {"1", "2", "3", "4", "5"})
        EXPECT_NE(text.find(fmt::format("Version {} of this record was erased on", version)),
                  std::string::npos)
            << version;
    std::string const json = std::get<std::string>(get(path + "/history.json").body);
    EXPECT_NE(json.find(R"("version":5,"author":"Administrator")"), std::string::npos) << json;
    EXPECT_THROW(get(path + "/history/9"), GoneError);

    auto const next = number("SELECT MAX(id) FROM people");
    import("person", "key,name\nalan,Alan Turing\n");
    EXPECT_GT(id_of("person", "alan"), next) << "no number is given out twice";
    EXPECT_NE(refusal("person", "key,name\nada,Ada Lovelace\n").find("was erased on"), std::string::npos);
}

TEST_P(ErasedPerson, CannotBeErasedTwiceAndOthersThatNameThemAreListed) {
    change("actor", "us-tx-houston", "summary", "Was visited by ada lovelace.");
    change("actor", "us-tx-houston", "summary", "Was visited.");
    change("actor", "rice", "summary", "Teaches what Ada Lovelace wrote.");
    auto const named = named_elsewhere_now();
    ASSERT_EQ(named.size(), 2U);
    EXPECT_EQ(std::ranges::count_if(named, &NamedElsewhere::is_now), 1);
    erase_ada();
    EXPECT_THROW(erase_ada(), Error);
}

TEST_P(ErasedPerson, IsTakenOutOfTheRecordsThatAreChosen) {
    change("actor", "us-tx-houston", "summary",
           "Was visited by ADA LOVELACE. Ada Lovelace’s host was Grace.");
    change("actor", "us-tx-houston", "summary", "Was visited.");
    change("actor", "us-tx-houston", "website", "https://houston.example/ada-lovelace");
    change("actor", "rice", "summary", "Teaches what Ada King Lovelace wrote.");
    import("source", "key,title,url\nletters,Letters of Ada Lovelace,https://letters.example/\n");
    std::string const day = to_text(clock_.now() + std::chrono::hours(24)).substr(0, 10);
    clock_.advance(std::chrono::hours(72));
    write([&](store::WriteTransaction& tx) {
        tx.execute("INSERT INTO patrol (revision_id, title, path) SELECT id, 'Letters of Ada Lovelace', 'x' "
                   "FROM revisions WHERE record_type = 'source' AND comment = 'import' OR id = (SELECT "
                   "MAX(id) FROM revisions)");
    });
    EXPECT_NE(answer("/register/sources.json?as_of=" + day).find("Lovelace"), std::string::npos)
        << "a picture of the past that is kept in memory";
    auto const named = named_elsewhere_now();
    ASSERT_EQ(named.size(), 3U);

    EXPECT_EQ(erase_ada(named).elsewhere, 3);
    EXPECT_EQ(columns_with("%lovelace%"), std::vector<std::string>{});
    EXPECT_EQ(named_elsewhere_now().size(), 0U);
    EXPECT_EQ(text("SELECT title FROM sources WHERE key = :key", std::string("letters")), "Letters of […]");
    EXPECT_EQ(number("SELECT COUNT(*) FROM actors_history WHERE summary = 'Was visited by […]. […]’s host "
                     "was Grace.'"),
              1);
    EXPECT_EQ(text("SELECT summary FROM actors WHERE slug = :slug", std::string("rice")),
              "Teaches what […] wrote.");
    EXPECT_EQ(number("SELECT COUNT(*) FROM actors WHERE slug = 'us-tx-houston' AND website IS NULL"), 1);
    expect_unknown_everywhere("");
    EXPECT_EQ(answer("/register/sources.json?as_of=" + day).find("Lovelace"), std::string::npos);

    std::string const history = answer("/register/us-tx-houston/history");
    EXPECT_NE(history.find("A name was erased from this version on December"), std::string::npos);
    EXPECT_NE(history.find("A name was erased from this record and its past."), std::string::npos);
    change("actor", "rice", "summary", "Teaches.");
}

TEST_P(ErasedPerson, LeavesSomebodyOfTheSameName) {
    import("person", "key,name\nnamesake,Ada Lovelace\n");
    change("person", "grace", "role", "Friend of Ada Lovelace");
    auto named = named_elsewhere_now();
    ASSERT_EQ(named.size(), 2U);
    std::ranges::sort(named, std::ranges::greater(), &NamedElsewhere::is_namesake);
    EXPECT_TRUE(named.front().is_namesake);
    EXPECT_EQ(erase_ada(named).elsewhere, 1);
    EXPECT_EQ(text("SELECT role FROM people WHERE key = :key", std::string("grace")), "Friend of […]");
    EXPECT_EQ(text("SELECT name FROM people WHERE key = :key", std::string("namesake")), "Ada Lovelace");
}

TEST(TakenOut, AreWholeNamesHoweverTheyAreWritten) {
    PersonTraces const traces = traces_of_name("José Núñez");
    for (auto const& [text, rest] : std::vector<std::pair<std::string, std::string>>{
             {"José Núñez", "[…]"},
             {"Met with JOSE  NUÑEZ, and left.", "Met with […], and left."},
             {"(José Núñez's guest)", "([…]'s guest)"},
             {"“José Núñez”", "“[…]”"},
             {"Jose\u0301 Nu\u0301n\u0303ez spoke", "[…] spoke"},
             {"José Núñezson", "José Núñezson"},
             {"MaJosé Núñez", "MaJosé Núñez"},
             {"José M. Núñez", "José M. Núñez"},
             {"José Núñez and José Núñez", "[…] and […]"},
             {"José José Núñez", "José […]"},
             {"bytes \xFF José Núñez \xC3", "bytes \xFF […] \xC3"},
             {"", ""}})
        EXPECT_EQ(traces.taken_out_of(text), rest) << text;
    EXPECT_EQ(traces_of_name("名古屋").taken_out_of("名古屋市"), "名古屋市") << "a part of a longer word";
    EXPECT_EQ(traces_of_name("J. R. O'Neil").taken_out_of("By J.R. O’Neil."), "By J.R. O’Neil.")
        << "other initials are other words";
    EXPECT_EQ(traces_of_name("").taken_out_of("Anything"), "Anything");
}

TEST(NamesPerson, WhateverTheCaseAndTheAccents) {
    EXPECT_TRUE(names_person("A letter of JOSE Núñez came", "José Nuñez"));
    EXPECT_FALSE(names_person("A letter of Joseph Nuñez came", "José Nuñez"));
    EXPECT_TRUE(names_person("José Nuñez’s letter", "José Nuñez"));
    EXPECT_FALSE(names_person("Anything", ""));
}

} // namespace
} // namespace legation::registry
