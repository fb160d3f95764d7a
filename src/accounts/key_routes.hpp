#pragma once

#include "accounts/key_context.hpp"
#include "kernel/http/router.hpp"

#include <vector>

namespace legation::accounts {

/// The addresses of passkeys, passwords and other sites.
std::vector<http::Route> key_routes(KeyContext const& context);

} // namespace legation::accounts
