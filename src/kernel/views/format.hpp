#pragma once

#include "kernel/clock.hpp"
#include "kernel/http/request.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How each language writes numbers, dates and lists. Names and rules are ICU's; what is asked for on every
/// page is kept ready, because making an ICU formatter costs more than rendering the page.
namespace legation::views {

/// `1,234,567`; in Spanish `1.234.567`, where four digits stay together (`1234`).
std::string number(http::Language language, std::int64_t value);

/// A date as far as it is known: `1959`, `1959-04` or `1959-04-01` becomes `April 1, 1959` or
/// `1 de abril de 1959`. Anything else is returned as it came, because a record's words are better than none.
std::string partial_date(http::Language language, std::string_view date);

/// From one day to another, said once where they share it: `July 7 – 8, 2023`, `7–8 de julio de 2023`. Empty
/// unless both are whole dates of which the second is not earlier.
std::string days(http::Language language, std::string_view first, std::string_view last);

/// A moment in UTC: `November 21, 2026, 10:08 PM UTC` or `21 de noviembre de 2026, 22:08 UTC`.
std::string timestamp(http::Language language, Timestamp time);
/// The same from the stored text `2026-11-21T22:08:29.123Z`.
std::string timestamp(http::Language language, std::string_view time);

/// `A, B and C` or `A, B y C` (`Francia e Italia`).
std::string list(http::Language language, std::vector<std::string> const& items);

/// A day or a moment as addresses name it: `2024-06-01` or `2024-06-01T12:00:00.000Z`.
std::string shown_moment(http::Language language, std::string_view moment);

/// The language's own code (`en`, `es`), for `lang` attributes.
std::string_view code(http::Language language);
/// The language of such a code; English for any other.
http::Language language_of(std::string_view code);

/// An address of this site in that language: `/register` or `/es/register`, `/` or `/es`.
std::string path(http::Language language, std::string_view path);

} // namespace legation::views
