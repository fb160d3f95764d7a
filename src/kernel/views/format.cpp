#include "kernel/views/format.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/dtitvfmt.h>
#include <unicode/listformatter.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <array>
#include <charconv>
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>

namespace legation::views {

using http::Language;

namespace {

/// What ICU knows about a language, asked once.
struct Words {
    std::array<std::string, 12> months;
    std::unique_ptr<icu::ListFormatter> lists;
    std::unique_ptr<icu::DateIntervalFormat> days;

    /// `en_001` is English without a comma before "and".
    /// Dates are written as in `language_name`.
    Words(char const* locale_name, char const* language_name) {
        auto status = U_ZERO_ERROR;
        icu::Locale const locale(locale_name);
        icu::DateFormatSymbols const symbols(locale, status);
        std::int32_t count = 0;
        auto const* const first = symbols.getMonths(count);
        std::span const names(first, static_cast<std::size_t>(count));
        lists.reset(icu::ListFormatter::createInstance(locale, status));
        days.reset(icu::DateIntervalFormat::createInstance("yMMMMd", icu::Locale(language_name), status));
        if (U_FAILURE(status) || names.size() < months.size())
            throw std::runtime_error(std::string("ICU has no data for ") + locale_name);
        days->setTimeZone(*icu::TimeZone::getGMT());
        for (std::size_t month = 0; month < months.size(); ++month)
            names[month].toUTF8String(months[month]);
    }
};

Words const& words(Language language) {
    static Words const english("en_001", "en");
    static Words const spanish("es", "es");
    return language == Language::es ? spanish : english;
}

/// Exactly that many digits as a number, or nothing.
std::optional<int> digits(std::string_view text, std::size_t count) {
    int value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool const whole = error == std::errc() && end == text.data() + text.size();
    if (text.size() != count || !whole || value < 0) return std::nullopt;
    return value;
}

/// The start of a whole date in UTC, as ICU counts it, or nothing.
std::optional<UDate> start_of(std::string_view date) {
    if (date.size() != 10 || date[4] != '-' || date[7] != '-') return std::nullopt;
    auto const year = digits(date.substr(0, 4), 4);
    auto const month = digits(date.substr(5, 2), 2);
    auto const day = digits(date.substr(8, 2), 2);
    if (!year || !month || !day) return std::nullopt;
    std::chrono::year_month_day const whole{std::chrono::year(*year),
                                            std::chrono::month(static_cast<unsigned>(*month)),
                                            std::chrono::day(static_cast<unsigned>(*day))};
    if (!whole.ok()) return std::nullopt;
    std::chrono::milliseconds const since_1970 = std::chrono::sys_days(whole).time_since_epoch();
    return static_cast<UDate>(since_1970.count());
}

std::string long_date(Language language, std::string_view year, int month, int day) {
    auto const& name = words(language).months[static_cast<std::size_t>(month - 1)];
    if (language == Language::es) return std::to_string(day) + " de " + name + " de " + std::string(year);
    return name + " " + std::to_string(day) + ", " + std::string(year);
}

std::string time_of_day(Language language, int hour, std::string_view minutes) {
    if (language == Language::es) return std::to_string(hour) + ":" + std::string(minutes);
    auto const half = hour < 12 ? " AM" : " PM";
    return std::to_string(hour % 12 == 0 ? 12 : hour % 12) + ":" + std::string(minutes) + half;
}

} // namespace

std::string number(Language language, std::int64_t value) {
    std::array<char, 24> buffer;
    auto const* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    std::string_view digits(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    std::string result;
    if (value < 0) {
        result = "-";
        digits.remove_prefix(1);
    }
    // CLDR: Spanish separates thousands only from five digits on.
    if (language == Language::es && digits.size() <= 4) return result.append(digits);
    char const separator = language == Language::es ? '.' : ',';
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) result += separator;
        result += digits[i];
    }
    return result;
}

std::string partial_date(Language language, std::string_view date) {
    auto const year = date.substr(0, 4);
    if (!digits(year, 4)) return std::string(date);
    if (date.size() != 7 && date.size() != 10) return std::string(date);
    auto const month = date[4] == '-' ? digits(date.substr(5, 2), 2) : std::nullopt;
    if (!month || *month < 1 || *month > 12) return std::string(date);
    if (date.size() == 7) {
        auto const& name = words(language).months[static_cast<std::size_t>(*month - 1)];
        return name + (language == Language::es ? " de " : " ") + std::string(year);
    }
    auto const day = date[7] == '-' ? digits(date.substr(8, 2), 2) : std::nullopt;
    if (!day || *day < 1 || *day > 31) return std::string(date);
    return long_date(language, year, *month, *day);
}

std::string days(Language language, std::string_view first, std::string_view last) {
    auto const from = start_of(first);
    auto const until = start_of(last);
    if (!from || !until || *until < *from) return {};
    auto status = U_ZERO_ERROR;
    icu::UnicodeString written;
    icu::FieldPosition nowhere(icu::FieldPosition::DONT_CARE);
    icu::DateInterval const interval(*from, *until);
    words(language).days->format(&interval, written, nowhere, status); // guarded by ICU's own lock
    std::string text;
    if (U_SUCCESS(status)) written.toUTF8String(text);
    return text;
}

std::string timestamp(Language language, Timestamp time) {
    return timestamp(language, to_text(time));
}

std::string timestamp(Language language, std::string_view time) {
    if (time.size() < 16 || time[10] != 'T' || time[13] != ':') return std::string(time);
    auto const day = time.substr(0, 10);
    auto const date = partial_date(language, day);
    auto const hour = digits(time.substr(11, 2), 2);
    auto const minutes = time.substr(14, 2);
    if (date == day || !hour || !digits(minutes, 2)) return std::string(time);
    return date + ", " + time_of_day(language, *hour, minutes) + " UTC";
}

std::string list(Language language, std::vector<std::string> const& items) {
    if (items.size() == 1) return items.front();
    std::vector<icu::UnicodeString> texts;
    texts.reserve(items.size());
    for (auto const& item : items)
        texts.push_back(icu::UnicodeString::fromUTF8(item));
    auto status = U_ZERO_ERROR;
    icu::UnicodeString joined;
    words(language).lists->format(texts.data(), static_cast<std::int32_t>(texts.size()), joined, status);
    std::string result;
    if (U_SUCCESS(status)) joined.toUTF8String(result);
    return result;
}

std::string shown_moment(http::Language language, std::string_view moment) {
    constexpr std::string_view day = "2024-06-01";
    return moment.size() == day.size() ? partial_date(language, moment) : timestamp(language, moment);
}

std::string_view code(Language language) {
    return language == Language::es ? "es" : "en";
}

Language language_of(std::string_view code) {
    return code == "es" ? Language::es : Language::en;
}

std::string path(Language language, std::string_view path) {
    if (language == Language::en) return std::string(path);
    return path == "/" ? "/es" : "/es" + std::string(path);
}

} // namespace legation::views
