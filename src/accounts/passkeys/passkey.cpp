#include "accounts/passkeys/passkey.hpp"

#include "kernel/base64.hpp"
#include "kernel/error.hpp"
#include "kernel/json_value.hpp"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <fmt/format.h>
#include <sodium/crypto_hash_sha256.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

#include <array>
#include <memory>
#include <string_view>

namespace legation::accounts {

namespace {

constexpr std::size_t challenge_bytes = 32;

// Bits of the authenticator data's flags, WebAuthn 6.1; the two for syncing are Level 3's.
constexpr unsigned is_user_present = 0x01;
constexpr unsigned is_user_verified = 0x04;
constexpr unsigned is_backup_eligible = 0x08;
constexpr std::size_t hash_bytes = crypto_hash_sha256_BYTES;
constexpr std::size_t least_authenticator_data = hash_bytes + 1 + 4; // hash, flags, count of uses
constexpr std::size_t most_bytes = 16UL * 1024;
constexpr std::size_t longest_credential_id = 1023;

[[noreturn]] void refuse(std::string const& why) {
    throw Error(ErrorCode::unprocessable, "This passkey could not be used here.", "passkey: " + why);
}

unsigned char const* bytes_of(std::string const& text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

std::string text_of(unsigned char const* bytes, std::size_t size) {
    return bytes == nullptr ? std::string() : std::string(reinterpret_cast<char const*>(bytes), size);
}

std::string sha256(std::string const& text) {
    std::array<unsigned char, hash_bytes> hash{};
    crypto_hash_sha256(hash.data(), bytes_of(text), text.size());
    return text_of(hash.data(), hash.size());
}

bool is_same(std::string const& left, std::string const& right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string text_member(JsonValue const& json, std::string_view name) {
    JsonValue const* const value = json.find(name);
    return value != nullptr && value->is_text() ? value->text : std::string();
}

/// JSON of a bounded length, or nothing.
std::optional<JsonValue> parse_client_data(std::string const& client_data) {
    auto json = client_data.size() <= most_bytes ? parse_json(client_data) : std::nullopt;
    if (!json || !json->is_object()) return std::nullopt;
    return json;
}

/// What the browser says of itself: that it was asked with this challenge, by a page of this hub.
void check_client_data(RelyingParty const& hub, std::string const& challenge, std::string const& type,
                       std::string const& client_data) {
    auto const json = parse_client_data(client_data);
    if (!json) refuse("the client data is no JSON");
    if (text_member(*json, "type") != type) refuse("the client data is for something else");
    auto const answered = from_base64url(text_member(*json, "challenge"));
    if (challenge.size() != challenge_bytes || !answered || !is_same(*answered, challenge))
        refuse("it answers another challenge");
    std::string const origin = text_member(*json, "origin");
    if (origin != hub.origin) refuse(fmt::format("it was asked for by {}", origin));
    JsonValue const* const is_framed = json->find("crossOrigin");
    if (is_framed != nullptr && (is_framed->kind != JsonValue::Kind::truth || is_framed->truth))
        refuse("it was asked for within another site's page");
}

unsigned flags_of(std::string const& authenticator_data) {
    return static_cast<unsigned char>(authenticator_data[hash_bytes]);
}

/// What the authenticator says: for this host, in the presence of its owner, whom it recognized.
void check_authenticator_data(RelyingParty const& hub, std::string const& data) {
    if (data.size() < least_authenticator_data || data.size() > most_bytes)
        refuse("the authenticator data has the wrong size");
    if (!is_same(data.substr(0, hash_bytes), sha256(hub.id))) refuse("it belongs to another host");
    unsigned const flags = flags_of(data);
    if ((flags & is_user_present) == 0) refuse("nobody was there");
    if ((flags & is_user_verified) == 0) refuse("its owner was not recognized");
}

/// The count of uses stands behind the flags, the highest byte first.
std::uint32_t uses_of(std::string const& authenticator_data) {
    std::uint32_t uses = 0;
    for (std::size_t i = hash_bytes + 1; i < least_authenticator_data; ++i)
        uses = uses << 8U | static_cast<unsigned char>(authenticator_data[i]);
    return uses;
}

struct FreeCredential {
    void operator()(fido_cred_t* credential) const { fido_cred_free(&credential); }
};
using FidoCredential = std::unique_ptr<fido_cred_t, FreeCredential>;

struct FreeAssertion {
    void operator()(fido_assert_t* assertion) const { fido_assert_free(&assertion); }
};
using FidoAssertion = std::unique_ptr<fido_assert_t, FreeAssertion>;

/// The credential within the authenticator data, if it is of that kind.
FidoCredential parse(std::string const& authenticator_data, int algorithm) {
    FidoCredential credential(fido_cred_new());
    if (!credential) throw std::bad_alloc();
    bool const is_parsed = fido_cred_set_type(credential.get(), algorithm) == FIDO_OK &&
                           fido_cred_set_authdata_raw(credential.get(), bytes_of(authenticator_data),
                                                      authenticator_data.size()) == FIDO_OK;
    if (!is_parsed) credential.reset();
    return credential;
}

template <class Key, class Free>
int verify_with(fido_assert_t const* assertion, int algorithm, std::string const& bytes, Key* key,
                int (*read)(Key*, void const*, std::size_t), Free free) {
    if (key == nullptr) throw std::bad_alloc();
    int result = read(key, bytes.data(), bytes.size());
    if (result == FIDO_OK) result = fido_assert_verify(assertion, 0, algorithm, key);
    free(&key);
    return result;
}

int verify(fido_assert_t const* assertion, Passkey const& passkey) {
    switch (passkey.algorithm) {
    case COSE_ES256:
        return verify_with(assertion, COSE_ES256, passkey.public_key, es256_pk_new(), es256_pk_from_ptr,
                           es256_pk_free);
    case COSE_EDDSA:
        return verify_with(assertion, COSE_EDDSA, passkey.public_key, eddsa_pk_new(), eddsa_pk_from_ptr,
                           eddsa_pk_free);
    case COSE_RS256:
        return verify_with(assertion, COSE_RS256, passkey.public_key, rs256_pk_new(), rs256_pk_from_ptr,
                           rs256_pk_free);
    default:
        return FIDO_ERR_UNSUPPORTED_ALGORITHM;
    }
}

} // namespace

RelyingParty relying_party(std::string const& public_url) {
    RelyingParty hub;
    std::size_t const scheme = public_url.find("://");
    std::size_t const host = scheme == std::string::npos ? 0 : scheme + 3;
    hub.origin = public_url.substr(0, public_url.find('/', host));
    hub.id = hub.origin.substr(host);
    // A version 6 address in brackets is no host name, and no passkey is made for one.
    if (!hub.id.starts_with('[')) hub.id = hub.id.substr(0, hub.id.find(':'));
    return hub;
}

std::string new_challenge() {
    std::string challenge(challenge_bytes, '\0');
    randombytes_buf(challenge.data(), challenge.size());
    return challenge;
}

std::optional<std::string> challenge_in(std::string const& client_data) {
    auto const json = parse_client_data(client_data);
    if (!json) return std::nullopt;
    auto challenge = from_base64url(text_member(*json, "challenge"));
    if (!challenge || challenge->size() != challenge_bytes) return std::nullopt;
    return challenge;
}

Passkey verify_new_passkey(RelyingParty const& hub, std::string const& challenge,
                           NewCredential const& credential) {
    check_client_data(hub, challenge, "webauthn.create", credential.client_data);
    check_authenticator_data(hub, credential.authenticator_data);
    for (int const algorithm : offered_algorithms) {
        FidoCredential const parsed = parse(credential.authenticator_data, algorithm);
        if (!parsed) continue;
        Passkey passkey;
        passkey.credential_id = text_of(fido_cred_id_ptr(parsed.get()), fido_cred_id_len(parsed.get()));
        passkey.algorithm = algorithm;
        passkey.public_key = text_of(fido_cred_pubkey_ptr(parsed.get()), fido_cred_pubkey_len(parsed.get()));
        passkey.uses = uses_of(credential.authenticator_data);
        passkey.is_synced = (flags_of(credential.authenticator_data) & is_backup_eligible) != 0;
        bool const is_right = !passkey.credential_id.empty() &&
                              passkey.credential_id.size() <= longest_credential_id &&
                              !passkey.public_key.empty();
        if (!is_right) refuse("the new credential is incomplete");
        return passkey;
    }
    refuse("the new credential is damaged, or its key of a kind that is not offered");
}

Passkey verify_assertion(RelyingParty const& hub, std::string const& challenge, Passkey const& passkey,
                         Assertion const& assertion) {
    check_client_data(hub, challenge, "webauthn.get", assertion.client_data);
    check_authenticator_data(hub, assertion.authenticator_data);
    if (assertion.signature.size() > most_bytes) refuse("the signature has the wrong size");
    std::string const hash = sha256(assertion.client_data);
    FidoAssertion const fido(fido_assert_new());
    if (!fido) throw std::bad_alloc();
    bool const is_set = fido_assert_set_clientdata_hash(fido.get(), bytes_of(hash), hash.size()) == FIDO_OK &&
                        fido_assert_set_rp(fido.get(), hub.id.c_str()) == FIDO_OK &&
                        fido_assert_set_count(fido.get(), 1) == FIDO_OK &&
                        fido_assert_set_authdata_raw(fido.get(), 0, bytes_of(assertion.authenticator_data),
                                                     assertion.authenticator_data.size()) == FIDO_OK &&
                        fido_assert_set_up(fido.get(), FIDO_OPT_TRUE) == FIDO_OK &&
                        fido_assert_set_uv(fido.get(), FIDO_OPT_TRUE) == FIDO_OK &&
                        fido_assert_set_sig(fido.get(), 0, bytes_of(assertion.signature),
                                            assertion.signature.size()) == FIDO_OK;
    if (!is_set) refuse("the assertion is damaged");
    int const result = verify(fido.get(), passkey);
    if (result != FIDO_OK) refuse(fmt::format("the signature is wrong ({})", fido_strerr(result)));
    Passkey used = passkey;
    used.uses = uses_of(assertion.authenticator_data);
    bool const counts = used.uses != 0 || passkey.uses != 0;
    if (counts && used.uses <= passkey.uses) refuse("its uses run backward: perhaps it was copied");
    return used;
}

} // namespace legation::accounts
