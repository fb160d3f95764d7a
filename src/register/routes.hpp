#pragma once

#include "kernel/http/router.hpp"
#include "register/section.hpp"

#include <vector>

namespace legation::registry {

/// Every address of the Register, with its policy. `context` must outlive the routes.
std::vector<http::Route> routes(Context const& context);

} // namespace legation::registry
