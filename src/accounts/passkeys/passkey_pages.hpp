#pragma once

#include "accounts/key_context.hpp"

/// Passkeys, from the challenge to the answer. Every answer of a browser travels in the fields of a form.
namespace legation::accounts {

/// POST /sign-in/passkey/challenge: what a browser is to answer, as JSON.
http::Response ask_for_passkey(http::Request const& request, KeyContext const& context);
/// POST /sign-in/passkey: the answer.
http::Response sign_in_with_passkey(http::Request const& request, KeyContext const& context);

/// GET /account/ways: how somebody can sign in.
http::Response ways_page(http::Request const& request, KeyContext const& context);
/// POST /account/ways/passkeys/challenge
http::Response ask_for_new_passkey(http::Request const& request, KeyContext const& context);
/// POST /account/ways/passkeys
http::Response add_passkey(http::Request const& request, KeyContext const& context);
/// POST /account/ways/passkeys/{id}/remove
http::Response drop_passkey(http::Request const& request, KeyContext const& context);

} // namespace legation::accounts
