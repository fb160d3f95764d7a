#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

namespace legation::registry {

/// `/dumps`: what there is, also as JSON.
http::Response dumps_page(http::Request const& request, Context const& context);
/// `/dumps/legation-2026-11-22/actors.csv.zst`: a file, also in parts.
http::Response dump_file(http::Request const& request, Context const& context);

} // namespace legation::registry
