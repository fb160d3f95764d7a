#include "accounts/oidc/protocol.hpp"

#include "kernel/base64.hpp"
#include "kernel/error.hpp"
#include "kernel/http/request.hpp"
#include "kernel/id.hpp"
#include "kernel/mail/address.hpp"
#include "kernel/mail/settings.hpp"
#include "kernel/records/json.hpp"

#include <fmt/format.h>
#include <sodium/crypto_hash_sha256.h>
#include <sodium/randombytes.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace legation::accounts {

namespace {

constexpr double seconds_of_leeway = 60; // clocks differ
constexpr double oldest_token = 600;

[[noreturn]] void refuse(std::string const& why) {
    throw Error(ErrorCode::unprocessable, "The other site's answer could not be used.", "ID token: " + why);
}

std::string text_member(JsonValue const& json, std::string_view name) {
    JsonValue const* const value = json.find(name);
    return value != nullptr && value->is_text() ? value->text : std::string();
}

double number_member(JsonValue const& json, std::string_view name) {
    JsonValue const* const value = json.find(name);
    if (value == nullptr || !value->is_number()) refuse(fmt::format("it has no {}", name));
    return value->number;
}

bool is_true(JsonValue const& json, std::string_view name) {
    JsonValue const* const value = json.find(name);
    return value != nullptr && value->kind == JsonValue::Kind::truth && value->truth;
}

/// 256 random bits in letters that may stand anywhere.
std::string random_text() {
    std::array<char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return to_base64url({bytes.data(), bytes.size()});
}

std::string challenge_of(std::string const& verifier) {
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                       reinterpret_cast<unsigned char const*>(verifier.data()), verifier.size());
    return to_base64url(hash);
}

/// HTTPS, or this machine for a hub that is tried out.
bool is_endpoint(std::string const& url) {
    return url.starts_with("https://") ||
           (url.starts_with("http://") && mail::is_this_machine(mail::host_of(url)));
}

bool names(std::string const& list, std::string const& wanted) {
    std::istringstream words(list);
    std::string word;
    while (words >> word)
        if (word == wanted) return true;
    return false;
}

/// `aud` is a text or a list of them; with others in it, the token must have been made for this hub.
void check_audience(Issuer const& issuer, JsonValue const& claims) {
    JsonValue const* const audience = claims.find("aud");
    if (audience == nullptr) refuse("it names no audience");
    bool const is_list = audience->is_array();
    bool const is_named =
        is_list
            ? std::any_of(audience->items.begin(), audience->items.end(),
                          [&](JsonValue const& one) { return one.is_text() && one.text == issuer.client_id; })
            : audience->is_text() && audience->text == issuer.client_id;
    if (!is_named) refuse("it is for somebody else");
    std::string const party = text_member(claims, "azp");
    bool const has_others = is_list && audience->items.size() > 1;
    if ((has_others || !party.empty()) && party != issuer.client_id) refuse("it was made for somebody else");
}

void check_times(JsonValue const& claims, Timestamp now) {
    auto const seconds = std::chrono::duration<double>(now.time_since_epoch()).count();
    if (number_member(claims, "exp") <= seconds - seconds_of_leeway) refuse("it has expired");
    double const issued = number_member(claims, "iat");
    if (issued > seconds + seconds_of_leeway) refuse("it comes from the future");
    if (issued < seconds - oldest_token) refuse("it is too old");
    if (claims.find("nbf") != nullptr && number_member(claims, "nbf") > seconds + seconds_of_leeway)
        refuse("it is not valid yet");
}

} // namespace

Provider parse_provider(Issuer const& issuer, std::string_view json) {
    auto const document = parse_json(json);
    auto const fail = [&](std::string const& why) {
        throw Error(ErrorCode::unavailable, "Signing in that way does not work at the moment.",
                    fmt::format("what {} says of itself {}", issuer.url, why));
    };
    if (!document || !document->is_object()) fail("is no JSON object");
    if (text_member(*document, "issuer") != issuer.url)
        fail(fmt::format("is about “{}”", text_member(*document, "issuer")));
    Provider provider;
    for (auto const& [target, name] : {std::pair{&provider.authorization_endpoint, "authorization_endpoint"},
                                       {&provider.token_endpoint, "token_endpoint"},
                                       {&provider.userinfo_endpoint, "userinfo_endpoint"},
                                       {&provider.jwks_uri, "jwks_uri"}}) {
        *target = text_member(*document, name);
        bool const may_be_missing = target == &provider.userinfo_endpoint && target->empty();
        if (!may_be_missing && !is_endpoint(*target)) fail(fmt::format("has no {} with HTTPS", name));
    }
    provider.names_itself = is_true(*document, "authorization_response_iss_parameter_supported");
    return provider;
}

Attempt new_attempt() {
    return {.state = random_text(), .nonce = random_text(), .verifier = random_text()};
}

std::string authorization_url(Issuer const& issuer, Provider const& provider, Attempt const& attempt,
                              std::string const& redirect_url, std::string_view language) {
    std::string url = provider.authorization_endpoint;
    char separator = url.find('?') == std::string::npos ? '?' : '&';
    auto const add = [&](std::string_view name, std::string_view value) {
        if (value.empty()) return;
        url += fmt::format("{}{}={}", separator, name, http::percent_encode(value));
        separator = '&';
    };
    add("response_type", "code");
    add("client_id", issuer.client_id);
    add("redirect_uri", redirect_url);
    add("scope", issuer.scope);
    add("state", attempt.state);
    add("nonce", attempt.nonce);
    add("code_challenge", challenge_of(attempt.verifier));
    add("code_challenge_method", "S256");
    add("acr_values", issuer.acr_values);
    add("ui_locales", language);
    return url;
}

std::string client_claims(Issuer const& issuer, Provider const& provider, Timestamp now) {
    auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    records::JsonWriter json;
    json.begin_object().member("iss", issuer.client_id).member("sub", issuer.client_id);
    json.member("aud", provider.token_endpoint).member("jti", random_text());
    json.member("iat", std::int64_t{seconds}).member("exp", std::int64_t{seconds + 300});
    return json.end_object().take();
}

Identity judge_claims(Issuer const& issuer, Attempt const& attempt, JsonValue const& claims, Timestamp now) {
    if (text_member(claims, "iss") != issuer.url) refuse("another issuer made it");
    check_audience(issuer, claims);
    check_times(claims, now);
    if (attempt.nonce.empty() || text_member(claims, "nonce") != attempt.nonce)
        refuse("it is the answer to another attempt");
    Identity identity;
    identity.subject = text_member(claims, "sub");
    if (identity.subject.empty() || identity.subject.size() > 255) refuse("it names nobody");
    identity.acr = text_member(claims, "acr");
    if (!issuer.accepted_acr.empty() && !names(issuer.accepted_acr, identity.acr))
        refuse(fmt::format("they proved themselves by “{}”, which is not enough here", identity.acr));
    if (is_true(claims, "email_verified"))
        identity.email = mail::address_of(text_member(claims, "email")).value_or("");
    return identity;
}

void add_userinfo(Identity& identity, std::string_view json) {
    auto const info = parse_json(json);
    if (!info || !info->is_object() || text_member(*info, "sub") != identity.subject)
        refuse("what the issuer says of the person is about somebody else");
    if (is_true(*info, "email_verified"))
        identity.email = mail::address_of(text_member(*info, "email")).value_or("");
}

} // namespace legation::accounts
