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
