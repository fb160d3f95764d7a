#include "kernel/error.hpp"
#include "kernel/jobs/job_queue.hpp"
#include "kernel/jobs/jobs_fixture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace legation::jobs {
namespace {

using namespace std::chrono_literals;
using store::WriteTransaction;

class JobQueue : public JobsFixture {};

LEGATION_ON_BOTH_DATABASES(JobQueue);

TEST_P(JobQueue, KeepsAJobOnlyIfTheTransactionAroundItIsStored) {
    EXPECT_THROW(write([](WriteTransaction& tx) {
                     enqueue(tx, "mail", "to the mayor", tx.now());
                     throw Error(ErrorCode::conflict, "Somebody else changed the record first.");
                 }),
                 Error);
    EXPECT_FALSE(lease());

    write([](WriteTransaction& tx) { enqueue(tx, "mail", "to the mayor", tx.now()); });
    auto const job = lease();
    ASSERT_TRUE(job);
    EXPECT_EQ(job->kind, "mail");
    EXPECT_EQ(job->payload, "to the mayor");
    EXPECT_EQ(job->attempt, 1);
}

TEST_P(JobQueue, LeasesWhatHasBeenDueForLongestFirst) {
    write([](WriteTransaction& tx) {
        enqueue(tx, "mail", "second", tx.now() - 1min);
        enqueue(tx, "mail", "first", tx.now() - 2min);
    });
    EXPECT_EQ(lease()->payload, "first");
    EXPECT_EQ(lease()->payload, "second");
    EXPECT_FALSE(lease());
}

TEST_P(JobQueue, LeasesNothingBeforeItsTime) {
    EXPECT_EQ(due(), std::nullopt);
    Timestamp const later = now() + 1h + 234ms;
    write([&](WriteTransaction& tx) { enqueue(tx, "mail", "", later); });
    EXPECT_EQ(due(), later);
    advance_to(later - 1ms);
    EXPECT_FALSE(lease());
    advance_to(later);
    EXPECT_TRUE(lease());
}

TEST_P(JobQueue, GivesALeasedJobToAnotherProcessOnlyWhenTheLeaseHasRunOut) {
    enqueue_now("mail");
    Timestamp const end_of_lease = now() + lease_length;
    auto const first = lease();
    EXPECT_EQ(due(), end_of_lease);
    advance_to(end_of_lease - 1ms);
    EXPECT_FALSE(lease());
    advance_to(end_of_lease);
    auto const second = lease();
    ASSERT_TRUE(second);
    EXPECT_EQ(second->id, first->id);
    EXPECT_EQ(second->attempt, 2);
}

TEST_P(JobQueue, KeepsAKeyFromBeingEnqueuedTwiceEvenAfterItsJobIsDone) {
    auto const add = [](WriteTransaction& tx) {
        return enqueue_once(tx, "report 2026-11", "report", "", tx.now());
    };
    EXPECT_TRUE(write(add));
    EXPECT_FALSE(write(add));
    auto const job = lease();
    EXPECT_FALSE(write(add));
    write([&](WriteTransaction& tx) { finish(tx, *job); });
    EXPECT_FALSE(write(add));
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs"), 1);
    EXPECT_TRUE(write(
        [](WriteTransaction& tx) { return enqueue_once(tx, "report 2026-12", "report", "", tx.now()); }));
}

TEST_P(JobQueue, NeverRunsAgainWhatIsDone) {
    enqueue_now("mail");
    auto const job = lease();
    write([&](WriteTransaction& tx) { finish(tx, *job); });
    write([&](WriteTransaction& tx) { fail(tx, *job, "failed after its end"); });
    EXPECT_EQ(last_error(), "");
    clock_.advance(std::chrono::days(1));
    EXPECT_FALSE(lease());
    EXPECT_EQ(due(), std::nullopt);
}

TEST_P(JobQueue, TellsAProcessThatWasTooSlowThatItLostTheJob) {
    enqueue_now("mail");
    auto const slow = lease();
    clock_.advance(lease_length);
    auto const quick = lease();
    ASSERT_TRUE(quick);
    EXPECT_THROW(write([&](WriteTransaction& tx) { finish(tx, *slow); }), Error);
    write([&](WriteTransaction& tx) { fail(tx, *slow, "too slow"); });
    clock_.advance(delay_after(slow->attempt));
    EXPECT_FALSE(lease()) << "the job stays with the one who holds it";
    write([&](WriteTransaction& tx) { finish(tx, *quick); });
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE done_at IS NOT NULL"), 1);
}

TEST_P(JobQueue, StoresTheEffectsOfAJobOnceWhenTheyAreStoredTogetherWithItsEnd) {
    write([](WriteTransaction& tx) { tx.execute("CREATE TABLE effects (id BIGINT NOT NULL)"); });
    enqueue_now("count");
    auto const slow = lease();
    clock_.advance(lease_length);
    auto const quick = lease();
    auto const count_in = [&](Job const& job) {
        write([&](WriteTransaction& tx) {
            tx.execute("INSERT INTO effects (id) VALUES (:id)", job.id);
            finish(tx, job);
        });
    };
    EXPECT_THROW(count_in(*slow), Error);
    count_in(*quick);
    EXPECT_EQ(number("SELECT COUNT(*) FROM effects"), 1);
}

TEST_P(JobQueue, KeepsAJobThatFailedTenTimesWithItsLastError) {
    enqueue_now("mail");
    for (int attempt = 1; attempt <= most_attempts; ++attempt) {
        auto const job = lease();
        ASSERT_TRUE(job) << attempt;
        EXPECT_EQ(job->attempt, attempt);
        write([&](WriteTransaction& tx) { fail(tx, *job, fmt::format("refused, time {}", attempt)); });
        if (attempt == most_attempts) break;
        EXPECT_EQ(due(), now() + delay_after(attempt));
        clock_.advance(delay_after(attempt) - 1ms);
        EXPECT_FALSE(lease());
        clock_.advance(1ms);
    }
    clock_.advance(std::chrono::years(1));
    EXPECT_FALSE(lease());
    EXPECT_EQ(due(), std::nullopt);
    EXPECT_EQ(last_error(), "refused, time 10");
}

TEST_P(JobQueue, DoesNotTryAJobForEverThatKillsItsProcess) {
    enqueue_now("poison");
    for (int attempt = 1; attempt <= most_attempts; ++attempt) {
        ASSERT_TRUE(lease()) << attempt;
        clock_.advance(lease_length);
    }
    EXPECT_FALSE(lease());
    EXPECT_EQ(due(), std::nullopt);
    EXPECT_NE(last_error().find("has not ended"), std::string::npos) << last_error();
}

TEST_P(JobQueue, StoresAnyReasonWhateverItsBytes) {
    enqueue_now("mail");
    auto const fails_with = [&](std::string const& reason) {
        auto const job = lease();
        write([&](WriteTransaction& tx) { fail(tx, *job, reason); });
        clock_.advance(delay_after(job->attempt));
        return last_error();
    };
    EXPECT_EQ(fails_with("bo\xeete pleine"), "bo?te pleine");
    EXPECT_EQ(fails_with(std::string("a\0b", 3)), "a b");
    EXPECT_EQ(fails_with(std::string(999, 'x') + "é"), std::string(999, 'x')) << "no letter is cut in two";
    EXPECT_EQ(fails_with("boîte pleine"), "boîte pleine");
}

TEST_P(JobQueue, NeverGivesTheSameJobToTwoProcesses) {
    constexpr std::size_t jobs = 40;
    for (std::size_t i = 0; i < jobs; ++i)
        enqueue_now("mail");
    std::vector<std::vector<std::int64_t>> taken(3);
    std::vector<std::thread> processes;
    processes.reserve(taken.size());
    for (auto& mine : taken) {
        processes.emplace_back([this, &mine] {
            auto const own_store = open();
            auto const take = [&] {
                return own_store->write(store::Author{"test"},
                                        [](WriteTransaction& tx) { return lease_due(tx, Lane::quick); });
            };
            while (auto const job = take())
                mine.push_back(job->id);
        });
    }
    for (auto& process : processes)
        process.join();

    std::vector<std::int64_t> all;
    for (auto const& mine : taken)
        all.insert(all.end(), mine.begin(), mine.end());
    std::sort(all.begin(), all.end());
    EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end()) << "a job was given out twice";
    EXPECT_EQ(all.size(), jobs);
}

TEST(JobDelay, DoublesFromAMinuteUpToSixHours) {
    EXPECT_EQ(delay_after(1), 1min);
    EXPECT_EQ(delay_after(2), 2min);
    EXPECT_EQ(delay_after(9), 256min);
    EXPECT_EQ(delay_after(10), 6h);
    EXPECT_EQ(delay_after(1'000'000), 6h);
}

} // namespace
} // namespace legation::jobs
