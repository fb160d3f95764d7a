#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

/// Editing a record directly, for those to whom it belongs.
namespace legation::registry {

/// The form of a record, and what it sends. Who loses a race sees both versions side by side (409).
http::Response edit_page(http::Request const& request, Context const& context);
http::Response save_edit(http::Request const& request, Context const& context);

} // namespace legation::registry
