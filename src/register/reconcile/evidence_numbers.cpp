#include "register/reconcile/evidence_numbers.hpp"

#include <charconv>
#include <cmath>

namespace legation::registry {

namespace {

std::optional<double> within(std::string_view text, double most) {
    auto const number = number_in(text);
    return number && std::abs(*number) <= most ? number : std::nullopt;
}

} // namespace

std::optional<double> number_in(std::string_view text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<double> latitude_in(std::string_view text) {
    return within(text, 90);
}

std::optional<double> longitude_in(std::string_view text) {
    return within(text, 180);
}

std::optional<std::int64_t> people_in(std::string_view text) {
    constexpr double everybody = 1e10;
    auto const number = within(text, everybody);
    if (!number || *number < 0) return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

} // namespace legation::registry
