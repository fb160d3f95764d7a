#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace legation::search {

/// The form in which names are compared: lower case, without accents, letters such as ø, ß and æ spelled out,
/// apostrophes and dots dropped, `&` as "and", everything else that is no letter or digit as one space.
/// UTF-8 in and out; invalid bytes count as spaces. `fold(fold(x)) == fold(x)`.
std::string fold(std::string_view utf8);

/// The words of a folded text. They point into it.
std::vector<std::string_view> words(std::string_view folded);

/// The folded words of any text.
std::vector<std::string> tokens(std::string_view utf8);

/// Spells out "st", "ste", "ft" and "mt" in a folded text where another word follows, so that "St. Louis" and
/// "Saint Louis" meet. At the end they stay: "mt" alone is Montana, and "st" may become "stockholm".
std::string spell_out(std::string_view folded);

} // namespace legation::search
