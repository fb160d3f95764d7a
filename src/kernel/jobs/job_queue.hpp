#pragma once

#include "kernel/store/store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace legation::jobs {

/// After so many failed attempts a job is kept as it is, with its last error, for the operator.
constexpr std::int64_t most_attempts = 10;

/// How long a job belongs to the process that took it. Much longer than any job runs, because a process that
/// is only slow must not lose its job to another.
constexpr std::chrono::minutes lease_length{15};

/// Jobs of one lane never wait for those of the other.
enum class Lane : std::uint8_t {
    quick, ///< done in a moment, and somebody waits for it: mail
    slow,  ///< an import, a dump, a search through the whole record
};

/// A piece of background work, held by the process that leased it.
struct Job {
    std::int64_t id = 0;
    std::string kind;
    std::string payload;
    std::int64_t attempt = 0; ///< counts from 1; tells one lease of the job from another
    std::stop_token stop;     ///< a handler that takes long throws when this asks: the job is tried again
};

/// Adds work that begins at `run_at` or soon after, if and only if the caller's transaction is stored. This
/// is how a change of the record causes effects outside of it, such as mail.
void enqueue(store::WriteTransaction& tx, std::string_view kind, std::string_view payload, Timestamp run_at,
             Lane lane = Lane::quick);

/// The same, unless a job with this key is kept already: waiting, running or done. Answers whether it was
/// added. The key of a recurring job names the occurrence: `maintenance 2026-11-22`.
bool enqueue_once(store::WriteTransaction& tx, std::string_view key, std::string_view kind,
                  std::string_view payload, Timestamp run_at, Lane lane = Lane::quick);

/// When the next job of a lane may be leased, if any waits.
std::optional<Timestamp> next_due(store::ReadTransaction& tx, Lane lane);

/// Takes the job of a lane that has been due for longest, if one is due. Nobody else gets it for
/// `lease_length`.
std::optional<Job> lease_due(store::WriteTransaction& tx, Lane lane);

/// Marks a job as done and forgets its payload, which may name people. Whoever runs the handler calls this
/// afterwards; a handler whose effects are all in the database may also call it in the transaction that makes
/// them, and then they happen exactly once, even if the process dies. Throws Error(conflict) when the lease
/// ran out and another process took the job.
void finish(store::WriteTransaction& tx, Job const& job);

/// Notes why an attempt failed and when to try again. Does nothing when another process took the job since.
void fail(store::WriteTransaction& tx, Job const& job, std::string_view reason);

/// Notes why no attempt can succeed; there will be no other. Does nothing when another process took the job.
void give_up(store::WriteTransaction& tx, Job const& job, std::string_view reason);

/// How long to wait after an attempt that failed: a minute, doubling up to six hours.
std::chrono::minutes delay_after(std::int64_t attempt);

} // namespace legation::jobs
