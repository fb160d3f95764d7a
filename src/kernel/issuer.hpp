#pragma once

#include <string>

namespace legation {

/// Somebody else who says who people are, as the operator sets it (`[oidc.NAME]`).
struct Issuer {
    std::string key = {};       ///< NAME: part of the addresses here
    std::string name = {};      ///< as the sign-in page calls it
    std::string url = {};       ///< `https://idp.example.org`, exactly as the issuer writes it
    std::string client_id = {}; ///< who this hub is there
    /// A file with an RSA private key (PEM) of 2048 bits or more, by which the hub proves itself there
    /// (`private_key_jwt`). Without one it is a public client: PKCE alone.
    std::string private_key = {};
    std::string scope = "openid email";
    std::string acr_values = {};   ///< how people should prove themselves there, asked for
    std::string accepted_acr = {}; ///< of which the answer must name one, separated by blanks; empty: any
    bool is_strong = false;        ///< counts as much as a passkey
    std::string certificates = {}; ///< a file of certificates to trust instead of the system's
};

} // namespace legation
