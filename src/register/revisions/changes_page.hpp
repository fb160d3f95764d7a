#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

namespace legation::registry {

/// Every change of the record, newest first, narrowed by kind of record, country, actor, author and days.
http::Response changes_page(http::Request const& request, Context const& context);

} // namespace legation::registry
