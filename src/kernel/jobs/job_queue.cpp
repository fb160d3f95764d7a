#include "kernel/jobs/job_queue.hpp"

#include "kernel/error.hpp"
#include "kernel/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <iomanip>
#include <sstream>

namespace legation::jobs {

namespace {

constexpr std::size_t longest_reason = 1'000;

/// The inverse of `to_text`.
Timestamp from_text(std::string const& text) {
    std::tm parts{};
    std::istringstream(text) >> std::get_time(&parts, "%Y-%m-%dT%H:%M:%S");
    auto const milliseconds = std::chrono::milliseconds(std::stoi(text.substr(text.find('.') + 1)));
    return Timestamp(std::chrono::seconds(timegm(&parts)) + milliseconds);
}

/// Messages of other programs come in any encoding and length; a database takes only some.
std::string storable(std::string_view reason) {
    std::string text(whole_letters(reason, longest_reason));
    std::replace(text.begin(), text.end(), '\0', ' ');
    auto const is_not_ascii = [](char character) { return (character & 0x80) != 0; };
    if (!is_utf8(text)) std::replace_if(text.begin(), text.end(), is_not_ascii, '?');
    return text;
}

std::int64_t number_of(Lane lane) {
    return static_cast<std::int64_t>(lane);
}

bool insert(store::WriteTransaction& tx, std::optional<std::string> const& key, std::string_view kind,
            std::string_view payload, Timestamp run_at, Lane lane) {
    return tx.execute("INSERT INTO jobs (id, unique_key, kind, payload, run_at, attempts, lane) "
                      "VALUES (:id, :unique_key, :kind, :payload, :run_at, 0, :lane) "
                      "ON CONFLICT (unique_key) DO NOTHING",
                      tx.next_id("jobs"), key, kind, payload, to_text(run_at), number_of(lane)) == 1;
}

} // namespace

void enqueue(store::WriteTransaction& tx, std::string_view kind, std::string_view payload, Timestamp run_at,
             Lane lane) {
    insert(tx, std::nullopt, kind, payload, run_at, lane);
}

bool enqueue_once(store::WriteTransaction& tx, std::string_view key, std::string_view kind,
                  std::string_view payload, Timestamp run_at, Lane lane) {
    return insert(tx, std::string(key), kind, payload, run_at, lane);
}

std::optional<Timestamp> next_due(store::ReadTransaction& tx, Lane lane) {
    auto const due = tx.value<std::optional<std::string>>(
        "SELECT MIN(CASE WHEN leased_until > run_at THEN leased_until ELSE run_at END) FROM jobs "
        "WHERE done_at IS NULL AND attempts < :most_attempts AND lane = :lane",
        most_attempts, number_of(lane));
    if (!due || !*due) return std::nullopt;
    return from_text(**due);
}

std::optional<Job> lease_due(store::WriteTransaction& tx, Lane lane) {
    std::string const now = to_text(tx.now());
    auto const found = tx.row<std::int64_t, std::string, std::string, std::int64_t>(
        "SELECT id, kind, payload, attempts FROM jobs "
        "WHERE done_at IS NULL AND attempts < :most_attempts AND lane = :lane AND run_at <= :now "
        "AND (leased_until IS NULL OR leased_until <= :expired) ORDER BY run_at, id LIMIT 1",
        most_attempts, number_of(lane), now, now);
    if (!found) return std::nullopt;
    auto const& [id, kind, payload, attempts] = *found;
    Job job{.id = id, .kind = kind, .payload = payload, .attempt = attempts + 1, .stop = {}};
    // The attempt counts from its beginning, or a job that kills its process would be tried for ever; and
    // what is noted here stays if it does.
    tx.execute("UPDATE jobs SET attempts = :attempt, leased_until = :leased_until, last_error = :last_error "
               "WHERE id = :id",
               job.attempt, to_text(tx.now() + lease_length),
               fmt::format("The attempt begun at {} has not ended; perhaps the program was stopped.", now),
               job.id);
    return job;
}

void finish(store::WriteTransaction& tx, Job const& job) {
    bool const is_held = tx.execute("UPDATE jobs SET done_at = :done_at, leased_until = NULL, last_error = "
                                    "NULL, payload = '' WHERE id = :id AND attempts = :attempt",
                                    to_text(tx.now()), job.id, job.attempt) == 1;
    if (!is_held)
        throw Error(ErrorCode::conflict, "This work was taken over by another process.",
                    fmt::format("attempt {} of job {} took longer than its lease", job.attempt, job.id));
}

void fail(store::WriteTransaction& tx, Job const& job, std::string_view reason) {
    tx.execute("UPDATE jobs SET run_at = :run_at, leased_until = NULL, last_error = :last_error "
               "WHERE id = :id AND attempts = :attempt AND done_at IS NULL",
               to_text(tx.now() + delay_after(job.attempt)), storable(reason), job.id, job.attempt);
}

void give_up(store::WriteTransaction& tx, Job const& job, std::string_view reason) {
    tx.execute("UPDATE jobs SET attempts = :most_attempts, leased_until = NULL, last_error = :last_error "
               "WHERE id = :id AND attempts = :attempt AND done_at IS NULL",
               most_attempts, storable(reason), job.id, job.attempt);
}

std::chrono::minutes delay_after(std::int64_t attempt) {
    constexpr std::chrono::minutes longest = std::chrono::hours(6);
    std::chrono::minutes delay{1};
    for (std::int64_t i = 1; i < attempt && delay < longest; ++i)
        delay *= 2;
    return std::min(delay, longest);
}

} // namespace legation::jobs
