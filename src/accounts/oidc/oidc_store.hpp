#pragma once

#include "accounts/oidc/protocol.hpp"
#include "kernel/store/store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace legation::accounts {

/// How long somebody may take at the other site.
constexpr std::chrono::minutes attempt_lives{15};

/// An attempt with what it is for.
struct KeptAttempt {
    Attempt attempt;
    std::int64_t account_id = 0; ///< whose account is to be linked; 0: to sign in
    std::string return_path;     ///< where they wanted to go
};

void keep_attempt(store::WriteTransaction& tx, Issuer const& issuer, KeptAttempt const& kept);

/// The attempt of that state at that issuer, taken off the list: the same answer again finds nothing.
std::optional<KeptAttempt> take_attempt(store::WriteTransaction& tx, Issuer const& issuer,
                                        std::string const& state);

/// Whose account belongs to a person at an issuer.
std::optional<std::int64_t> account_of(store::ReadTransaction& tx, Issuer const& issuer,
                                       std::string const& subject);

/// Throws Error(conflict) when that person belongs to another account.
void link_identity(store::WriteTransaction& tx, Issuer const& issuer, std::string const& subject,
                   std::int64_t account_id);

void note_identity_use(store::WriteTransaction& tx, Issuer const& issuer, std::string const& subject);

/// A person at another site whom an account belongs to.
struct LinkedIdentity {
    std::int64_t id = 0;
    std::string issuer;
    std::string linked_at;
};
std::vector<LinkedIdentity> identities_of(store::ReadTransaction& tx, std::int64_t account_id);
bool unlink_identity(store::WriteTransaction& tx, std::int64_t account_id, std::int64_t id);

} // namespace legation::accounts
