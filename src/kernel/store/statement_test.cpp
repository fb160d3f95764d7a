#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

#include <fmt/format.h>

#include <limits>

namespace legation::store {
namespace {

class Statements : public test::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped())
            run_script("CREATE TABLE things (id BIGINT PRIMARY KEY, whole BIGINT, real DOUBLE PRECISION, "
                       "words TEXT)");
    }

    void fill(int count) {
        write([&](WriteTransaction& tx) {
            for (int i = 1; i <= count; ++i)
                tx.execute("INSERT INTO things (id) VALUES (:id)", i);
        });
    }
};
LEGATION_ON_BOTH_DATABASES(Statements);

TEST_P(Statements, KeepAll64BitsOfAnInteger) {
    for (std::int64_t const value :
         {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min(),
          std::int64_t{1} << 32, std::int64_t{-1}, std::int64_t{0}})
        write([&](WriteTransaction& tx) {
            tx.execute("DELETE FROM things");
            tx.execute("INSERT INTO things (id, whole) VALUES (:id, :whole)", value, value);
            EXPECT_EQ(tx.value<std::int64_t>("SELECT whole FROM things WHERE id = :id", value), value);
        });
}

TEST_P(Statements, KeepEveryDigitOfANumber) {
    for (double const value : {0.1, -1.0 / 3, 1e300, 5e-324, 0.0})
        write([&](WriteTransaction& tx) {
            tx.execute("DELETE FROM things");
            tx.execute("INSERT INTO things (id, real) VALUES (1, :real)", value);
            EXPECT_EQ(tx.value<double>("SELECT real FROM things"), value);
        });
}

TEST_P(Statements, KeepTextAsItIs) {
    std::string const long_text(100'000, 'x');
    for (std::string const& value :
         {std::string("Málaga"), std::string("名古屋"), std::string("a'b\"c\\d;--"),
          std::string("line\r\nline\ttab"), std::string(" "), long_text})
        write([&](WriteTransaction& tx) {
            tx.execute("DELETE FROM things");
            tx.execute("INSERT INTO things (id, words) VALUES (1, :words)", value);
            EXPECT_EQ(tx.value<std::string>("SELECT words FROM things"), value);
        });
}

TEST_P(Statements, TellNullFromEmptyAndZero) {
    write([](WriteTransaction& tx) {
        tx.execute("INSERT INTO things (id, whole, real, words) VALUES (1, :whole, :real, :words)",
                   std::optional<std::int64_t>(), std::optional<double>(), std::optional<std::string>());
        tx.execute("INSERT INTO things (id, whole, real, words) VALUES (2, :whole, :real, :words)", 0, 0.0,
                   "");
        using Row =
            std::tuple<std::optional<std::int64_t>, std::optional<double>, std::optional<std::string>>;
        auto const rows =
            tx.rows<std::optional<std::int64_t>, std::optional<double>, std::optional<std::string>>(
                "SELECT whole, real, words FROM things ORDER BY id");
        ASSERT_EQ(rows.size(), 2U);
        EXPECT_EQ(rows[0], Row());
        EXPECT_EQ(rows[1], Row(0, 0.0, ""));
        EXPECT_EQ(tx.value<std::int64_t>("SELECT COUNT(*) FROM things WHERE words IS NULL"), 1);
    });
}

TEST_P(Statements, ReadNullAsZeroOrEmptyWhereNothingElseIsAskedFor) {
    fill(1);
    auto const row = store().read([](ReadTransaction& tx) {
        return tx.row<std::int64_t, double, std::string>("SELECT whole, real, words FROM things");
    });
    EXPECT_EQ(row, std::tuple(0, 0.0, std::string()));
}

TEST_P(Statements, MayBeUsedAgainWithOtherValuesAndOtherTypes) {
    write([](WriteTransaction& tx) {
        std::string_view const insert = "INSERT INTO things (id, real) VALUES (:id, :real)";
        tx.execute(insert, 1, 1.5);
        tx.execute(insert, 2, 7);
        tx.execute(insert, 3, std::optional<double>());
        tx.execute(insert, 4, 2.5);
        EXPECT_EQ(tx.values<double>("SELECT real FROM things ORDER BY id"),
                  (std::vector<double>{1.5, 7, 0, 2.5}));
        EXPECT_EQ(tx.values<std::int64_t>("SELECT id FROM things WHERE id = :id", 2),
                  tx.values<std::int64_t>("SELECT id FROM things WHERE id = :id", std::int64_t{2}));
    });
}

TEST_P(Statements, AnswerNothingWhereThereIsNoRow) {
    store().read([](ReadTransaction& tx) {
        EXPECT_EQ(tx.value<std::int64_t>("SELECT id FROM things"), std::nullopt);
        EXPECT_EQ((tx.row<std::int64_t, std::string>("SELECT id, words FROM things")), std::nullopt);
        EXPECT_TRUE(tx.values<std::int64_t>("SELECT id FROM things").empty());
    });
}

TEST_P(Statements, AreRefusedInsideTheirOwnResultLoop) {
    fill(2);
    auto const read_twice = [](ReadTransaction& tx) {
        std::string_view const sql = "SELECT id FROM things";
        tx.each<std::int64_t>(sql, [&](std::int64_t) { tx.values<std::int64_t>(sql); });
    };
    try {
        store().read(read_twice);
        FAIL() << "the inner loop would end the outer one";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::internal);
        EXPECT_NE(error.detail.find("inside its own result loop"), std::string::npos) << error.detail;
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM things"), 2);
}

TEST_P(Statements, MayBeNestedWhenTheyDiffer) {
    fill(3);
    std::int64_t sum = 0;
    store().read([&](ReadTransaction& tx) {
        tx.each<std::int64_t>("SELECT id FROM things ORDER BY id", [&](std::int64_t id) {
            sum += *tx.value<std::int64_t>("SELECT COUNT(*) FROM things WHERE id >= :id", id);
        });
    });
    EXPECT_EQ(sum, 3 + 2 + 1);
}

TEST_P(Statements, InALoopOutlastAnyNumberOfOthers) {
    fill(3);
    std::vector<std::int64_t> ids;
    store().read([&](ReadTransaction& tx) {
        tx.each<std::int64_t>("SELECT id FROM things ORDER BY id", [&](std::int64_t id) {
            ids.push_back(id);
            for (int i = 0; i < 600; ++i)
                tx.value<std::int64_t>(fmt::format("SELECT {} FROM things", 1'000 * id + i));
        });
    });
    EXPECT_EQ(ids, (std::vector<std::int64_t>{1, 2, 3}));
}

TEST_P(Statements, LeftHalfReadDoNotHoldBackLaterReaders) {
    fill(3);
    auto const small = open(1); // so that the next reader gets the same connection
    EXPECT_THROW(small->read([](ReadTransaction& tx) {
        tx.each<std::int64_t>("SELECT id FROM things",
                              [](std::int64_t) { throw std::runtime_error("enough"); });
    }),
                 std::runtime_error);
    write([](WriteTransaction& tx) { tx.execute("DELETE FROM things"); });
    small->read([](ReadTransaction& tx) {
        EXPECT_EQ(tx.value<std::int64_t>("SELECT COUNT(*) FROM things"), 0);
        EXPECT_TRUE(tx.values<std::int64_t>("SELECT id FROM things").empty());
    });
}

TEST_P(Statements, WithAnErrorLeaveTheReadersUsable) {
    for (int i = 0; i < 5; ++i)
        EXPECT_THROW(
            store().read([](ReadTransaction& tx) { tx.value<std::int64_t>("SELECT nothing FROM nowhere"); }),
            Error);
    EXPECT_EQ(number("SELECT COUNT(*) FROM things"), 0);
}

TEST_P(Statements, InsertManyRowsWithEveryKindOfValue) {
    std::vector<std::string_view> const columns{"words", "id", "whole", "real"};
    std::vector<ColumnType> const types{ColumnType::text, ColumnType::integer, ColumnType::integer,
                                        ColumnType::real};
    std::vector<std::vector<Value>> const rows{
        {std::string(), std::int64_t{1}, nullptr, 0.5},
        {std::string("tab\tline\nback\\slash\\N\r"), std::int64_t{2}, std::int64_t{1} << 40, nullptr},
        {nullptr, std::int64_t{3}, std::int64_t{0}, 1e-7},
    };
    write([&](WriteTransaction& tx) {
        std::size_t next = 0;
        tx.insert_rows("things", columns, types, [&](std::vector<Value>& row) {
            if (next == rows.size()) return false;
            row = rows[next++];
            return true;
        });
    });
    store().read([&](ReadTransaction& tx) {
        auto const read =
            tx.rows<std::optional<std::string>, std::optional<std::int64_t>, std::optional<double>>(
                "SELECT words, whole, real FROM things ORDER BY id");
        ASSERT_EQ(read.size(), 3U);
        EXPECT_EQ(read[0], std::tuple(std::optional<std::string>(""), std::nullopt, 0.5));
        EXPECT_EQ(std::get<0>(read[1]), "tab\tline\nback\\slash\\N\r");
        EXPECT_EQ(std::get<1>(read[1]), std::int64_t{1} << 40);
        EXPECT_EQ(read[2], std::tuple(std::nullopt, std::optional<std::int64_t>(0), 1e-7));
    });
}

TEST_P(Statements, InsertNoneOfManyRowsWhenOneFails) {
    std::vector<std::string_view> const columns{"id"};
    std::vector<ColumnType> const types{ColumnType::integer};
    auto const insert = [&](auto const& next) {
        write([&](WriteTransaction& tx) { tx.insert_rows("things", columns, types, next); });
    };
    int rows = 0;
    EXPECT_THROW(insert([&](std::vector<Value>& row) {
                     row[0] = std::int64_t{7}; // twice
                     return ++rows < 3;
                 }),
                 Error);
    EXPECT_THROW(insert([&](std::vector<Value>& row) -> bool {
                     row[0] = std::int64_t{8};
                     if (++rows > 6) throw Error(ErrorCode::unprocessable, "line 6 is malformed");
                     return true;
                 }),
                 Error);
    EXPECT_EQ(number("SELECT COUNT(*) FROM things"), 0);
}

} // namespace
} // namespace legation::store
