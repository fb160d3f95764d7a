#include "accounts/oidc/jwt.hpp"

#include "kernel/base64.hpp"
#include "kernel/error.hpp"

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>

namespace legation::accounts {

namespace {

constexpr std::size_t longest_token = 16UL * 1024;
constexpr std::size_t coordinate_bytes = 32; // P-256
constexpr int least_rsa_bits = 2048;

template <auto free>
struct Free {
    template <class T>
    void operator()(T* pointer) const {
        free(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using KeyMaker = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;
using Memory = std::unique_ptr<BIO, Free<BIO_free_all>>;

[[noreturn]] void refuse(std::string const& why) {
    throw Error(ErrorCode::unprocessable, "The other site's answer could not be used.", "token: " + why);
}

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

Number number_of(std::string_view bytes) {
    return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

std::string text_member(JsonValue const& json, std::string_view name) {
    JsonValue const* const value = json.find(name);
    return value != nullptr && value->is_text() ? value->text : std::string();
}

std::string bytes_member(JsonValue const& json, std::string_view name) {
    return from_base64url(text_member(json, name)).value_or("");
}

/// Empty where the key is of another kind, or not for signing.
std::string algorithm_of(JsonValue const& key) {
    std::string const kind = text_member(key, "kty");
    std::string const algorithm = kind == "RSA"                                        ? "RS256"
                                  : kind == "EC" && text_member(key, "crv") == "P-256" ? "ES256"
                                                                                       : "";
    std::string const named = text_member(key, "alg");
    std::string const use = text_member(key, "use");
    bool const is_for_signing = (named.empty() || named == algorithm) && (use.empty() || use == "sig");
    return is_for_signing ? algorithm : "";
}

Key key_from(char const* kind, OSSL_PARAM_BLD* builder) {
    Parameters const parameters(OSSL_PARAM_BLD_to_param(builder));
    KeyMaker const context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return Key(key);
}

Key openssl_key(PublicKey const& key) {
    Builder const builder(OSSL_PARAM_BLD_new());
    if (!builder) throw std::bad_alloc();
    if (key.algorithm == "RS256") {
        Number const modulus = number_of(key.modulus);
        Number const exponent = number_of(key.exponent);
        if (!modulus || !exponent || BN_num_bits(modulus.get()) < least_rsa_bits ||
            OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
            OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
            return nullptr;
        return key_from("RSA", builder.get()); // the parameters hold the numbers by now
    }
    std::string const point = '\x04' + key.x + key.y; // uncompressed; OpenSSL checks that it is on the curve
    if (key.x.size() != coordinate_bytes || key.y.size() != coordinate_bytes ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1)
        return nullptr;
    return key_from("EC", builder.get());
}

/// Tokens carry an ES256 signature as two plain numbers, OpenSSL wants them in DER.
std::string signature_in_der(std::string const& signature) {
    if (signature.size() != 2 * coordinate_bytes) return {};
    Signature const numbers(ECDSA_SIG_new());
    Number first = number_of(std::string_view(signature).substr(0, coordinate_bytes));
    Number second = number_of(std::string_view(signature).substr(coordinate_bytes));
    if (!numbers || !first || !second || ECDSA_SIG_set0(numbers.get(), first.get(), second.get()) != 1)
        throw std::bad_alloc();
    (void)first.release(); // owned by the signature now
    (void)second.release();
    unsigned char* der = nullptr;
    int const length = i2d_ECDSA_SIG(numbers.get(), &der);
    if (length <= 0) return {};
    std::string text(reinterpret_cast<char const*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    return text;
}

bool is_signed_by(PublicKey const& public_key, std::string_view text, std::string const& signature) {
    Key const key = openssl_key(public_key);
    std::string const wanted = public_key.algorithm == "ES256" ? signature_in_der(signature) : signature;
    Digest const digest(EVP_MD_CTX_new());
    return key && !wanted.empty() && digest &&
           EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(digest.get(), bytes_of(wanted), wanted.size(), bytes_of(text), text.size()) == 1;
}

JsonValue object_in(std::string_view part, char const* what) {
    auto const bytes = from_base64url(part);
    auto json = bytes ? parse_json(*bytes) : std::nullopt;
    if (!json || !json->is_object()) refuse(fmt::format("its {} is no JSON object", what));
    return std::move(*json);
}

} // namespace

std::optional<std::vector<PublicKey>> parse_keys(std::string_view json) {
    auto const set = parse_json(json);
    JsonValue const* const list = set && set->is_object() ? set->find("keys") : nullptr;
    if (list == nullptr || !list->is_array()) return std::nullopt;
    std::vector<PublicKey> keys;
    for (JsonValue const& item : list->items) {
        std::string const algorithm = item.is_object() ? algorithm_of(item) : "";
        if (algorithm.empty()) continue;
        keys.push_back({.id = text_member(item, "kid"),
                        .algorithm = algorithm,
                        .modulus = bytes_member(item, "n"),
                        .exponent = bytes_member(item, "e"),
                        .x = bytes_member(item, "x"),
                        .y = bytes_member(item, "y")});
    }
    return keys;
}

Token verify_token(std::string_view token, std::vector<PublicKey> const& keys) {
    if (token.size() > longest_token) refuse("it is too long");
    std::size_t const first = token.find('.');
    std::size_t const second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos) refuse("it has not three parts");
    JsonValue const header = object_in(token.substr(0, first), "head");
    Token verified{text_member(header, "alg"), {}};
    if (verified.algorithm != "RS256" && verified.algorithm != "ES256")
        refuse(fmt::format("it is signed with “{}”, which is not allowed here", verified.algorithm));
    if (header.find("crit") != nullptr) refuse("it asks for an extension that is not known here");
    auto const signature = from_base64url(token.substr(second + 1));
    if (!signature) refuse("its signature is no base64url");
    std::string const key_id = text_member(header, "kid");
    bool const is_genuine = std::any_of(keys.begin(), keys.end(), [&](PublicKey const& key) {
        // The key decides about the algorithm, never the token.
        return key.algorithm == verified.algorithm && (key_id.empty() || key.id == key_id) &&
               is_signed_by(key, token.substr(0, second), *signature);
    });
    if (!is_genuine) refuse("its signature is by none of the issuer's keys");
    verified.claims = object_in(token.substr(first + 1, second - first - 1), "content");
    return verified;
}

std::string sign_token(std::string_view claims, std::string const& private_key) {
    auto const fail = [](char const* why) {
        throw Error(ErrorCode::unavailable, "Signing in that way does not work at the moment.",
                    fmt::format("the hub's private key {}", why));
    };
    Memory const memory(BIO_new_mem_buf(private_key.data(), static_cast<int>(private_key.size())));
    // An empty password, or OpenSSL would ask for one at the terminal.
    char no_password[] = "";
    Key const key(memory ? PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, no_password) : nullptr);
    if (!key) fail("is no PEM file without a password");
    if (EVP_PKEY_is_a(key.get(), "RSA") != 1 || EVP_PKEY_get_bits(key.get()) < least_rsa_bits)
        fail("is no RSA key of 2048 bits or more");
    std::string token = to_base64url(R"({"alg":"RS256","typ":"JWT"})") + '.' + to_base64url(claims);
    Digest const digest(EVP_MD_CTX_new());
    std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())), '\0');
    std::size_t size = signature.size();
    if (!digest || EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1 ||
        EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       bytes_of(token), token.size()) != 1)
        fail("does not sign");
    signature.resize(size);
    return token + '.' + to_base64url(signature);
}

} // namespace legation::accounts
