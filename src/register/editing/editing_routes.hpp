#pragma once

#include "kernel/http/router.hpp"
#include "register/section.hpp"

#include <vector>

namespace legation::registry {

/// Everything by which the record is changed: suggestions, moderation, direct edits.
std::vector<http::Route> editing_routes(Context const& context);

} // namespace legation::registry
