#pragma once

#include "kernel/store/store.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace legation::accounts {

/// How often something may be tried within a time.
struct AttemptLimit {
    std::string_view name;
    std::int64_t most;
    std::chrono::seconds within;
};

// The first two are Login.gov's; the third keeps anyone from filling somebody else's mailbox.
inline constexpr AttemptLimit sign_ins_by_address_and_client{"sign-in", 5, std::chrono::minutes(1)};
inline constexpr AttemptLimit requests_by_client{"client", 300, std::chrono::minutes(5)};
inline constexpr AttemptLimit mails_by_address{"mail", 10, std::chrono::hours(1)};

/// Whoever guesses from many machines; the owner of the address signs in by mail meanwhile.
inline constexpr AttemptLimit passwords_by_address{"password", 10, std::chrono::minutes(10)};
/// Three of a million codes are right at a time.
inline constexpr AttemptLimit codes_by_account{"code", 10, std::chrono::hours(1)};

inline constexpr AttemptLimit requests_to_join{"join", 10, std::chrono::days(1)};

/// Counts one more try by `who`; answers whether it is still within the limit.
bool count_attempt(store::WriteTransaction& tx, AttemptLimit const& limit, std::string_view who);

/// Forgets counts whose time is over.
void forget_attempts(store::WriteTransaction& tx);

} // namespace legation::accounts
