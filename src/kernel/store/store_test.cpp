#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

#include <atomic>
#include <thread>

namespace legation::store {
namespace {

using namespace std::chrono_literals;

class StoreTransactions : public test::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped())
            run_script("CREATE TABLE towns (id BIGINT PRIMARY KEY, name TEXT NOT NULL, people BIGINT)");
    }

    static void add(WriteTransaction& tx, std::int64_t id, std::string_view name) {
        tx.execute("INSERT INTO towns (id, name) VALUES (:id, :name)", id, name);
    }
    std::int64_t count() { return number("SELECT COUNT(*) FROM towns"); }
};
LEGATION_ON_BOTH_DATABASES(StoreTransactions);

TEST_P(StoreTransactions, KeepWhatWasWrittenAndReturnWhatTheClosureReturns) {
    std::string const answer = write([](WriteTransaction& tx) {
        add(tx, 1, "Nantes");
        return std::string("done");
    });
    EXPECT_EQ(answer, "done");
    EXPECT_EQ(text("SELECT name FROM towns WHERE id = :id", 1), "Nantes");
    EXPECT_EQ(
        open()->read([](ReadTransaction& tx) { return tx.values<std::string>("SELECT name FROM towns"); }),
        std::vector<std::string>{"Nantes"});
}

TEST_P(StoreTransactions, KeepNothingWhenTheClosureThrows) {
    EXPECT_THROW(write([](WriteTransaction& tx) {
                     add(tx, 1, "Nantes");
                     throw Error(ErrorCode::unprocessable, "no");
                 }),
                 Error);
    EXPECT_EQ(count(), 0);
    write([](WriteTransaction& tx) { add(tx, 1, "Seattle"); });
    EXPECT_EQ(count(), 1) << "the writer is usable again";
}

TEST_P(StoreTransactions, KeepNothingWhenAStatementFails) {
    try {
        write([](WriteTransaction& tx) {
            add(tx, 1, "Nantes");
            add(tx, 1, "Seattle");
        });
        FAIL() << "two towns have the same id, which is a key like any other";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::conflict);
        EXPECT_EQ(error.public_message.find("towns"), std::string::npos) << "details are for the log only";
        EXPECT_NE(error.detail.find("towns"), std::string::npos) << error.detail;
    }
    EXPECT_EQ(count(), 0);
}

TEST_P(StoreTransactions, SeeTheirOwnWritesAndNoOtherReaderDoes) {
    write([&](WriteTransaction& tx) {
        add(tx, 1, "Nantes");
        EXPECT_EQ(tx.value<std::int64_t>("SELECT COUNT(*) FROM towns"), 1);
        EXPECT_EQ(count(), 0);
    });
    EXPECT_EQ(count(), 1);
}

TEST_P(StoreTransactions, ReadOneViewHoweverMuchIsWrittenMeanwhile) {
    store().read([&](ReadTransaction& tx) {
        EXPECT_EQ(tx.value<std::int64_t>("SELECT COUNT(*) FROM towns"), 0);
        write([](WriteTransaction& other) { add(other, 1, "Nantes"); });
        EXPECT_EQ(tx.value<std::int64_t>("SELECT COUNT(*) FROM towns"), 0);
    });
    EXPECT_EQ(count(), 1);
}

TEST_P(StoreTransactions, CannotWriteWhenTheyRead) {
    EXPECT_THROW(store().read([](ReadTransaction& tx) {
        tx.each<std::int64_t>("INSERT INTO towns (id, name) VALUES (1, 'Nantes') RETURNING id",
                              [](std::int64_t) {});
    }),
                 Error);
    EXPECT_EQ(count(), 0);
}

TEST_P(StoreTransactions, KnowTheAuthorAndTheOneTimeOfTheirWrites) {
    write([&](WriteTransaction& tx) {
        EXPECT_EQ(tx.author().name, "Ada");
        EXPECT_EQ(tx.now(), clock_.now());
        clock_.advance(5s);
        EXPECT_EQ(to_text(tx.now()), "2026-11-21T12:00:00.000Z");
    });
    EXPECT_EQ(to_text(store().now()), "2026-11-21T12:00:05.000Z");
}

TEST_P(StoreTransactions, GiveOutTheNextIdOfATable) {
    write([](WriteTransaction& tx) {
        EXPECT_EQ(tx.next_id("towns"), 1);
        add(tx, 1, "Nantes");
        add(tx, 41, "Seattle");
        EXPECT_EQ(tx.next_id("towns"), 42);
    });
}

TEST_P(StoreTransactions, AnswerHowManyRowsTheyChanged) {
    write([](WriteTransaction& tx) {
        add(tx, 1, "Nantes");
        add(tx, 2, "Seattle");
        EXPECT_EQ(tx.execute("UPDATE towns SET people = :people", 5), 2);
        EXPECT_EQ(tx.execute("DELETE FROM towns WHERE id = :id", 2), 1);
        EXPECT_EQ(tx.execute("DELETE FROM towns WHERE id = :id", 2), 0);
    });
}

TEST_P(StoreTransactions, SerializeTheWritersOfOneStore) {
    write([](WriteTransaction& tx) {
        add(tx, 1, "Nantes");
        tx.execute("UPDATE towns SET people = 0");
    });
    auto const add_people = [&] {
        for (int i = 0; i < 10; ++i)
            write([](WriteTransaction& tx) {
                auto const people = tx.value<std::int64_t>("SELECT people FROM towns WHERE id = 1");
                tx.execute("UPDATE towns SET people = :people WHERE id = 1", *people + 1);
            });
    };
    std::thread one(add_people);
    std::thread two(add_people);
    one.join();
    two.join();
    EXPECT_EQ(number("SELECT people FROM towns"), 20);
}

TEST_P(StoreTransactions, ServeMoreReadersThanTheyHaveConnections) {
    auto const small = open(1);
    std::atomic<int> served = 0;
    std::vector<std::jthread> readers;
    for (int i = 0; i < 4; ++i)
        readers.emplace_back([&] {
            small->read([&](ReadTransaction& tx) {
                tx.value<std::int64_t>("SELECT COUNT(*) FROM towns");
                ++served;
            });
        });
    readers.clear();
    EXPECT_EQ(served, 4);
}

TEST(StoreAddress, TellsPostgresqlFromAFile) {
    EXPECT_TRUE(is_postgresql("postgresql:///legation"));
    EXPECT_TRUE(is_postgresql("postgres://u@h/d"));
    EXPECT_FALSE(is_postgresql("/var/lib/legation/legation.db"));
    EXPECT_FALSE(is_postgresql("postgresql.db"));
}

} // namespace
} // namespace legation::store
