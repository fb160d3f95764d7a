#pragma once

#include "accounts/key_context.hpp"

namespace legation::accounts {

/// POST /sign-in/password: an address and a password. Answers and works alike, whether there is such an
/// account or not; where an app was set up, the page that asks for its code.
http::Response sign_in_with_password(http::Request const& request, KeyContext const& context);
/// POST /sign-in/code: the code.
http::Response sign_in_with_code(http::Request const& request, KeyContext const& context);

} // namespace legation::accounts
