#pragma once

#include "kernel/http/router.hpp"
#include "register/section.hpp"

#include <vector>

namespace legation::registry {

/// The addresses of the reconciliation service. Its POST reads a batch and changes nothing.
std::vector<http::Route> reconcile_routes(Context const& context);

} // namespace legation::registry
