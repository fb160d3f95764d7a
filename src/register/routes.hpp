#pragma once

#include "kernel/http/router.hpp"
#include "register/lens/lenses.hpp"

#include <vector>

namespace legation::registry {

/// Every address of the Register, with its policy. Both must outlive the routes.
std::vector<http::Route> routes(Context const& present, Lenses& lenses);

} // namespace legation::registry
