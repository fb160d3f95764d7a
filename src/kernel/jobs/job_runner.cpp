#include "kernel/jobs/job_runner.hpp"

#include "kernel/error.hpp"
#include "kernel/priority.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace legation::jobs {

namespace {

store::Author const author{"jobs"};

/// Other processes add jobs too, and nobody tells this one.
constexpr std::chrono::milliseconds longest_pause = std::chrono::seconds(5);

} // namespace

JobWorker::JobWorker(store::Store& store, JobHandlers handlers, JobErrorListener on_error, Lane lane)
    : store_(store), handlers_(std::move(handlers)), on_error_(std::move(on_error)), lane_(lane) {}

std::optional<Timestamp> JobWorker::run_due(std::stop_token const& stop) {
    while (true) {
        // Looked at by reading first, because idle processes should not take turns at the writer's lock.
        auto const next = store_.read([this](store::ReadTransaction& tx) { return next_due(tx, lane_); });
        if (stop.stop_requested() || !next || *next > store_.now()) return next;
        auto job = store_.write(author, [this](store::WriteTransaction& tx) { return lease_due(tx, lane_); });
        if (!job) continue; // another process was faster
        job->stop = stop;
        run(*job);
    }
}

void JobWorker::run(Job const& job) {
    std::string reason;
    try {
        handle(job);
        store_.write(author, [&](store::WriteTransaction& tx) { finish(tx, job); });
        return;
    } catch (GiveUp const& error) {
        on_error_(fmt::format("job {} ({}) is given up: {}", job.id, job.kind, error.what()));
        store_.write(author, [&](store::WriteTransaction& tx) { give_up(tx, job, error.what()); });
        return;
    } catch (std::exception const& error) {
        reason = error.what();
    } catch (...) {
        reason = "unknown error";
    }
    on_error_(fmt::format("job {} ({}) failed at attempt {} of {}: {}", job.id, job.kind, job.attempt,
                          most_attempts, reason));
    store_.write(author, [&](store::WriteTransaction& tx) { fail(tx, job, reason); });
}

void JobWorker::handle(Job const& job) const {
    auto const handler = handlers_.find(job.kind);
    // A failure like any other: while programs are replaced one by one, a newer one may take the next
    // attempt.
    if (handler == handlers_.end())
        throw Error(ErrorCode::internal, "This work is not known here.",
                    fmt::format("this program does not know jobs of the kind '{}'", job.kind));
    handler->second(job);
}

JobRunner::JobRunner(store::Store& store, JobHandlers handlers, JobErrorListener on_error, Lane lane)
    : store_(store), on_error_(on_error), worker_(store, std::move(handlers), std::move(on_error), lane),
      thread_([this](std::stop_token const& stop) { run_until(stop); }) {}

JobRunner::~JobRunner() = default;

void JobRunner::run_until(std::stop_token const& stop) {
    let_readers_go_first();
    std::mutex mutex;
    std::condition_variable_any pause;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested())
        pause.wait_for(lock, stop, run_due_and_choose_pause(stop), [] { return false; });
}

std::chrono::milliseconds JobRunner::run_due_and_choose_pause(std::stop_token const& stop) {
    try {
        auto const next = worker_.run_due(stop);
        if (!next) return longest_pause;
        return std::clamp(*next - store_.now(), std::chrono::milliseconds(0), longest_pause);
    } catch (std::exception const& error) {
        on_error_(fmt::format("jobs wait, because the database does not answer: {}", error.what()));
        return longest_pause;
    }
}

} // namespace legation::jobs
