#pragma once

#include <string>
#include <string_view>

namespace legation::search {

/// The code points of a UTF-8 text. Invalid bytes become U+FFFD.
std::u32string code_points(std::string_view utf8);

/// How many letters must be inserted, left out, replaced or swapped with their neighbor to turn one text into
/// the other (optimal string alignment). Anything above `limit` is answered as `limit + 1`.
int edit_distance(std::u32string_view one, std::u32string_view other, int limit);
int edit_distance(std::string_view one_utf8, std::string_view other_utf8, int limit);

} // namespace legation::search
