#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

namespace legation::registry {

/// Lets only moderators change a record directly, or everyone again whose it is. Suggestions stay possible.
http::Response protect_page(http::Request const& request, Context const& context);
http::Response protect_record(http::Request const& request, Context const& context);

} // namespace legation::registry
