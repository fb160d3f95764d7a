#pragma once

#include "accounts/context.hpp"
#include "kernel/http/router.hpp"

#include <vector>

namespace legation::accounts {

std::vector<http::Route> routes(Context const& context);

} // namespace legation::accounts
