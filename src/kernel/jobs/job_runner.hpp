#pragma once

#include "kernel/jobs/job_queue.hpp"

#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>

namespace legation::jobs {

/// A handler throws this when no further attempt can succeed: the job is kept for the operator.
class GiveUp : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Does the work of one kind of job; throws when it failed and is to be tried again. It runs outside of any
/// transaction. If the process dies before the job is marked as done, it runs again: effects outside of the
/// database must bear that (see `finish` for those inside).
using JobHandler = std::function<void(Job const&)>;

/// The handler of each kind of job.
using JobHandlers = std::map<std::string, JobHandler>;

/// Hears of every attempt that failed, for the log. It must not throw.
using JobErrorListener = std::function<void(std::string const& message)>;

/// Runs what is due in one lane, on the caller's thread.
class JobWorker {
  public:
    JobWorker(store::Store& store, JobHandlers handlers, JobErrorListener on_error, Lane lane = Lane::quick);

    /// Runs every job that is due, the oldest first, until none is or `stop` asks. Answers when the next one
    /// is due. Throws Error when the database does not answer.
    std::optional<Timestamp> run_due(std::stop_token const& stop = {});

  private:
    void run(Job const& job);
    void handle(Job const& job) const;

    store::Store& store_;
    JobHandlers handlers_;
    JobErrorListener on_error_;
    Lane lane_;
};

/// Runs the jobs of one lane on a thread of its own for as long as it lives. Its end waits for the job that
/// is running.
class JobRunner {
  public:
    JobRunner(store::Store& store, JobHandlers handlers, JobErrorListener on_error, Lane lane = Lane::quick);
    ~JobRunner();
    JobRunner(JobRunner const&) = delete;
    JobRunner& operator=(JobRunner const&) = delete;

  private:
    void run_until(std::stop_token const& stop);
    std::chrono::milliseconds run_due_and_choose_pause(std::stop_token const& stop);

    store::Store& store_;
    JobErrorListener on_error_;
    JobWorker worker_;
    std::jthread thread_; // the last member, so that it ends before what it uses
};

} // namespace legation::jobs
