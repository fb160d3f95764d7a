#include "kernel/clock.hpp"

#include <array>
#include <ctime>

namespace legation {

namespace {

std::tm utc(Timestamp time) {
    std::time_t const seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    return parts;
}

} // namespace

Timestamp system_now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string to_text(Timestamp time) {
    std::tm const parts = utc(time);
    auto const milliseconds =
        static_cast<int>((time - std::chrono::floor<std::chrono::seconds>(time)).count());
    std::array<char, 32> text{};
    std::size_t const length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::string result(text.data(), length);
    result += '.';
    result += static_cast<char>('0' + milliseconds / 100);
    result += static_cast<char>('0' + milliseconds / 10 % 10);
    result += static_cast<char>('0' + milliseconds % 10);
    result += 'Z';
    return result;
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
    static constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i) {
        bool const is_digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == '0' ? !is_digit : text[i] != form[i]) return std::nullopt;
    }
    auto const number = [&](std::size_t at, std::size_t length) {
        int value = 0;
        for (char const digit : text.substr(at, length))
            value = value * 10 + (digit - '0');
        return value;
    };
    std::chrono::year_month_day const day{std::chrono::year(number(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    if (!day.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 59) return std::nullopt;
    return Timestamp(std::chrono::sys_days(day)) + std::chrono::hours(number(11, 2)) +
           std::chrono::minutes(number(14, 2)) + std::chrono::seconds(number(17, 2)) +
           std::chrono::milliseconds(number(20, 3));
}

std::string to_http_date(Timestamp time) {
    static constexpr std::array<char const*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<char const*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm const parts = utc(time);
    std::array<char, 40> text{};
    std::size_t const length = std::strftime(text.data(), text.size(), "%d ", &parts);
    std::string result = std::string(days.at(static_cast<std::size_t>(parts.tm_wday))) + ", " +
                         std::string(text.data(), length) + months.at(static_cast<std::size_t>(parts.tm_mon));
    std::size_t const rest = std::strftime(text.data(), text.size(), " %Y %H:%M:%S GMT", &parts);
    return result + std::string(text.data(), rest);
}

} // namespace legation
