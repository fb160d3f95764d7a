#pragma once

#include "kernel/jobs/job_runner.hpp"
#include "register/following/follow_store.hpp"
#include "register/section.hpp"

#include <cstdint>

/// Mail about what people follow: one letter to each person and time, with everything in it.
namespace legation::registry {

/// The job for those who want to hear at once: every two minutes, so that what somebody changes in one go is
/// one letter.
constexpr char const* follow_at_once_kind = "follow at once";
/// The job for those who want a letter a day or a week.
constexpr char const* follow_daily_kind = "follow daily";

/// Sees to it that the next run of both waits. Called at each start; the jobs themselves do the rest.
void schedule_follow_mail(store::WriteTransaction& tx);

jobs::JobHandler follow_at_once_handler(Context const& context);
jobs::JobHandler follow_daily_handler(Context const& context);

/// Puts letters into the outbox for all accounts that are due now: every day once, every week once (from
/// Monday), or at once. Answers how many.
std::int64_t mail_followers(Context const& context, Frequency frequency);

} // namespace legation::registry
