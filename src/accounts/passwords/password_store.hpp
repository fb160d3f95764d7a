#pragma once

#include "accounts/secrets/secret_keys.hpp"
#include "kernel/store/store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What is kept of passwords, of the apps that make codes, and of the codes that stand in for them.
namespace legation::accounts {

struct KeptPassword {
    std::string hash;
    bool has_full_length = false; ///< long enough to stand alone
    std::string set_at;
    std::optional<std::string> used_at;
};

std::optional<KeptPassword> password_of(store::ReadTransaction& tx, std::int64_t account);
/// In place of the one before, if there was one.
void keep_password(store::WriteTransaction& tx, std::int64_t account, std::string const& hash,
                   bool has_full_length);
/// Notes a use, and keeps the hash that was made anew of the same password, if one was. Answers false when
/// the password is no longer the one of `before`.
bool note_use(store::WriteTransaction& tx, std::int64_t account, KeptPassword const& before,
              std::optional<std::string> const& renewed_hash);
/// The app and the recovery codes go with it: alone they do not sign in. Answers whether there was any of it.
bool remove_password(store::WriteTransaction& tx, std::int64_t account);

struct Authenticator {
    std::int64_t account_id = 0;
    std::string kept_secret; ///< as the database has it; empty when the key was lost that opened it
    std::string made_at;
    std::optional<std::string> confirmed_at; ///< nothing while no code has shown that the app has the secret
    std::int64_t last_step = 0;
    std::int64_t clock_steps = 0; ///< how many half-minutes the app's clock is ahead of the hub's

    bool is_confirmed() const { return confirmed_at.has_value(); }
};

std::optional<Authenticator> authenticator_of(store::ReadTransaction& tx, std::int64_t account);
/// Throws Error(conflict) when a confirmed one is there: it has to be removed first.
void begin_authenticator(store::WriteTransaction& tx, SecretKeys const& keys, std::int64_t account);
/// What the app makes its codes from; empty when the key was lost.
std::string secret_of(Authenticator const& app, SecretKeys const& keys);

/// What a typed code is. A code of an app counts in its own half-minute alone (ASVS 6.5.5).
enum class SecondFactor {
    none,          ///< wrong, or used before
    late,          ///< of the half-minute before
    early,         ///< of the one after: the clock of the app's device is a little ahead
    app,           ///< right
    recovery_code, ///< right
};
inline bool is_right(SecondFactor factor) {
    return factor >= SecondFactor::app;
}

/// Once the code is right, codes are asked for. A clock that is up to two half-minutes off is kept in mind,
/// but a second code has to show it: the first may only have been typed slowly.
SecondFactor confirm_authenticator(store::WriteTransaction& tx, SecretKeys const& keys, std::int64_t account,
                                   std::string_view code);
/// With the recovery codes. Answers whether there was one.
bool remove_authenticator(store::WriteTransaction& tx, std::int64_t account);

inline constexpr int recovery_codes_at_once = 10;
/// Ten others in place of those before. Only now they can be seen.
std::vector<std::string> renew_recovery_codes(store::WriteTransaction& tx, std::int64_t account);
std::int64_t recovery_codes_left(store::ReadTransaction& tx, std::int64_t account);

/// What a typed code is: each is good for one use.
SecondFactor use_second_factor(store::WriteTransaction& tx, SecretKeys const& keys, std::int64_t account,
                               std::string_view typed);

/// How long somebody may take for the code after the password.
inline constexpr std::chrono::minutes second_step_lives{5};

/// Somebody who has shown their password.
struct SecondStep {
    std::int64_t account_id = 0;
    std::string return_to;
};
/// Answers the token of which only a hash is kept.
std::string begin_second_step(store::WriteTransaction& tx, SecondStep const& step);
std::optional<SecondStep> find_second_step(store::ReadTransaction& tx, std::string_view token, Timestamp now);
/// Answers false when it ended at the same moment.
bool end_second_step(store::WriteTransaction& tx, std::string_view token);

} // namespace legation::accounts
