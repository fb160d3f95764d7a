#include "kernel/http/byte_range.hpp"

#include "kernel/http/ascii.hpp"

#include <algorithm>
#include <charconv>

namespace legation::http {

namespace {

std::optional<std::uint64_t> parse_number(std::string_view text) {
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

} // namespace

std::optional<ByteRange> parse_range(std::string_view header, std::uint64_t file_size) {
    static constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit) || header.find(',') != std::string_view::npos) return std::nullopt;
    std::string_view rest = trim(header.substr(unit.size()));
    if (rest.find('-') == std::string_view::npos) return std::nullopt;
    std::string_view const first_text = cut(rest, '-');

    if (first_text.empty()) { // the last so many bytes
        std::optional<std::uint64_t> const length = parse_number(rest);
        if (!length) return std::nullopt;
        std::uint64_t const size = std::min(*length, file_size);
        return ByteRange{file_size - size, size};
    }
    std::optional<std::uint64_t> const first = parse_number(first_text);
    std::optional<std::uint64_t> const last = rest.empty() ? UINT64_MAX : parse_number(rest);
    if (!first || !last || *last < *first) return std::nullopt;
    if (*first >= file_size) return ByteRange{};
    return ByteRange{*first, std::min(*last, file_size - 1) - *first + 1};
}

} // namespace legation::http
