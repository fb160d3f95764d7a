#pragma once

#include "accounts/oidc/jwt.hpp"
#include "kernel/clock.hpp"
#include "kernel/issuer.hpp"

#include <optional>
#include <string>
#include <string_view>

/// OpenID Connect Core 1.0 with the authorization code flow and PKCE (RFC 7636), as plain data: what is sent
/// to an issuer and how its answers are judged. Fetching and storing are done elsewhere.
namespace legation::accounts {

/// What an issuer says of itself (OpenID Connect Discovery 1.0).
struct Provider {
    std::string authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri;
    bool names_itself = false; ///< in every answer (RFC 9207)
};

/// Throws Error(unavailable) when the document is not this issuer's, or lacks what is needed.
Provider parse_provider(Issuer const& issuer, std::string_view json);

/// One attempt to sign in, kept until its answer comes. Texts are random and printable.
struct Attempt {
    std::string state;    ///< comes back with the answer, and is also in the browser's cookie
    std::string nonce;    ///< comes back in the ID token
    std::string verifier; ///< proves to the issuer that who began also ends (PKCE)
};
Attempt new_attempt();

/// Where the browser is sent.
std::string authorization_url(Issuer const& issuer, Provider const& provider, Attempt const& attempt,
                              std::string const& redirect_url, std::string_view language);

/// The claims by which the hub proves itself (RFC 7523), to be signed: good for five minutes, once.
std::string client_claims(Issuer const& issuer, Provider const& provider, Timestamp now);

/// Who the issuer says it is. `issuer` and `subject` together are the only key to a person: addresses change
/// hands.
struct Identity {
    std::string subject;
    std::string email; ///< only where the issuer has verified it
    std::string acr;   ///< how they proved themselves there
};

/// Judges an ID token whose signature was verified. Throws Error(unprocessable) saying why.
Identity judge_claims(Issuer const& issuer, Attempt const& attempt, JsonValue const& claims, Timestamp now);

/// Adds the address from the issuer's answer about a person. Throws Error(unprocessable) when it is about
/// somebody else.
void add_userinfo(Identity& identity, std::string_view json);

} // namespace legation::accounts
