#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

namespace legation::store {
namespace {

/// SQLite's writers wait for each other when they begin: only PostgreSQL's can lose a race or their server.
class Postgresql : public test::OnBothDatabases {};
INSTANTIATE_TEST_SUITE_P(, Postgresql, testing::Values(test::Database::postgresql), test::database_name);

TEST(PostgresqlAddress, TellsToCheckAServerThatDoesNotAnswer) {
    try {
        Store store({"postgresql:///legation?host=/nonexistent"}, system_now);
        FAIL() << "there is no server";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unavailable);
        EXPECT_NE(error.detail.find("check that the database server runs"), std::string::npos)
            << error.detail;
        EXPECT_EQ(error.public_message.find("nonexistent"), std::string::npos);
    }
}

TEST_P(Postgresql, OpensConnectionsAgainThatTheServerEnded) {
    run_script("CREATE TABLE towns (id BIGINT PRIMARY KEY)");
    EXPECT_EQ(number("SELECT COUNT(*) FROM towns"), 0);
    auto const other = open();
    other->write(Author{"Grace"}, [](WriteTransaction& tx) {
        tx.values<std::int64_t>(
            "SELECT CAST(pg_terminate_backend(pid) AS INTEGER) FROM pg_stat_activity WHERE "
            "usename = current_user AND datname = current_database() AND pid <> "
            "pg_backend_pid()");
    });
    EXPECT_EQ(number("SELECT COUNT(*) FROM towns"), 0) << "a read tries once with a new connection";
    auto const add = [](WriteTransaction& tx) { tx.execute("INSERT INTO towns (id) VALUES (1)"); };
    try {
        write(add);
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unavailable) << error.what();
        write(add); // whether a write was stored cannot be known, so it is not run again by itself
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM towns"), 1);
}

TEST_P(Postgresql, ExplainsThatAServerIsReadOnly) {
    run_script("CREATE TABLE towns (id BIGINT PRIMARY KEY)");
    try {
        write([](WriteTransaction& tx) {
            tx.run_script("SET TRANSACTION READ ONLY");
            tx.execute("INSERT INTO towns (id) VALUES (1)");
        });
        FAIL() << "nothing can be written";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unavailable);
        EXPECT_NE(error.detail.find("point --database at the primary"), std::string::npos) << error.detail;
    }
}

/// Both stores read before either writes, so that one of them loses the race and has to run again.
TEST_P(Postgresql, RunsAWriteAgainAfterALostRace) {
    write([](WriteTransaction& tx) {
        tx.run_script("CREATE TABLE towns (id BIGINT PRIMARY KEY, people BIGINT)");
        tx.execute("INSERT INTO towns (id, people) VALUES (1, 1)");
    });
    auto const other = open();
    int runs = 0;
    write([&](WriteTransaction& tx) {
        auto const people = tx.value<std::int64_t>("SELECT people FROM towns WHERE id = 1");
        if (++runs == 1)
            other->write(Author{"Grace"}, [](WriteTransaction& theirs) {
                theirs.execute("UPDATE towns SET people = people + 10 WHERE id = 1");
            });
        tx.execute("UPDATE towns SET people = :people WHERE id = 1", *people + 1);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(number("SELECT people FROM towns"), 12) << "the second run saw what the winner wrote";
}

TEST_P(Postgresql, GivesUpARaceThatIsLostAgainAndAgain) {
    write([](WriteTransaction& tx) {
        tx.run_script("CREATE TABLE towns (id BIGINT PRIMARY KEY, people BIGINT)");
        tx.execute("INSERT INTO towns (id, people) VALUES (1, 0)");
    });
    auto const other = open();
    int runs = 0;
    try {
        write([&](WriteTransaction& tx) {
            ++runs;
            auto const people = tx.value<std::int64_t>("SELECT people FROM towns WHERE id = 1");
            other->write(Author{"Grace"}, [](WriteTransaction& theirs) {
                theirs.execute("UPDATE towns SET people = people + 10 WHERE id = 1");
            });
            tx.execute("UPDATE towns SET people = :people WHERE id = 1", *people + 1);
        });
        FAIL() << "the race cannot be won";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unavailable);
    }
    EXPECT_GT(runs, 2);
    EXPECT_EQ(number("SELECT people FROM towns"), 10 * runs) << "only the winner's writes are kept";
}

} // namespace
} // namespace legation::store
