#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

namespace legation::store {
namespace {

/// A table with a history, one that has none, and the revisions: three versions of a town on three days.
class Lenses : public test::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        run_script(
            "CREATE TABLE towns (id BIGINT PRIMARY KEY, name TEXT NOT NULL, people BIGINT);"
            "CREATE TABLE towns_history (id BIGINT, name TEXT, people BIGINT, valid_from TEXT, valid_to "
            "TEXT);"
            "CREATE TABLE places (id BIGINT PRIMARY KEY, name TEXT);"
            "CREATE TABLE revisions (id BIGINT PRIMARY KEY, changed_at TEXT);"
            "INSERT INTO towns VALUES (1, 'Constantinople', 3);"
            "INSERT INTO places VALUES (7, 'Thrace');"
            "INSERT INTO towns_history VALUES"
            "  (1, 'Byzantion', 1, '2024-01-01T00:00:00.000Z', '2024-02-01T00:00:00.000Z'),"
            "  (1, 'Nova Roma', 2, '2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z'),"
            "  (1, 'Constantinople', 3, '2024-03-01T00:00:00.000Z', NULL);"
            "INSERT INTO revisions VALUES (1, '2024-01-01T00:00:00.000Z'), (2, '2024-02-01T00:00:00.000Z'),"
            "  (3, '2024-03-01T00:00:00.000Z')");
    }

    static std::string name_in(Store& store) {
        return store.read([](ReadTransaction& tx) {
            return tx.value<std::string>("SELECT name FROM towns WHERE id = :id", 1).value_or("(nothing)");
        });
    }
    std::string name_at(std::string const& moment) {
        Store past(store(), Lens{moment, {}});
        return name_in(past);
    }
};
LEGATION_ON_BOTH_DATABASES(Lenses);

TEST_P(Lenses, ShowTheVersionThatWasValidThen) {
    EXPECT_EQ(name_at("2024-01-15T12:00:00.000Z"), "Byzantion");
    EXPECT_EQ(name_at("2024-02-15T12:00:00.000Z"), "Nova Roma");
    EXPECT_EQ(name_at("2024-12-31T23:59:59.999Z"), "Constantinople");
    EXPECT_EQ(name_at("2023-12-31T23:59:59.999Z"), "(nothing)") << "nothing was recorded yet";
}

TEST_P(Lenses, ShowANewVersionFromItsFirstMillisecondOn) {
    EXPECT_EQ(name_at("2024-01-31T23:59:59.999Z"), "Byzantion");
    EXPECT_EQ(name_at("2024-02-01T00:00:00.000Z"), "Nova Roma");
}

TEST_P(Lenses, LeaveThePresentAsItIs) {
    EXPECT_EQ(name_at("2024-01-15T12:00:00.000Z"), "Byzantion");
    EXPECT_EQ(name_in(store()), "Constantinople");
    EXPECT_EQ(name_at("2024-01-15T12:00:00.000Z"), "Byzantion") << "a kept connection is aimed anew";
}

TEST_P(Lenses, ShowOnlyTheRevisionsMadeUntilThen) {
    Store past(store(), Lens{"2024-02-01T00:00:00.000Z", {}});
    EXPECT_EQ(
        past.read([](ReadTransaction& tx) { return tx.values<std::int64_t>("SELECT id FROM revisions"); }),
        (std::vector<std::int64_t>{1, 2}));
}

TEST_P(Lenses, ShowTablesWithoutAHistoryAsTheyAre) {
    Store past(store(), Lens{"2024-01-15T00:00:00.000Z", {}});
    EXPECT_EQ(past.read([](ReadTransaction& tx) {
        return tx.row<std::string, std::string>(
            "SELECT t.name, p.name FROM towns t JOIN places p ON p.id = 7");
    }),
              std::tuple(std::string("Byzantion"), std::string("Thrace")));
}

TEST_P(Lenses, ShowAsPublicWhatTheirAudiencesMayRead) {
    run_script(
        "CREATE TABLE notes (id BIGINT PRIMARY KEY, audience TEXT, text TEXT);"
        "CREATE TABLE notes_history (id BIGINT, audience TEXT, text TEXT, valid_from TEXT, valid_to TEXT);"
        "INSERT INTO notes VALUES (1, 'public', 'a'), (2, 'members', 'b'), (3, 'office', 'c'), (4, 'own', "
        "'d');"
        "INSERT INTO notes_history VALUES (2, 'members', 'older', '2024-01-01T00:00:00.000Z', NULL)");
    auto const seen = [&](Lens lens) {
        Store store_of(store(), std::move(lens));
        return store_of.read([](ReadTransaction& tx) {
            return tx.values<std::string>("SELECT text FROM notes WHERE audience = 'public' ORDER BY id");
        });
    };
    using Texts = std::vector<std::string>;
    EXPECT_EQ(seen({"", ""}), (Texts{"a"}));
    EXPECT_EQ(seen({"", ";members;"}), (Texts{"a", "b"}));
    EXPECT_EQ(seen({"", ";members;office;"}), (Texts{"a", "b", "c"}))
        << "what is somebody's own is not the Office's";
    EXPECT_EQ(seen({"", ";office;"}), (Texts{"a", "c"})) << "a kept connection is aimed anew";
    EXPECT_EQ(seen({"2024-06-01T00:00:00.000Z", ";members;"}), (Texts{"older"}));
    EXPECT_EQ(seen({"2024-06-01T00:00:00.000Z", ""}), (Texts{}));
    EXPECT_EQ(store().read([](ReadTransaction& tx) {
        return tx.values<std::string>("SELECT text FROM notes WHERE audience = 'public'");
    }),
              (Texts{"a"}));
}

TEST_P(Lenses, CannotBeWrittenThrough) {
    Store past(store(), Lens{"2024-01-15T00:00:00.000Z", {}});
    EXPECT_THROW(past.write(Author{"Ada"}, [](WriteTransaction& tx) { tx.execute("DELETE FROM towns"); }),
                 Error);
    EXPECT_EQ(name_in(store()), "Constantinople");
}

TEST_P(Lenses, TellTheTimeThatTheyShow) {
    Store const past(store(), Lens{"2024-01-15T12:00:00.000Z", {}});
    EXPECT_EQ(to_text(past.now()), "2024-01-15T12:00:00.000Z");
}

} // namespace
} // namespace legation::store
