#include "kernel/text.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace legation {

bool is_utf8(std::string_view bytes) {
    auto const* text = reinterpret_cast<std::uint8_t const*>(bytes.data());
    auto const length = static_cast<std::int64_t>(bytes.size());
    for (std::int64_t at = 0; at < length;) {
        UChar32 code_point = 0;
        // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): the inside of ICU's macro
        U8_NEXT(text, at, length, code_point);
        if (code_point < 0) return false;
    }
    return true;
}

std::string_view whole_letters(std::string_view text, std::size_t most_bytes) {
    std::size_t length = std::min(most_bytes, text.size());
    auto const is_inside_letter = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U;
    };
    while (length > 0 && is_inside_letter(length))
        --length;
    return text.substr(0, length);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const is_whole = error == std::errc{} && end == text.data() + text.size() && number >= 0;
    return is_whole ? std::optional(number) : std::nullopt;
}

std::string fill(std::string_view text, std::span<Filling const> values) {
    std::string result;
    result.reserve(text.size() + 32);
    while (true) {
        auto const open = text.find('{');
        auto const close = text.find('}', open);
        if (open == std::string_view::npos || close == std::string_view::npos) break;
        auto const name = text.substr(open + 1, close - open - 1);
        auto value = values.begin();
        while (value != values.end() && value->first != name)
            ++value;
        result += text.substr(0, open);
        if (value != values.end()) {
            result += value->second;
            text.remove_prefix(close + 1);
        } else { // not ours: keep the brace and look for the next one
            result += '{';
            text.remove_prefix(open + 1);
        }
    }
    result += text;
    return result;
}

std::string fill(std::string_view text, std::initializer_list<Filling> values) {
    return fill(text, std::span<Filling const>(values.begin(), values.size()));
}

} // namespace legation
