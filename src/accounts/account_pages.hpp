#pragma once

#include "accounts/context.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

/// What somebody sees and changes of their own account.
namespace legation::accounts {

/// GET /account: name, address, sessions, what one acts for.
http::Response account_page(http::Request const& request, Context const& context);
/// POST /account/name
http::Response change_name(http::Request const& request, Context const& context);
/// POST /account/email: sends a link to the new address, which changes it.
http::Response change_email(http::Request const& request, Context const& context);
/// POST /account/sessions/end: one session, or all but this one.
http::Response end_sessions(http::Request const& request, Context const& context);

} // namespace legation::accounts
