#pragma once

#include "kernel/jobs/job_runner.hpp"

namespace legation::jobs {

/// The kind of the job that keeps the database quick and small, once a day.
constexpr char const* maintenance_kind = "maintenance";

/// The next time of a job that runs once a day, at that time of the day (UTC).
Timestamp next_occurrence(Timestamp now, std::chrono::hours time_of_day);

/// Sees to it that the next run of a job that runs once a day waits. Called at each start, and by the job
/// itself before anything else, so that a day on which it fails does not end the series.
void schedule_daily(store::WriteTransaction& tx, std::string_view kind, std::chrono::hours time_of_day,
                    Lane lane = Lane::quick);

/// Of the daily maintenance.
void schedule_maintenance(store::WriteTransaction& tx);

/// Removes what a layer above keeps no longer.
using Forget = void (*)(store::WriteTransaction& tx);

/// Schedules the next maintenance, removes jobs that have been done for 30 days and what `forget` removes,
/// and collects the planner's statistics.
JobHandler maintenance_handler(store::Store& store, Forget forget = nullptr);

} // namespace legation::jobs
