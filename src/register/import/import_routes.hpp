#pragma once

#include "kernel/http/router.hpp"
#include "register/import/upload_run.hpp"

#include <vector>

namespace legation::registry {

/// Everything below `/register/import`.
std::vector<http::Route> import_routes(ImportDesk const& desk);

} // namespace legation::registry
