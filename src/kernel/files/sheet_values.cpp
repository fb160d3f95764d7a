#include "kernel/files/sheet_values.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace legation::files {

std::optional<std::size_t> column_of(std::string_view address) {
    constexpr std::size_t letters = 26, most = 3; // XFD is a spreadsheet's last
    std::size_t column = 0, count = 0;
    while (count < address.size() && address[count] >= 'A' && address[count] <= 'Z') {
        column = column * letters + static_cast<std::size_t>(address[count] - 'A') + 1;
        if (++count > most) return std::nullopt;
    }
    if (count == 0) return std::nullopt;
    return column - 1;
}

bool is_date_format(int id) {
    // ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are dates in East Asian languages.
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

bool is_date_pattern(std::string_view pattern) {
    bool is_quoted = false, is_bracketed = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        char const character = pattern[i];
        if (character == '\\' || character == '_' || character == '*') {
            ++i; // the next is shown as it is
            continue;
        }
        if (character == '"') is_quoted = !is_quoted;
        if (character == '[') is_bracketed = true;
        if (character == ']') is_bracketed = false;
        if (is_quoted || is_bracketed) continue;
        // An m alone may be minutes; days and years are dates.
        if (character == 'y' || character == 'Y' || character == 'd' || character == 'D') return true;
    }
    return false;
}

std::optional<std::string> date_of_serial(double serial, bool counts_from_1904) {
    constexpr double last = 2'958'466; // the first day of the year 10000
    if (!std::isfinite(serial) || serial < 1 || serial >= last) return std::nullopt;
    double days = std::floor(serial);
    auto minutes = static_cast<int>(std::lround((serial - days) * 24 * 60));
    if (minutes == 24 * 60) {
        days += 1;
        minutes = 0;
    }
    // The first spreadsheets took 1900 for a leap year, and all others followed them.
    bool const before_the_leap_day = !counts_from_1904 && days < 60;
    using namespace std::chrono;
    sys_days const epoch = counts_from_1904 ? sys_days{year{1904} / 1 / 1} : sys_days{year{1899} / 12 / 30};
    year_month_day const date{epoch +
                              std::chrono::days{static_cast<int>(days) + (before_the_leap_day ? 1 : 0)}};
    std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    if (minutes != 0) text += fmt::format(" {:02}:{:02}", minutes / 60, minutes % 60);
    return text;
}

std::string number_text(std::string_view written) {
    double value = 0;
    auto const [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
    if (error != std::errc{} || end != written.data() + written.size() || !std::isfinite(value))
        return std::string(written);
    constexpr double exact = 1e15; // whole numbers up to here have all their digits
    if (value == std::floor(value) && std::abs(value) < exact) return fmt::format("{:.0f}", value);
    constexpr int digits = 15; // as many as a spreadsheet shows; the rest is noise of the binary form
    return fmt::format("{}", std::strtod(fmt::format("{:.{}g}", value, digits).c_str(), nullptr));
}

} // namespace legation::files
