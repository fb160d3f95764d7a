#pragma once

#include "kernel/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Codes of an authenticator app (TOTP, RFC 6238: six digits, others every 30 seconds, by HMAC-SHA-1, which
/// is what all apps know), and the codes that stand in for a lost one.
namespace legation::accounts {

/// 160 random bits in base32, as apps take them.
std::string new_authenticator_secret();

/// The six digits of one half-minute, counted from 1970.
std::string code_at(std::string const& secret, std::int64_t step);

/// The number of this half-minute.
std::int64_t step_at(Timestamp now);

/// How many half-minutes a code is after `step`, by the digits alone: 0 for its own, less for those before;
/// nothing when it is of none up to `most` away.
std::optional<std::int64_t> steps_from(std::string const& secret, std::string_view code, std::int64_t step,
                                       std::int64_t most);

/// What an app reads from the picture.
std::string authenticator_address(std::string_view hub, std::string_view email, std::string_view secret);

/// A text as a QR code: squares of size 1 to draw in a square of `size`, as the path of an SVG.
struct QrCode {
    std::int64_t size = 0;
    std::string path;
};
QrCode qr_code(std::string const& text);

/// In groups of four letters, which people can copy: `ABCD-EFGH-…`
std::string in_groups(std::string_view letters, char between);

/// 136 random bits as 28 letters and digits.
std::string new_recovery_code();

/// A code as it was made, however it was typed: without hyphens and blanks, in capitals.
std::string tidy_code(std::string_view typed);

} // namespace legation::accounts
