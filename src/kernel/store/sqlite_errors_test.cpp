#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <thread>

namespace legation::store {
namespace {

using namespace std::chrono_literals;

/// What a store says when it cannot be opened or used.
template <class Action>
Error error_of(Action&& action) {
    try {
        action();
    } catch (Error const& error) {
        return error;
    }
    return {ErrorCode::internal, "(no error)"};
}

Error error_of_opening(std::string const& path) {
    return error_of([&] { Store(StoreOptions{path}, system_now); });
}

void expect(Error const& error, ErrorCode code, std::string_view remedy) {
    EXPECT_EQ(error.code, code) << error.what();
    EXPECT_NE(error.detail.find(remedy), std::string::npos) << error.detail;
}

void create_towns(Store& store) {
    store.write(Author{"Ada"}, [](WriteTransaction& tx) {
        tx.run_script("CREATE TABLE towns (id INTEGER PRIMARY KEY, name TEXT)");
    });
}

void add_town(Store& store, std::string const& name = "Nantes") {
    store.write(Author{"Ada"},
                [&](WriteTransaction& tx) { tx.execute("INSERT INTO towns (name) VALUES (:name)", name); });
}

std::int64_t count_towns(Store& store) {
    return store.read(
        [](ReadTransaction& tx) { return *tx.value<std::int64_t>("SELECT COUNT(*) FROM towns"); });
}

/// Another program that uses the same file.
class OtherProgram {
  public:
    explicit OtherProgram(std::string const& path) {
        if (sqlite3_open(path.c_str(), &connection_) != SQLITE_OK)
            throw std::runtime_error("cannot open " + path);
    }
    ~OtherProgram() { sqlite3_close(connection_); }
    OtherProgram(OtherProgram const&) = delete;
    OtherProgram& operator=(OtherProgram const&) = delete;

    void run(char const* sql) {
        ASSERT_EQ(sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(connection_);
    }

  private:
    sqlite3* connection_ = nullptr;
};

TEST(SqliteErrors, AcknowledgeNothingWhenTheFileIsNotWhereItWas) {
    test::TemporaryFolder const folder;
    Store store(StoreOptions{folder.file("legation.db")}, system_now);
    create_towns(store);
    std::filesystem::rename(folder.file("legation.db"), folder.file("elsewhere.db"));
    expect(error_of([&] { add_town(store); }), ErrorCode::unavailable, "cannot be synced to the disk");
}

TEST(SqliteErrors, TellToCheckTheFolderOfAFileThatCannotBeOpened) {
    test::TemporaryFolder const folder;
    Error const error = error_of_opening(folder.file("missing/legation.db"));
    expect(error, ErrorCode::unavailable, "check that the data folder exists");
    EXPECT_NE(error.detail.find("missing/legation.db"), std::string::npos);
    EXPECT_EQ(error.public_message.find("missing"), std::string::npos) << "paths are for the log only";
    expect(error_of_opening(folder.file("")), ErrorCode::unavailable, "check that the data folder exists");
}

TEST(SqliteErrors, TellToRestoreAFileThatIsNoDatabase) {
    test::TemporaryFolder const folder;
    std::string const path = folder.write("legation.db", std::string(8'192, 'x'));
    expect(error_of_opening(path), ErrorCode::unavailable, "restore it from a backup");
}

TEST(SqliteErrors, TellToRestoreADamagedFile) {
    test::TemporaryFolder const folder;
    std::string const path = folder.file("legation.db");
    {
        Store store({path}, system_now);
        create_towns(store);
        for (int i = 0; i < 50; ++i)
            add_town(store, std::string(1'000, 'x'));
    }
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(4'096);
        file << std::string(40'000, '\x55');
    }
    expect(error_of([&] {
               Store store({path}, system_now);
               count_towns(store);
               store.read([](ReadTransaction& tx) { tx.values<std::string>("SELECT name FROM towns"); });
           }),
           ErrorCode::unavailable, "restore it from a backup");
}

TEST(SqliteErrors, TellToFreeSpaceOnAFullDiskAndKeepWhatWasThere) {
    test::TemporaryFolder const folder;
    Store store({folder.file("legation.db")}, system_now);
    create_towns(store);
    add_town(store);
    store.write(Author{"Ada"},
                [](WriteTransaction& tx) { tx.value<std::int64_t>("PRAGMA max_page_count = 4"); });
    Error const error = error_of([&] { add_town(store, std::string(100'000, 'x')); });
    expect(error, ErrorCode::unavailable, "free some space");
    EXPECT_NE(error.public_message.find("Nothing was changed"), std::string::npos);
    EXPECT_EQ(count_towns(store), 1);
    add_town(store, "Seattle"); // with a new connection, as after space was freed
    EXPECT_EQ(count_towns(store), 2);
}

TEST(SqliteErrors, TellThatAFolderMustBeWritable) {
    if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    test::TemporaryFolder const folder;
    std::string const path = folder.file("legation.db");
    {
        Store store({path}, system_now);
        create_towns(store);
    }
    std::filesystem::permissions(path, std::filesystem::perms::owner_read);
    expect(error_of([&] {
               Store store({path}, system_now);
               add_town(store);
           }),
           ErrorCode::unavailable, "this user may write to it");
}

TEST(SqliteErrors, AnswerThatTheRecordIsBusyAfterWaitingTheBusyTime) {
    test::TemporaryFolder const folder;
    std::string const path = folder.file("legation.db");
    Store store({path, 2, 50ms}, system_now);
    create_towns(store);
    add_town(store);

    OtherProgram other(path);
    other.run("BEGIN IMMEDIATE");
    auto const began = std::chrono::steady_clock::now();
    Error const error = error_of([&] { add_town(store); });
    auto const waited = std::chrono::steady_clock::now() - began;
    expect(error, ErrorCode::unavailable, "another program holds the database");
    EXPECT_GE(waited, 50ms);
    EXPECT_LT(waited, 2s) << "a request may wait once, not again and again";
    EXPECT_EQ(count_towns(store), 1) << "readers are not held up by a writer";

    other.run("COMMIT");
    add_town(store);
    EXPECT_EQ(count_towns(store), 2);
}

TEST(SqliteErrors, AreNoneWhenSeveralFirstOpenTheSameNewFileAtOnce) {
    for (int round = 0; round < 20; ++round) {
        test::TemporaryFolder const folder;
        std::string const path = folder.file("legation.db");
        std::atomic<int> waiting = 4;
        std::vector<std::future<std::string>> opened;
        for (int i = 0; i < 4; ++i)
            opened.push_back(std::async(std::launch::async, [&] {
                --waiting;
                while (waiting > 0)
                    std::this_thread::yield();
                return error_of_opening(path).detail;
            }));
        for (auto& one : opened)
            ASSERT_EQ(one.get(), "") << "in round " << round;
    }
}

TEST(SqliteErrors, TellThatANewFileIsHeldByAnotherProgramAfterWaitingTheBusyTime) {
    test::TemporaryFolder const folder;
    std::string const path = folder.file("legation.db");
    OtherProgram other(path);
    other.run("CREATE TABLE towns (id INTEGER PRIMARY KEY, name TEXT)");
    other.run("BEGIN EXCLUSIVE");
    auto const began = std::chrono::steady_clock::now();
    Error const error = error_of([&] { Store({path, 2, 50ms}, system_now); });
    auto const waited = std::chrono::steady_clock::now() - began;
    expect(error, ErrorCode::unavailable, "another program holds the database");
    EXPECT_GE(waited, 50ms);
    EXPECT_LT(waited, 2s);
}

TEST(SqliteErrors, AnotherProgramsWritesAreSeen) {
    test::TemporaryFolder const folder;
    std::string const path = folder.file("legation.db");
    Store store({path}, system_now);
    create_towns(store);
    EXPECT_EQ(count_towns(store), 0);
    OtherProgram other(path);
    other.run("INSERT INTO towns (name) VALUES ('Nantes')");
    EXPECT_EQ(count_towns(store), 1);
}

TEST(SqliteErrors, ForeignKeysAreEnforced) {
    test::TemporaryFolder const folder;
    Store store({folder.file("legation.db")}, system_now);
    create_towns(store);
    store.write(Author{"Ada"}, [](WriteTransaction& tx) {
        tx.run_script("CREATE TABLE ties (town_id INTEGER NOT NULL REFERENCES towns (id))");
    });
    expect(error_of([&] {
               store.write(Author{"Ada"},
                           [](WriteTransaction& tx) { tx.execute("INSERT INTO ties (town_id) VALUES (7)"); });
           }),
           ErrorCode::internal, "FOREIGN KEY");
}

} // namespace
} // namespace legation::store
