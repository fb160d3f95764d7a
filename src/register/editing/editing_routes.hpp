#pragma once

#include "kernel/http/router.hpp"
#include "register/lens/lenses.hpp"

#include <vector>

namespace legation::registry {

/// Everything by which the record is changed: suggestions, moderation, direct edits. Both must outlive the
/// routes.
std::vector<http::Route> editing_routes(Context const& context, Lenses& lenses);

} // namespace legation::registry
