#pragma once

#include "accounts/key_context.hpp"

/// Passwords, where the operator has turned them on; elsewhere nothing is at these addresses.
namespace legation::accounts {

/// Throws Error(not_found) where they are not turned on.
Passwords& passwords_of(KeyContext const& context);

/// GET /account/password: what somebody has of it, and the forms to change that.
http::Response password_page(http::Request const& request, KeyContext const& context);
/// POST /account/password
http::Response change_password(http::Request const& request, KeyContext const& context);
/// POST /account/password/remove
http::Response drop_password(http::Request const& request, KeyContext const& context);

/// POST /account/password/app: makes a secret for an app.
http::Response start_app(http::Request const& request, KeyContext const& context);
/// GET /account/password/app: shows it until a code confirms that an app has it, and never again.
http::Response app_page(http::Request const& request, KeyContext const& context);
/// POST /account/password/app/confirm: answers the recovery codes.
http::Response confirm_app(http::Request const& request, KeyContext const& context);
/// POST /account/password/app/remove
http::Response drop_app(http::Request const& request, KeyContext const& context);
/// POST /account/password/codes: answers others in their place.
http::Response renew_codes(http::Request const& request, KeyContext const& context);

} // namespace legation::accounts
