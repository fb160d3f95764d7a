#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace legation::http {

/// HTTP's names know no case but are plain ASCII: the locale must not have a say.
constexpr char to_lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
}

constexpr bool equal_ignoring_case(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(),
                      [](char one, char other) { return to_lower(one) == to_lower(other); });
}

inline std::string to_lower(std::string_view text) {
    std::string lower(text);
    for (char& character : lower)
        character = to_lower(character);
    return lower;
}

/// Without spaces and tabs at either end.
constexpr std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// Cuts off and returns what stands before the first separator; the separator goes too.
constexpr std::string_view cut(std::string_view& text, char separator) {
    std::size_t const end = text.find(separator);
    std::string_view const first = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return first;
}

} // namespace legation::http
