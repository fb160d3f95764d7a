#pragma once

#include "kernel/http/router.hpp"
#include "register/section.hpp"

#include <vector>

/// Following: the form for one thing, the page with all of them, the private feed, and the end of the mail.
namespace legation::registry {

std::vector<http::Route> following_routes(Context const& context);

} // namespace legation::registry
