#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

namespace legation::registry {

/// `/register/us-ga/fact-sheet`: one page to print and take along.
http::Response fact_sheet_page(http::Request const& request, Context const& context);

} // namespace legation::registry
