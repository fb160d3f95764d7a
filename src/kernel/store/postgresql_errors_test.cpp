#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

namespace legation::store {
namespace {

class PostgresqlErrors : public test::OnBothDatabases {};
INSTANTIATE_TEST_SUITE_P(, PostgresqlErrors, testing::Values(test::Database::postgresql),
                         test::database_name);

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

TEST_P(PostgresqlErrors, ConnectionsThatTheServerEndedAreOpenedAgain) {
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

TEST_P(PostgresqlErrors, AReadOnlyServerIsExplained) {
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

} // namespace
} // namespace legation::store
