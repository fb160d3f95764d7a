#pragma once

#include "accounts/passkeys/passkey.hpp"
#include "kernel/store/store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace legation::accounts {

/// How long a browser may take to answer a challenge.
constexpr std::chrono::minutes challenge_lives{5};
constexpr std::size_t most_passkeys = 20; ///< of one account
constexpr std::size_t longest_passkey_name = 60;

/// A passkey as its owner sees it in their list.
struct KeptPasskey {
    std::int64_t id = 0;
    std::int64_t account_id = 0;
    std::string name;
    std::string made_at;
    std::optional<std::string> used_at;
    Passkey passkey;
};

/// A challenge to make a passkey for an account, or with 0 to sign in. It is good for one answer.
std::string ask_challenge(store::WriteTransaction& tx, std::int64_t account_id);

/// The challenge that an answer names, taken off the list of those that were asked: another answer to it
/// finds nothing. Nothing too when it was not asked for this account, or too long ago.
std::optional<std::string> take_challenge(store::WriteTransaction& tx, std::string const& client_data,
                                          std::int64_t account_id);

/// Throws Error(conflict) when the passkey is known already, and Error(unprocessable) when the account has
/// as many as it may have. An empty name becomes `Passkey 1` and so on.
KeptPasskey keep_passkey(store::WriteTransaction& tx, std::int64_t account_id, std::string const& name,
                         Passkey const& passkey);

std::vector<KeptPasskey> passkeys_of(store::ReadTransaction& tx, std::int64_t account_id);
std::optional<KeptPasskey> find_passkey(store::ReadTransaction& tx, std::string const& credential_id);

/// Notes a use. Throws Error(conflict) when somebody used or removed it at the same moment.
void note_use(store::WriteTransaction& tx, KeptPasskey const& kept, Passkey const& after);

/// Whether there was such a passkey of this account.
bool remove_passkey(store::WriteTransaction& tx, std::int64_t account_id, std::int64_t id);

} // namespace legation::accounts
