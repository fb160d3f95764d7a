#pragma once

#include "accounts/secrets/secret_keys.hpp"
#include "kernel/store/store.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace legation::accounts {

/// What the secret of somebody's app is encrypted for, so that it is of no use beside another account.
std::string owner_of_app(std::int64_t account);

/// A key that this hub made for itself, made now if there is none.
std::string hub_key(store::WriteTransaction& tx, SecretKeys const& keys, std::string_view name);

/// What the database holds of secrets in a usable form.
struct StoredSecrets {
    std::size_t all = 0;
    std::size_t to_encrypt = 0;         ///< as they are, or under an older key
    std::size_t without_key = 0;        ///< under a key that is not here, or changed
    std::vector<std::string> key_names; ///< the ids of keys that are not here
};
StoredSecrets stored_secrets(store::ReadTransaction& tx, SecretKeys const& keys);

/// What to do about secrets that no key opens; empty when there is none.
std::string problem_with(StoredSecrets const& secrets, SecretKeys const& keys);

/// Encrypts with the first key what is not yet. Answers how many that were. Throws Error(unprocessable) with
/// the remedy when one cannot be opened: a hub that went on would ask nobody for codes any more.
std::size_t encrypt_secrets(store::WriteTransaction& tx, SecretKeys const& keys);

/// Forgets what no key opens, for when a key is lost: keys of the hub are made anew, and apps have to be set
/// up again; a recovery code is asked for until then. Answers how many that were.
std::size_t forget_lost_secrets(store::WriteTransaction& tx, SecretKeys const& keys);

} // namespace legation::accounts
