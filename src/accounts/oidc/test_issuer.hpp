#pragma once

#include "kernel/base64.hpp"

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace legation::accounts {

/// For tests: a key of an issuer, published and signing.
class TestIssuer {
  public:
    explicit TestIssuer(bool is_elliptic = false, std::size_t bits = 2048)
        : is_elliptic_(is_elliptic), key_(is_elliptic ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")
                                                      : EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", bits),
                                          EVP_PKEY_free) {
        if (!key_) throw std::runtime_error("no key could be made");
    }

    std::string key_id = "one";

    std::string algorithm() const { return is_elliptic_ ? "ES256" : "RS256"; }

    /// The published set, with `more` members in the key.
    std::string keys(std::string_view more = "") const {
        std::string const parts =
            is_elliptic_
                ? fmt::format(R"("kty":"EC","crv":"P-256","x":"{}","y":"{}")",
                              part(OSSL_PKEY_PARAM_EC_PUB_X, 32), part(OSSL_PKEY_PARAM_EC_PUB_Y, 32))
                : fmt::format(R"("kty":"RSA","n":"{}","e":"AQAB")", part(OSSL_PKEY_PARAM_RSA_N, 256));
        return fmt::format(R"({{"keys":[{{"kid":"{}",{}{}}}]}})", key_id, parts, more);
    }

    std::string token(std::string_view claims) const {
        return token(fmt::format(R"({{"alg":"{}","kid":"{}"}})", algorithm(), key_id), claims);
    }

    std::string token(std::string_view header, std::string_view claims) const {
        std::string const text = to_base64url(header) + '.' + to_base64url(claims);
        return text + '.' + to_base64url(is_elliptic_ ? plain(sign(text)) : sign(text));
    }

    std::string private_key() const {
        std::unique_ptr<BIO, decltype(&BIO_free_all)> const memory(BIO_new(BIO_s_mem()), BIO_free_all);
        PEM_write_bio_PrivateKey(memory.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
        char* text = nullptr;
        auto const size = BIO_get_mem_data(memory.get(), &text);
        return {text, static_cast<std::size_t>(size)};
    }

  private:
    std::string part(char const* parameter, int bytes) const {
        BIGNUM* number = nullptr;
        if (EVP_PKEY_get_bn_param(key_.get(), parameter, &number) != 1)
            throw std::runtime_error("the key has no such part");
        std::string text(static_cast<std::size_t>(bytes), '\0');
        int const written = BN_bn2binpad(number, reinterpret_cast<unsigned char*>(text.data()), bytes);
        BN_free(number);
        if (written != bytes) throw std::runtime_error("the key's part is longer than expected");
        return to_base64url(text);
    }

    std::string sign(std::string const& text) const {
        std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(),
                                                                              EVP_MD_CTX_free);
        std::string signature(512, '\0');
        std::size_t size = signature.size();
        if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
            EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                           reinterpret_cast<unsigned char const*>(text.data()), text.size()) != 1)
            throw std::runtime_error("nothing could be signed");
        signature.resize(size);
        return signature;
    }

    /// From DER to two plain numbers.
    static std::string plain(std::string const& der) {
        auto const* bytes = reinterpret_cast<unsigned char const*>(der.data());
        std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> const numbers(
            d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size())), ECDSA_SIG_free);
        std::string text(64, '\0');
        BN_bn2binpad(ECDSA_SIG_get0_r(numbers.get()), reinterpret_cast<unsigned char*>(text.data()), 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(numbers.get()), reinterpret_cast<unsigned char*>(text.data()) + 32, 32);
        return text;
    }

    bool is_elliptic_;
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

} // namespace legation::accounts
