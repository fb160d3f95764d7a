#include "accounts/tokens/api_token.hpp"

#include "accounts/account.hpp"
#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/text.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::accounts {

namespace {

constexpr std::chrono::minutes note_every{10};
constexpr std::size_t hint_letters = token_prefix.size() + 4; // 24 of 256 bits: nobody guesses the rest

/// Scopes are kept as one text with blanks, as OAuth writes them.
std::vector<std::string> scopes_in(std::string_view text) {
    std::vector<std::string> scopes;
    for (TokenScope const& scope : token_scopes)
        if (fmt::format(" {} ", text).find(fmt::format(" {} ", scope.code)) != std::string::npos)
            scopes.emplace_back(scope.code);
    return scopes;
}

std::string scopes_text(std::vector<std::string> const& wanted) {
    std::string text;
    for (TokenScope const& scope : token_scopes)
        if (std::ranges::find(wanted, scope.code) != wanted.end())
            text += fmt::format("{}{}", text.empty() ? "" : " ", scope.code);
    return text;
}

} // namespace

std::array<TokenScope, 2> const token_scopes{
    {{"read", tr_noop("Read what you may see")}, {"suggest", tr_noop("Suggest changes in your name")}}};

MadeToken make_token(store::WriteTransaction& tx, std::int64_t account, NewToken const& wanted) {
    auto const known =
        tx.value<std::int64_t>("SELECT COUNT(*) FROM api_tokens WHERE account_id = :account", account);
    if (static_cast<std::size_t>(known.value_or(0)) >= most_tokens)
        throw Error{ErrorCode::unprocessable, "You have as many tokens as one may have. Revoke one first."};
    MadeToken made{tx.next_id("api_tokens"), fmt::format("{}{}", token_prefix, random_token())};
    tx.execute("INSERT INTO api_tokens (id, token_hash, hint, account_id, name, scopes, created_at, "
               "expires_at) VALUES (:id, :token_hash, :hint, :account, :name, :scopes, :created_at, "
               ":expires_at)",
               made.id, sha256_hex(made.text), made.text.substr(0, hint_letters), account, wanted.name,
               scopes_text(wanted.scopes), to_text(tx.now()),
               to_text(tx.now() + std::chrono::days(wanted.days)));
    return made;
}

std::vector<ApiToken> tokens_of(store::ReadTransaction& tx, std::int64_t account) {
    std::vector<ApiToken> tokens;
    for (auto const& [id, name, hint, scopes, created_at, expires_at, used_at] :
         tx.rows<std::int64_t, std::string, std::string, std::string, std::string, std::string,
                 std::optional<std::string>>(
             "SELECT id, name, hint, scopes, created_at, expires_at, used_at FROM api_tokens WHERE "
             "account_id = :account ORDER BY id DESC",
             account))
        tokens.push_back({id, name, hint, scopes_in(scopes), created_at, expires_at, used_at});
    return tokens;
}

bool revoke_token(store::WriteTransaction& tx, std::int64_t account, std::int64_t id) {
    return tx.execute("DELETE FROM api_tokens WHERE id = :id AND account_id = :account", id, account) > 0;
}

void revoke_tokens(store::WriteTransaction& tx, std::int64_t account) {
    tx.execute("DELETE FROM api_tokens WHERE account_id = :account", account);
}

std::optional<Program> find_program(store::ReadTransaction& tx, std::string_view token, Timestamp now) {
    if (!token.starts_with(token_prefix)) return std::nullopt;
    auto const row = tx.row<std::int64_t, std::int64_t, std::string, std::string, std::string, std::string,
                            std::optional<std::string>>(
        "SELECT t.id, t.account_id, t.scopes, t.expires_at, a.name, a.email, t.used_at FROM api_tokens t "
        "JOIN "
        "accounts a ON a.id = t.account_id WHERE t.token_hash = :token AND t.expires_at > :now AND "
        "a.is_disabled = 0",
        sha256_hex(token), to_text(now));
    if (!row) return std::nullopt;
    auto const& [id, account, scopes, expires_at, name, email, used_at] = *row;
    Program program;
    program.token_id = id;
    program.should_note_use = !used_at || *used_at < to_text(now - note_every);
    http::Viewer& viewer = program.viewer;
    viewer.account_id = account;
    viewer.name = name;
    viewer.email = email;
    viewer.role = http::Role::member;
    viewer.actors = actors_of(tx, account);
    viewer.ends_at = parse_timestamp(expires_at).value_or(now);
    viewer.is_program = true;
    viewer.scopes = scopes_in(scopes);
    return program;
}

void note_use_of_token(store::WriteTransaction& tx, std::int64_t token) {
    tx.execute("UPDATE api_tokens SET used_at = :now WHERE id = :id", to_text(tx.now()), token);
}

std::optional<std::string_view> token_of(http::Request const& request) {
    static constexpr std::string_view scheme = "Bearer ";
    std::string_view const sent = request.header("authorization");
    if (sent.size() < scheme.size() || !http::equal_ignoring_case(sent.substr(0, scheme.size()), scheme))
        return std::nullopt;
    return http::trim(sent.substr(scheme.size()));
}

} // namespace legation::accounts
