#pragma once

#include "accounts/context.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

/// Accounts, for administrators.
namespace legation::accounts {

/// GET /people: staff, the newest accounts, or who has an address (`email`).
http::Response people_page(http::Request const& request, Context const& context);
/// GET /people/{id}
http::Response person_page(http::Request const& request, Context const& context);
/// POST /people/{id}: one act, named by the button: role, trust, distrust, disable, enable, sign-out.
http::Response change_person(http::Request const& request, Context const& context);

} // namespace legation::accounts
