#pragma once

#include "accounts/key_context.hpp"

/// Signing in through another site, and linking an account with a person there.
namespace legation::accounts {

/// The cookie that ties the answer to the browser that asked.
inline constexpr std::string_view attempt_cookie = "__Host-sign-in";

/// POST /sign-in/with/{issuer}: leads there. With the field `link`, whoever is signed in links their account.
http::Response go_to_issuer(http::Request const& request, KeyContext const& context);
/// GET /sign-in/with/{issuer}: comes back from there.
http::Response return_from_issuer(http::Request const& request, KeyContext const& context);
/// POST /account/ways/with/{id}/remove
http::Response unlink_issuer(http::Request const& request, KeyContext const& context);

} // namespace legation::accounts
