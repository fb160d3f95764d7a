#pragma once

#include "kernel/jobs/job_runner.hpp"
#include "register/dumps/dump.hpp"

namespace legation::registry {

/// The kind of the job that writes the daily dump.
constexpr char const* dump_kind = "dump";

/// Sees to it that the next daily dump waits. Called at each start; the job itself does the rest.
void schedule_dump(store::WriteTransaction& tx);

/// Schedules the next dump, then writes today's.
jobs::JobHandler dump_handler(store::Store& store, PictureKeeper const& pictures, DumpOptions options);

} // namespace legation::registry
