#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

/// What a browser says of a passkey, verified after Web Authentication Level 2 (sections 7.1 and 7.2). Plain
/// data in, plain data out: storing and asking is done elsewhere. Texts hold bytes.
namespace legation::accounts {

/// Who this hub is to a browser.
struct RelyingParty {
    std::string id;     ///< the host: `hub.example.org`
    std::string origin; ///< `https://hub.example.org`
};

RelyingParty relying_party(std::string const& public_url);

/// A challenge of 256 random bits.
std::string new_challenge();

/// A passkey as it is kept.
struct Passkey {
    std::string credential_id;
    int algorithm = 0; ///< COSE's number: -7, -8 or -257
    std::string public_key;
    std::uint32_t uses = 0; ///< as the authenticator counts them; many always say 0
    bool is_synced = false; ///< it may live on several devices
};

/// What a browser answers when it made a passkey.
struct NewCredential {
    std::string client_data;        ///< JSON, as signed
    std::string authenticator_data; ///< the browser's getAuthenticatorData()
};

/// What a browser answers when somebody shows a passkey.
struct Assertion {
    std::string client_data;
    std::string authenticator_data;
    std::string signature;
};

/// The challenge that client data names. Whether it was ever asked is not known by that.
std::optional<std::string> challenge_in(std::string const& client_data);

/// The new passkey. Throws Error(unprocessable) when the answer is not to this challenge, not from this
/// hub's pages, made without its owner's finger, face or PIN, or of a kind of key that is not offered. How
/// the authenticator was made is not asked (attestation "none").
Passkey verify_new_passkey(RelyingParty const& hub, std::string const& challenge,
                           NewCredential const& credential);

/// The passkey with its uses after this one. Throws Error(unprocessable) for the same reasons, when the
/// signature is not the passkey's, and when the uses run backward, as those of a copy do.
Passkey verify_assertion(RelyingParty const& hub, std::string const& challenge, Passkey const& passkey,
                         Assertion const& assertion);

/// The kinds of keys that are offered, in order of preference, as COSE's numbers.
constexpr std::array<int, 3> offered_algorithms{-7, -8, -257}; // ES256, EdDSA, RS256

} // namespace legation::accounts
