#pragma once

#include "kernel/http/request.hpp"
#include "kernel/store/store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a program shows instead of a session: `Authorization: Bearer legation_…`.
namespace legation::accounts {

/// Every token begins like this, so that whoever looks for leaked secrets finds it.
inline constexpr std::string_view token_prefix = "legation_";
inline constexpr std::size_t most_tokens = 20; ///< of one account
inline constexpr std::size_t longest_token_name = 60;

/// What a token may be good for; `policy.cpp` says what each lets pass.
struct TokenScope {
    std::string_view code, label;
};
extern std::array<TokenScope, 2> const token_scopes;

/// How many days a token may be good for; the second is what is offered first.
inline constexpr std::array token_days{30, 90, 365};

/// A token as its owner sees it in their list.
struct ApiToken {
    std::int64_t id = 0;
    std::string name, hint;
    std::vector<std::string> scopes;
    std::string created_at, expires_at;
    std::optional<std::string> used_at;
};

/// What is asked for.
struct NewToken {
    std::string name;
    std::vector<std::string> scopes; ///< codes; what is none of them is left out
    int days = token_days[1];
};

/// A token just made: its text is kept nowhere.
struct MadeToken {
    std::int64_t id = 0;
    std::string text;
};

/// Throws Error(unprocessable) when the account has as many as it may have.
MadeToken make_token(store::WriteTransaction& tx, std::int64_t account, NewToken const& wanted);

/// The newest first, those that have expired too.
std::vector<ApiToken> tokens_of(store::ReadTransaction& tx, std::int64_t account);

/// Whether there was such a token of this account.
bool revoke_token(store::WriteTransaction& tx, std::int64_t account, std::int64_t id);
void revoke_tokens(store::WriteTransaction& tx, std::int64_t account);

/// Who sends a request with a token.
struct Program {
    http::Viewer viewer;
    std::int64_t token_id = 0;
    bool should_note_use = false; ///< it was not noted for a while: reading must not write each time
};

/// Whose program a token is of; nothing when it has expired or was revoked, or its account was disabled. A
/// program acts for its owner's actors, and has no role that its owner must prove more for.
std::optional<Program> find_program(store::ReadTransaction& tx, std::string_view token, Timestamp now);
void note_use_of_token(store::WriteTransaction& tx, std::int64_t token);

/// The token that a request shows; nothing when it shows none.
std::optional<std::string_view> token_of(http::Request const& request);

} // namespace legation::accounts
