#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace legation {

using Timestamp = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// Where "now" comes from. Tests inject a fixed one; nothing else in the program reads the clock of the day.
using Clock = std::function<Timestamp()>;

Timestamp system_now();

/// `2026-11-21T22:08:29.123Z`: always UTC, always milliseconds, so text order is time order.
std::string to_text(Timestamp time);
/// The moment of such a text; nothing when it is none.
std::optional<Timestamp> parse_timestamp(std::string_view text);

/// RFC 9110 IMF-fixdate: `Sat, 21 Nov 2026 22:08:29 GMT`.
std::string to_http_date(Timestamp time);

} // namespace legation
