#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

#include <fmt/format.h>

namespace legation::store {
namespace {

using Names = std::vector<std::string>;

class Migrations : public test::OnBothDatabases {
  protected:
    /// Each step needs the one before it.
    std::vector<Migration> const steps_{
        {"kernel/0001_towns", "CREATE TABLE towns (id $ID, name TEXT NOT NULL);", ""},
        {"kernel/0002_people",
         "ALTER TABLE towns ADD COLUMN people BIGINT; CREATE INDEX by_people ON towns (people);", ""},
        {"register/0001_ties", "CREATE TABLE ties (id $ID, town_id BIGINT NOT NULL REFERENCES towns (id));",
         "CREATE TABLE ties (id $ID, town_id BIGINT NOT NULL REFERENCES towns (id), only_here BIGINT);"},
    };

    std::string refusal(std::vector<Migration> const& migrations) {
        try {
            migrate(store(), migrations);
        } catch (Error const& error) {
            EXPECT_EQ(error.code, ErrorCode::internal);
            return error.detail;
        }
        return "(not refused)";
    }

    bool has_table(std::string const& name) {
        try {
            number(fmt::format("SELECT COUNT(*) FROM {}", name));
            return true;
        } catch (Error const&) {
            return false;
        }
    }
};
LEGATION_ON_BOTH_DATABASES(Migrations);

TEST_P(Migrations, AreAppliedInOrderAndOnce) {
    EXPECT_EQ(migration_status(store(), steps_).pending,
              (Names{"kernel/0001_towns", "kernel/0002_people", "register/0001_ties"}));
    MigrationReport const first = migrate(store(), steps_);
    EXPECT_EQ(first.applied, (Names{"kernel/0001_towns", "kernel/0002_people", "register/0001_ties"}));
    EXPECT_TRUE(first.pending.empty());
    MigrationReport const second = migrate(store(), steps_);
    EXPECT_TRUE(second.applied.empty());
    EXPECT_EQ(text("SELECT applied_at FROM schema_migrations WHERE name = :name", "kernel/0002_people"),
              "2026-11-21T12:00:00.000Z");
    EXPECT_EQ(number("SELECT COUNT(*) FROM schema_migrations"), 3);
}

TEST_P(Migrations, GiveIdsTheRightTypeAndDifferWhereTheyMust) {
    migrate(store(), steps_);
    std::int64_t const large = std::int64_t{1} << 40;
    write([&](WriteTransaction& tx) {
        tx.execute("INSERT INTO towns (id, name, people) VALUES (:id, 'Nantes', 1)", large);
        tx.execute("INSERT INTO ties (id, town_id) VALUES (1, :town)", large);
    });
    EXPECT_EQ(number("SELECT town_id FROM ties"), large);
    if (GetParam() == test::Database::postgresql)
        EXPECT_EQ(number("SELECT COUNT(only_here) FROM ties"), 0);
    else
        EXPECT_THROW(number("SELECT COUNT(only_here) FROM ties"), Error);
}

TEST_P(Migrations, AddedLaterAreAppliedAlone) {
    migrate(store(), {steps_[0]});
    EXPECT_EQ(migration_status(store(), steps_).pending, (Names{"kernel/0002_people", "register/0001_ties"}));
    EXPECT_EQ(migrate(store(), steps_).applied, (Names{"kernel/0002_people", "register/0001_ties"}));
}

TEST_P(Migrations, EditedAfterTheyWereAppliedAreRefused) {
    migrate(store(), {steps_[0]});
    auto edited = steps_;
    edited[0].script = "CREATE TABLE towns (id $ID, name TEXT);";
    std::string const detail = refusal(edited);
    EXPECT_NE(detail.find("kernel/0001_towns was edited"), std::string::npos) << detail;
    EXPECT_NE(detail.find("write the change as a new migration"), std::string::npos) << detail;
    EXPECT_FALSE(has_table("ties")) << "nothing later was applied";
}

TEST_P(Migrations, OfANewerProgramAreRefused) {
    migrate(store(), steps_);
    std::string const detail = refusal({steps_[0], steps_[1]});
    EXPECT_NE(detail.find("register/0001_ties"), std::string::npos) << detail;
    EXPECT_NE(detail.find("run the newer program"), std::string::npos) << detail;
    EXPECT_THROW(migration_status(store(), {steps_[0]}), Error);
}

TEST_P(Migrations, ThatFailLeaveNothingBehind) {
    std::vector<Migration> const failing{
        steps_[0], {"kernel/0002_wrong", "CREATE TABLE half (id $ID); CREATE NONSENSE;", ""}, steps_[2]};
    EXPECT_NE(refusal(failing), "(not refused)");
    EXPECT_TRUE(has_table("towns")) << "the step before it stays";
    EXPECT_FALSE(has_table("half"));
    EXPECT_FALSE(has_table("ties")) << "no step after it was tried";
    EXPECT_EQ(number("SELECT COUNT(*) FROM schema_migrations"), 1);
    EXPECT_EQ(migrate(store(), steps_).applied, (Names{"kernel/0002_people", "register/0001_ties"}));
}

TEST_P(Migrations, OfTheProgramAreAllApplied) {
    auto const all = embedded::migrations();
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(migrate(store(), all).applied.size(), all.size());
    EXPECT_TRUE(migration_status(store(), all).pending.empty());
}

} // namespace
} // namespace legation::store
