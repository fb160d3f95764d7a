#pragma once

#include "kernel/jobs/job_runner.hpp"
#include "register/section.hpp"

namespace legation::registry {

/// The kind of the job that looks for duplicates, once a day.
constexpr char const* suspects_kind = "suspected duplicates";

/// Sees to it that the next daily search waits (`jobs::schedule_daily`).
void schedule_suspects(store::WriteTransaction& tx);

/// Searches now; answers how many pairs are new.
std::int64_t look_for_suspects(store::Store& store, Picture const& picture);

/// Schedules the next search, and keeps what this one finds.
jobs::JobHandler suspects_handler(store::Store& store, PictureKeeper const& pictures);

} // namespace legation::registry
