#pragma once

#include "kernel/clock.hpp"
#include "kernel/store/store.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// What unit tests share: folders and databases of their own, and a clock that they set.
namespace legation::test {

/// A folder that goes when the test does.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "legation-test-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder: " + name);
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;

    std::string file(std::string_view name) const { return (path_ / name).string(); }

    std::string write(std::string_view name, std::string_view content) const {
        std::ofstream(file(name), std::ios::binary) << content;
        return file(name);
    }

  private:
    std::filesystem::path path_;
};

/// Stands still at noon UTC of 2026-11-21 until a test moves it.
class FixedClock {
  public:
    Clock clock() {
        return [this] { return now_; };
    }
    Timestamp now() const { return now_; }
    void advance(std::chrono::milliseconds time) { now_ += time; }

  private:
    Timestamp now_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + std::chrono::hours{12}};
};

enum class Database { sqlite, postgresql };

/// How the name of a test tells its database.
inline std::string database_name(testing::TestParamInfo<Database> const& info) {
    return info.param == Database::sqlite ? "Sqlite" : "Postgresql";
}

/// The private cluster that tests may use, or nothing: see tests/postgresql.sh.
inline std::optional<std::string> postgresql_cluster() {
    char const* const url = std::getenv("LEGATION_TEST_POSTGRESQL");
    if (url == nullptr || *url == '\0') return std::nullopt;
    return url;
}

/// A database of a test's own.
class TestDatabase {
  public:
    virtual ~TestDatabase() = default;
    /// For StoreOptions.
    virtual std::string const& address() const = 0;
};

/// An empty database of its own: a file, or a schema of the cluster that goes when the test does.
class TemporaryDatabase : public TestDatabase {
  public:
    explicit TemporaryDatabase(Database kind) {
        if (kind == Database::sqlite) {
            address_ = folder_.file("legation.db");
            return;
        }
        static int number = 0;
        schema_ = "test_" + std::to_string(getpid()) + "_" + std::to_string(++number);
        run_in_cluster("CREATE SCHEMA " + schema_);
        std::string const cluster = *postgresql_cluster();
        char const separator = cluster.find('?') == std::string::npos ? '?' : '&';
        address_ = cluster + separator + "options=-csearch_path%3D" + schema_;
    }
    ~TemporaryDatabase() override {
        if (schema_.empty()) return;
        try {
            run_in_cluster("DROP SCHEMA " + schema_ + " CASCADE");
        } catch (std::exception const& error) {
            ADD_FAILURE() << "the test's schema stays: " << error.what();
        }
    }
    TemporaryDatabase(TemporaryDatabase const&) = delete;
    TemporaryDatabase& operator=(TemporaryDatabase const&) = delete;

    std::string const& address() const override { return address_; }

  private:
    static void run_in_cluster(std::string const& statement) {
        store::Store cluster({*postgresql_cluster(), 1}, system_now);
        cluster.write(store::Author{"test"}, [&](store::WriteTransaction& tx) { tx.run_script(statement); });
    }

    TemporaryFolder folder_;
    std::string schema_;
    std::string address_;
};

/// A database with the program's own schema and no row in it. The schema is made once in the process.
std::unique_ptr<TestDatabase> migrated_database(Database kind);

/// A test that runs on both databases: on SQLite always, on PostgreSQL where there is a cluster.
class OnBothDatabases : public testing::TestWithParam<Database> {
  protected:
    void SetUp() override {
        if (GetParam() == Database::postgresql && !postgresql_cluster())
            GTEST_SKIP() << "PostgreSQL is not tested: LEGATION_TEST_POSTGRESQL is not set (see "
                            "tests/postgresql.sh)";
        database_ = make_database();
        store_ = open();
    }

    virtual std::unique_ptr<TestDatabase> make_database() {
        return std::make_unique<TemporaryDatabase>(GetParam());
    }

    /// Another connection to the same database.
    std::unique_ptr<store::Store> open(unsigned readers = 2) {
        return std::make_unique<store::Store>(store::StoreOptions{database_->address(), readers},
                                              clock_.clock());
    }

    store::Store& store() { return *store_; }

    template <class Write>
    auto write(Write&& write) {
        return store_->write(store::Author{"Ada"}, std::forward<Write>(write));
    }

    void run_script(std::string const& script) {
        write([&](store::WriteTransaction& tx) { tx.run_script(script); });
    }

    /// The first number that a statement answers.
    template <class... Arguments>
    std::int64_t number(std::string const& sql, Arguments const&... arguments) {
        return store_->read([&](store::ReadTransaction& tx) {
            return tx.value<std::int64_t>(sql, arguments...).value_or(0);
        });
    }

    /// The first text that a statement answers.
    template <class... Arguments>
    std::string text(std::string const& sql, Arguments const&... arguments) {
        return store_->read([&](store::ReadTransaction& tx) {
            return tx.value<std::string>(sql, arguments...).value_or("(no row)");
        });
    }

    FixedClock clock_;

  private:
    std::unique_ptr<TestDatabase> database_;
    std::unique_ptr<store::Store> store_;
};

/// The same with the program's own schema: see `migrated_database`.
class WithSchema : public OnBothDatabases {
  protected:
    std::unique_ptr<TestDatabase> make_database() override { return migrated_database(GetParam()); }
};

/// SQLite, and PostgreSQL where there is a cluster. Where there is none, the suite that is PostgreSQL's alone
/// says so; that every suite did would bury it.
inline std::vector<Database> databases() {
    if (!postgresql_cluster()) return {Database::sqlite};
    return {Database::sqlite, Database::postgresql};
}

} // namespace legation::test

/// Runs a suite of tests on both databases.
#define LEGATION_ON_BOTH_DATABASES(suite)                                                                    \
    INSTANTIATE_TEST_SUITE_P(, suite, testing::ValuesIn(legation::test::databases()),                        \
                             legation::test::database_name)
