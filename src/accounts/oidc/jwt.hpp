#pragma once

#include "kernel/json_value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Signed JSON Web Tokens (RFC 7515, 7519), as far as OpenID Connect needs them: RS256 and ES256, verified
/// and signed by OpenSSL. No other algorithm is known here, so none can be asked for.
namespace legation::accounts {

/// A public key that an issuer publishes (RFC 7517).
struct PublicKey {
    std::string id;                ///< `kid`; may be empty
    std::string algorithm;         ///< RS256 or ES256
    std::string modulus, exponent; ///< of RSA, as bytes
    std::string x, y;              ///< of P-256, as bytes
};

/// The keys of a published set that may sign tokens; others in it are left out. Nothing when it is no set.
std::optional<std::vector<PublicKey>> parse_keys(std::string_view json);

/// What a token says once its signature was found to be that of one of the keys.
struct Token {
    std::string algorithm;
    JsonValue claims;
};

/// Throws Error(unprocessable) saying why, when the token is none, signed in another way, or not by these.
Token verify_token(std::string_view token, std::vector<PublicKey> const& keys);

/// A token with these claims (a JSON object), signed with RS256 by a private key (PEM). Throws
/// Error(unavailable) when that is none, or shorter than 2048 bits.
std::string sign_token(std::string_view claims, std::string const& private_key);

} // namespace legation::accounts
