#include "accounts/oidc/client.hpp"

#include "accounts/oidc/fetch.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <utility>

namespace legation::accounts {

namespace {

/// Issuers change what they say of themselves seldom, and their keys a few times a year.
constexpr std::chrono::hours provider_is_kept{24};
constexpr std::chrono::hours keys_are_kept{1};
/// A token with an unknown key makes us read the keys again, but strangers must not make us do so all the
/// time.
constexpr std::chrono::minutes keys_are_fresh{1};

constexpr std::string_view client_assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

[[noreturn]] void fail(std::string const& why) {
    throw Error(ErrorCode::unavailable, "Signing in that way does not work at the moment.", why);
}

std::string content_of(std::string const& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        fail(fmt::format("the private key {} cannot be read; check its permissions", file));
    return std::move(text).str();
}

std::string text_member(JsonValue const& json, std::string_view name) {
    JsonValue const* const value = json.find(name);
    return value != nullptr && value->is_text() ? value->text : std::string();
}

} // namespace

OidcClient::OidcClient(Issuer issuer, std::string redirect_url, Clock clock)
    : issuer_(std::move(issuer)), redirect_url_(std::move(redirect_url)), clock_(std::move(clock)) {}

std::string OidcClient::authorization_url(Attempt const& attempt, std::string_view language) {
    return accounts::authorization_url(issuer_, provider(), attempt, redirect_url_, language);
}

Identity OidcClient::identify(Attempt const& attempt, Answer const& answer) {
    Provider const provider = this->provider();
    bool const is_from_here = answer.issuer.empty() ? !provider.names_itself : answer.issuer == issuer_.url;
    if (!is_from_here)
        throw Error(ErrorCode::unprocessable, "The other site's answer could not be used.",
                    fmt::format("an answer of {} came from “{}”", issuer_.url, answer.issuer));
    std::string access_token;
    std::string const id_token = exchange(provider, attempt, answer.code, access_token);
    Token const token = verified(provider, id_token);
    Identity identity = judge_claims(issuer_, attempt, token.claims, clock_());
    if (identity.email.empty() && !provider.userinfo_endpoint.empty() && !access_token.empty()) {
        Fetched const info = fetch(provider.userinfo_endpoint, issuer_.certificates, {}, access_token);
        if (info.status == 200) add_userinfo(identity, info.body);
    }
    return identity;
}

Provider OidcClient::provider() {
    {
        std::scoped_lock const lock(mutex_);
        if (provider_.value && clock_() - provider_.read_at < provider_is_kept) return *provider_.value;
    }
    std::string base = issuer_.url;
    if (base.ends_with('/')) base.pop_back();
    Fetched const document = fetch(base + "/.well-known/openid-configuration", issuer_.certificates);
    if (document.status != 200) fail(fmt::format("{} answers {}", issuer_.url, document.status));
    Provider provider = parse_provider(issuer_, document.body);
    std::scoped_lock const lock(mutex_);
    provider_ = {provider, clock_()};
    return provider;
}

std::vector<PublicKey> OidcClient::keys(Provider const& provider, bool is_fresh) {
    {
        std::scoped_lock const lock(mutex_);
        auto const kept = is_fresh ? std::chrono::milliseconds(keys_are_fresh) : keys_are_kept;
        if (keys_.value && clock_() - keys_.read_at < kept) return *keys_.value;
    }
    Fetched const document = fetch(provider.jwks_uri, issuer_.certificates);
    auto keys = document.status == 200 ? parse_keys(document.body) : std::nullopt;
    if (!keys) fail(fmt::format("{} has no keys", provider.jwks_uri));
    std::scoped_lock const lock(mutex_);
    keys_ = {keys, clock_()};
    return std::move(*keys);
}

/// The ID token for a code.
std::string OidcClient::exchange(Provider const& provider, Attempt const& attempt, std::string const& code,
                                 std::string& access_token) {
    Fields form{{"grant_type", "authorization_code"},
                {"code", code},
                {"redirect_uri", redirect_url_},
                {"client_id", issuer_.client_id},
                {"code_verifier", attempt.verifier}};
    if (!issuer_.private_key.empty()) {
        form.emplace_back("client_assertion_type", client_assertion_type);
        form.emplace_back("client_assertion", sign_token(client_claims(issuer_, provider, clock_()),
                                                         content_of(issuer_.private_key)));
    }
    Fetched const answer = fetch(provider.token_endpoint, issuer_.certificates, form);
    auto const json = parse_json(answer.body);
    if (answer.status != 200 || !json || !json->is_object()) {
        std::string const why = json && json->is_object() ? text_member(*json, "error") : "";
        throw Error(
            ErrorCode::unprocessable, "The other site's answer could not be used.",
            fmt::format("{} answers {} {}", provider.token_endpoint, answer.status, whole_letters(why, 100)));
    }
    access_token = text_member(*json, "access_token");
    return text_member(*json, "id_token");
}

Token OidcClient::verified(Provider const& provider, std::string const& id_token) {
    try {
        return verify_token(id_token, keys(provider, false));
    } catch (Error const& error) {
        if (error.code != ErrorCode::unprocessable) throw;
        return verify_token(id_token, keys(provider, true)); // perhaps the issuer has a new key
    }
}

} // namespace legation::accounts
