#include "kernel/jobs/job_runner.hpp"
#include "kernel/jobs/jobs_fixture.hpp"

#include <atomic>
#include <future>
#include <mutex>
#include <stdexcept>

namespace legation::jobs {
namespace {

using namespace std::chrono_literals;
using store::WriteTransaction;

/// Listens where nothing may go wrong, on any thread.
void refuse_errors(std::string const& message) {
    ADD_FAILURE() << message;
}

class Jobs : public JobsFixture {
  protected:
    JobErrorListener listen() {
        return [this](std::string const& message) { errors_.push_back(message); };
    }

    std::vector<std::string> errors_;
};

LEGATION_ON_BOTH_DATABASES(Jobs);

TEST_P(Jobs, RunsWhatIsDueAndTellsWhenTheNextIs) {
    Timestamp const later = now() + 1h;
    write([&](WriteTransaction& tx) {
        enqueue(tx, "mail", "one", tx.now());
        enqueue(tx, "mail", "two", tx.now());
        enqueue(tx, "mail", "three", later);
    });
    std::vector<std::string> sent;
    JobWorker worker(store(), {{"mail", [&](Job const& job) { sent.push_back(job.payload); }}}, listen());
    EXPECT_EQ(worker.run_due(), later);
    EXPECT_EQ(sent, (std::vector<std::string>{"one", "two"}));
    advance_to(later);
    EXPECT_EQ(worker.run_due(), std::nullopt);
    EXPECT_EQ(sent.back(), "three");
    EXPECT_EQ(errors_, std::vector<std::string>{});
}

TEST_P(Jobs, LetAHandlerWriteAndEnqueueMore) {
    enqueue_now("first");
    int seconds = 0;
    JobWorker worker(
        store(),
        {{"first", [&](Job const&) { enqueue_now("second"); }}, {"second", [&](Job const&) { ++seconds; }}},
        listen());
    worker.run_due();
    EXPECT_EQ(seconds, 1);
    EXPECT_EQ(errors_, std::vector<std::string>{});
}

TEST_P(Jobs, TryAgainAfterAFailureAndForgetItOnSuccess) {
    enqueue_now("mail");
    bool server_answers = false;
    auto const handler = [&](Job const&) {
        if (!server_answers) throw std::runtime_error("the mail server does not answer");
    };
    JobWorker worker(store(), {{"mail", handler}}, listen());
    EXPECT_EQ(worker.run_due(), now() + 1min);
    EXPECT_EQ(last_error(), "the mail server does not answer");
    EXPECT_EQ(errors_, std::vector<std::string>{
                           "job 1 (mail) failed at attempt 1 of 10: the mail server does not answer"});

    clock_.advance(1min);
    server_answers = true;
    EXPECT_EQ(worker.run_due(), std::nullopt);
    EXPECT_EQ(last_error(), "");
    EXPECT_EQ(errors_.size(), 1U);
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE done_at IS NOT NULL"), 1);
}

TEST_P(Jobs, AreNotTriedAgainWhenTheirHandlerGivesUp) {
    enqueue_now("mail", "to nobody");
    JobWorker worker(store(), {{"mail", [](Job const&) { throw GiveUp("there is no such person"); }}},
                     listen());
    EXPECT_EQ(worker.run_due(), std::nullopt);
    EXPECT_EQ(errors_, std::vector<std::string>{"job 1 (mail) is given up: there is no such person"});
    EXPECT_EQ(last_error(), "there is no such person");
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND payload = 'to nobody'"), 1);
    clock_.advance(24h);
    EXPECT_EQ(worker.run_due(), std::nullopt);
    EXPECT_EQ(errors_.size(), 1U);
}

TEST_P(Jobs, ForgetTheirPayloadWhenTheyAreDone) {
    enqueue_now("mail", "to somebody");
    JobWorker worker(store(), {{"mail", [](Job const&) {}}}, listen());
    worker.run_due();
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE done_at IS NOT NULL AND payload = ''"), 1);
}

TEST_P(Jobs, OfOneKindThatFailDoNotHoldUpTheOthers) {
    enqueue_now("broken");
    enqueue_now("mail");
    int sent = 0;
    JobWorker worker(
        store(), {{"broken", [](Job const&) { throw 42; }}, {"mail", [&](Job const&) { ++sent; }}}, listen());
    worker.run_due();
    EXPECT_EQ(sent, 1);
    EXPECT_EQ(errors_, std::vector<std::string>{"job 1 (broken) failed at attempt 1 of 10: unknown error"});
}

TEST_P(Jobs, OfAnUnknownKindAreReportedAndTriedLater) {
    enqueue_now("from a newer program");
    JobWorker worker(store(), {}, listen());
    EXPECT_EQ(worker.run_due(), now() + 1min);
    ASSERT_EQ(errors_.size(), 1U);
    EXPECT_NE(errors_[0].find("does not know jobs of the kind 'from a newer program'"), std::string::npos);
}

TEST_P(Jobs, ReportAHandlerThatTookLongerThanItsLease) {
    enqueue_now("slow");
    auto const other_process = [this](Job const&) {
        clock_.advance(lease_length);
        EXPECT_TRUE(lease()) << "another process takes the job";
    };
    JobWorker worker(store(), {{"slow", other_process}}, listen());
    worker.run_due();
    ASSERT_EQ(errors_.size(), 1U);
    EXPECT_NE(errors_[0].find("took longer than its lease"), std::string::npos) << errors_[0];
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND attempts = 2"), 1);
}

class Runner : public Jobs {};

LEGATION_ON_BOTH_DATABASES(Runner);

TEST(RunnerInRealTime, RunsAJobThatBecomesDueWhileItSleeps) {
    auto const database = test::migrated_database(test::Database::sqlite);
    store::Store store({database->address()}, system_now);
    Timestamp const due_at = system_now() + 500ms;
    store.write(store::Author{"test"}, [&](WriteTransaction& tx) { enqueue(tx, "mail", "", due_at); });

    std::promise<Timestamp> begun;
    JobRunner const runner(store, {{"mail", [&](Job const&) { begun.set_value(system_now()); }}},
                           refuse_errors);
    auto time = begun.get_future();
    ASSERT_EQ(time.wait_for(20s), std::future_status::ready);
    Timestamp const begun_at = time.get();
    EXPECT_GE(begun_at, due_at);
    EXPECT_LT(begun_at, due_at + 3s) << "it slept until the job was due, not for its longest pause";
}

TEST_P(Runner, EndsAtOnceWhenItSleeps) {
    auto runner = std::make_unique<JobRunner>(store(), JobHandlers{}, refuse_errors);
    std::this_thread::sleep_for(200ms);
    auto const before = std::chrono::steady_clock::now();
    runner.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 2s);
}

TEST_P(Runner, OfTheQuickLaneNeverWaitsForALongJob) {
    std::promise<void> begun, sent;
    auto has_begun = begun.get_future(), is_sent = sent.get_future();
    std::atomic<bool> met = false;
    JobHandlers const handlers{{"import",
                                [&](Job const&) {
                                    begun.set_value();
                                    met = is_sent.wait_for(20s) == std::future_status::ready;
                                }},
                               {"mail", [&](Job const&) { sent.set_value(); }}};
    write([](WriteTransaction& tx) { enqueue(tx, "import", "", tx.now(), Lane::slow); });
    {
        JobRunner const slow(store(), handlers, refuse_errors, Lane::slow);
        ASSERT_EQ(has_begun.wait_for(20s), std::future_status::ready);
        write([](WriteTransaction& tx) { enqueue(tx, "mail", "", tx.now()); });
        JobRunner const quick(store(), handlers, refuse_errors, Lane::quick);
        for (int i = 0; i < 2'000 && !met; ++i)
            std::this_thread::sleep_for(10ms); // whose end waits for no job that has not begun
    }
    EXPECT_TRUE(met) << "the mail waited for the import";
}

TEST_P(Runner, AsksARunningJobToStopAndWaitsForIt) {
    std::promise<void> begun;
    std::atomic<bool> ended = false;
    auto const handler = [&](Job const& job) {
        begun.set_value();
        auto const deadline = std::chrono::steady_clock::now() + 10s;
        while (!job.stop.stop_requested() && std::chrono::steady_clock::now() < deadline)
            std::this_thread::sleep_for(1ms);
        EXPECT_TRUE(job.stop.stop_requested());
        ended = true;
    };
    write([](WriteTransaction& tx) {
        enqueue(tx, "long", "", tx.now());
        enqueue(tx, "never begun", "", tx.now());
    });
    auto runner = std::make_unique<JobRunner>(store(), JobHandlers{{"long", handler}}, refuse_errors);
    ASSERT_EQ(begun.get_future().wait_for(20s), std::future_status::ready);
    runner.reset();
    EXPECT_TRUE(ended);
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE done_at IS NOT NULL"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE attempts = 0"), 1);
}

TEST_P(Runner, SharesTheWorkWithAnotherProcessAndRunsEachJobOnce) {
    constexpr int jobs = 30;
    for (int i = 0; i < jobs; ++i)
        enqueue_now("mail", std::to_string(i));
    std::mutex counting;
    std::map<std::string, int> runs;
    std::promise<void> all_ran;
    JobHandlers const handlers{{"mail", [&](Job const& job) {
                                    std::scoped_lock const lock(counting);
                                    ++runs[job.payload];
                                    if (runs.size() == jobs && runs[job.payload] == 1) all_ran.set_value();
                                }}};
    auto const one = open();
    auto const other = open();
    {
        JobRunner const first(*one, handlers, refuse_errors);
        JobRunner const second(*other, handlers, refuse_errors);
        ASSERT_EQ(all_ran.get_future().wait_for(60s), std::future_status::ready);
    }
    for (auto const& [payload, times] : runs)
        EXPECT_EQ(times, 1) << payload;
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE done_at IS NOT NULL AND attempts = 1"), jobs);
}

} // namespace
} // namespace legation::jobs
