#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

namespace legation::registry {

/// What trusted editors changed lately, for moderators; and what was found: it is right, or is taken back.
http::Response patrol_page(http::Request const& request, Context const& context);
http::Response decide_about_patrol(http::Request const& request, Context const& context);

/// Asks once more, and takes one version of a record back: for those to whom it belongs.
http::Response revert_page(http::Request const& request, Context const& context);
http::Response revert_version(http::Request const& request, Context const& context);

} // namespace legation::registry
