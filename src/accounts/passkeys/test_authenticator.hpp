#pragma once

#include "accounts/passkeys/passkey.hpp"
#include "kernel/base64.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <sodium/crypto_hash_sha256.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace legation::accounts {

/// For tests: makes and shows passkeys as a browser and its authenticator do together, rightly or, where a
/// member is changed first, wrongly.
class TestAuthenticator {
  public:
    explicit TestAuthenticator(int algorithm = -7)
        : algorithm_(algorithm), key_(make_key(algorithm), EVP_PKEY_free) {
        if (!key_) throw std::runtime_error("no key could be made");
    }

    std::string host = "hub.example.org";
    std::string origin = "https://hub.example.org";
    std::string more_client_data; ///< such as `,"crossOrigin":true`
    unsigned flags = 0x01 | 0x04; ///< somebody is there and is recognized
    std::uint32_t uses = 0;
    std::string credential_id = "the credential's id";

    NewCredential make(std::string const& challenge) const {
        std::string data = authenticator_data(flags | 0x40U);
        data += std::string(16, '\0'); // the kind of authenticator: not told
        data += big_endian(credential_id.size(), 2) + credential_id + cose_key();
        return {client_data("webauthn.create", challenge), data};
    }

    Assertion show(std::string const& challenge) const {
        Assertion assertion;
        assertion.client_data = client_data("webauthn.get", challenge);
        assertion.authenticator_data = authenticator_data(flags);
        assertion.signature = sign(assertion.authenticator_data + sha256(assertion.client_data));
        return assertion;
    }

    std::string sign(std::string const& bytes) const {
        std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(),
                                                                              EVP_MD_CTX_free);
        EVP_MD const* const digest = algorithm_ == -8 ? nullptr : EVP_sha256();
        std::size_t size = 0;
        auto const* const data = reinterpret_cast<unsigned char const*>(bytes.data());
        if (EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key_.get()) != 1 ||
            EVP_DigestSign(context.get(), nullptr, &size, data, bytes.size()) != 1)
            throw std::runtime_error("nothing could be signed");
        std::string signature(size, '\0');
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, data,
                       bytes.size());
        signature.resize(size);
        return signature;
    }

  private:
    static EVP_PKEY* make_key(int algorithm) {
        if (algorithm == -257) return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048});
        if (algorithm == -8) return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    }

    static std::string big_endian(std::size_t number, int bytes) {
        std::string text;
        for (int i = bytes - 1; i >= 0; --i)
            text += static_cast<char>(number >> (8 * i) & 0xff);
        return text;
    }

    static std::string sha256(std::string const& text) {
        std::string hash(crypto_hash_sha256_BYTES, '\0');
        crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                           reinterpret_cast<unsigned char const*>(text.data()), text.size());
        return hash;
    }

    std::string client_data(char const* type, std::string const& challenge) const {
        return fmt::format(R"({{"type":"{}","challenge":"{}","origin":"{}"{}}})", type,
                           to_base64url(challenge), origin, more_client_data);
    }

    std::string authenticator_data(unsigned with_flags) const {
        return sha256(host) + static_cast<char>(with_flags) + big_endian(uses, 4);
    }

    std::string octets(char const* parameter) const {
        std::string bytes(256, '\0');
        std::size_t size = 0;
        if (EVP_PKEY_get_octet_string_param(key_.get(), parameter,
                                            reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                            &size) != 1)
            throw std::runtime_error("the key has no such part");
        bytes.resize(size);
        return bytes;
    }

    std::string modulus() const {
        BIGNUM* number = nullptr;
        if (EVP_PKEY_get_bn_param(key_.get(), OSSL_PKEY_PARAM_RSA_N, &number) != 1)
            throw std::runtime_error("the key has no modulus");
        std::string bytes(256, '\0');
        BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
        BN_free(number);
        return bytes;
    }

    /// CBOR, RFC 9053: the maps that authenticators write.
    std::string cose_key() const {
        auto const string_of = [](std::string const& bytes) {
            return bytes.size() < 256 ? "\x58" + big_endian(bytes.size(), 1) + bytes
                                      : "\x59" + big_endian(bytes.size(), 2) + bytes;
        };
        if (algorithm_ == -257)
            return std::string("\xa4\x01\x03\x03\x39\x01\x00\x20", 8) + string_of(modulus()) + "\x21\x43" +
                   std::string("\x01\x00\x01", 3);
        if (algorithm_ == -8)
            return "\xa4\x01\x01\x03\x27\x20\x06\x21" + string_of(octets(OSSL_PKEY_PARAM_PUB_KEY));
        std::string const point = octets(OSSL_PKEY_PARAM_PUB_KEY); // 4, then both coordinates
        return "\xa5\x01\x02\x03\x26\x20\x01\x21" + string_of(point.substr(1, 32)) + "\x22" +
               string_of(point.substr(33, 32));
    }

    int algorithm_;
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

} // namespace legation::accounts
