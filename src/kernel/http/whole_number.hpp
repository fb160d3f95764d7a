#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace legation::http {

/// `17`, or nothing for what is no whole number from 0.
inline std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const is_whole = error == std::errc{} && end == text.data() + text.size() && number >= 0;
    return is_whole ? std::optional(number) : std::nullopt;
}

} // namespace legation::http
