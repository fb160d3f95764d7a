#include "kernel/jobs/jobs_fixture.hpp"
#include "kernel/jobs/maintenance.hpp"

namespace legation::jobs {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using store::WriteTransaction;

class Maintenance : public JobsFixture {
  protected:
    void start_program() {
        write([](WriteTransaction& tx) { schedule_maintenance(tx); });
    }

    /// Runs what is due and answers when the next job is.
    std::optional<Timestamp> run_due() {
        JobWorker worker(store(),
                         {{maintenance_kind, maintenance_handler(store())}, {"mail", [](Job const&) {}}},
                         [](std::string const& message) { ADD_FAILURE() << message; });
        return worker.run_due();
    }

    /// The time of day at which maintenance is due, on the day on which the fixture stands at noon.
    Timestamp const today_at_nine = now() - 3h;
};

LEGATION_ON_BOTH_DATABASES(Maintenance);

TEST_P(Maintenance, WaitsOnceHoweverOftenTheProgramStarts) {
    start_program();
    start_program();
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs"), 1);
    EXPECT_EQ(due(), today_at_nine + days(1));
}

TEST_P(Maintenance, RunsEveryDay) {
    start_program();
    for (int day = 1; day <= 3; ++day) {
        EXPECT_EQ(run_due(), today_at_nine + days(day));
        advance_to(today_at_nine + days(day));
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE done_at IS NOT NULL"), 2);
}

TEST_P(Maintenance, GoesOnFromTodayAfterTheHubWasOffForDays) {
    start_program();
    clock_.advance(days(5));
    start_program();
    EXPECT_EQ(run_due(), today_at_nine + days(6));
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE done_at IS NULL"), 1);
}

TEST_P(Maintenance, GoesOnTomorrowEvenIfItFailsToday) {
    start_program();
    advance_to(today_at_nine + days(1));
    JobHandlers const failing{{maintenance_kind, [this](Job const& job) {
                                   maintenance_handler(store())(job);
                                   throw std::runtime_error("the disk is full");
                               }}};
    JobWorker worker(store(), failing, [](std::string const&) {});
    for (int attempt = 1; attempt <= most_attempts; ++attempt) {
        worker.run_due();
        clock_.advance(delay_after(attempt));
    }
    EXPECT_EQ(due(), today_at_nine + days(2));
}

TEST_P(Maintenance, RemovesJobsThatHaveBeenDoneForThirtyDays) {
    enqueue_now("mail", "old");
    run_due();
    Timestamp const old_done_at = now();
    clock_.advance(1min);
    enqueue_now("mail", "younger");
    run_due();
    write([](WriteTransaction& tx) { enqueue(tx, "mail", "waits", tx.now() + days(100)); });

    advance_to(old_done_at + days(30));
    enqueue_now(maintenance_kind);
    run_due();
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE id = 1"), 1) << "not yet";

    clock_.advance(1ms);
    enqueue_now(maintenance_kind);
    run_due();
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE id = 1"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE id = 2"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE payload = 'waits'"), 1);
}

TEST_P(Maintenance, RemovesWhatALayerAboveKeepsNoLonger) {
    auto const forget = [](WriteTransaction& tx) { tx.execute("DELETE FROM jobs WHERE payload = 'over'"); };
    write([](WriteTransaction& tx) { enqueue(tx, "mail", "over", tx.now() + days(100)); });
    maintenance_handler(store(), forget)(Job{});
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE payload = 'over'"), 0);
}

TEST_P(Maintenance, CollectsThePlannersStatistics) {
    enqueue_now(maintenance_kind);
    run_due();
    EXPECT_GT(
        number(GetParam() == test::Database::sqlite
                   ? "SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = 'jobs'"
                   : "SELECT COUNT(*) FROM pg_stats WHERE schemaname = current_schema() AND tablename = "
                     "'jobs' AND attname = 'kind'"),
        0);
}

} // namespace
} // namespace legation::jobs
