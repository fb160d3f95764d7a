#pragma once

#include "accounts/context.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

/// How somebody comes to act for an actor without an invitation.
namespace legation::accounts {

/// GET /join/{slug}: how to act for it.
http::Response join_page(http::Request const& request, Context const& context);
/// POST /join/{slug}: at once with an address on its own domain; else as a request to the moderators.
http::Response join(http::Request const& request, Context const& context);

/// GET /requests: who asks to join, for moderators.
http::Response requests_page(http::Request const& request, Context const& context);
/// POST /requests/{id}
http::Response decide_join(http::Request const& request, Context const& context);

} // namespace legation::accounts
