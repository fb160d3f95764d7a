#pragma once

#include "kernel/http/router.hpp"
#include "kernel/jobs/job_runner.hpp"
#include "register/section.hpp"

#include <vector>

/// That those to whom a record belongs say that it is right: each side of a partnership, and everybody about
/// what is theirs.
namespace legation::registry {

std::vector<http::Route> confirming_routes(Context const& context);

/// Mails a side's members what they are asked to confirm.
jobs::JobHandler ask_to_confirm_handler(Context const& context);

} // namespace legation::registry
