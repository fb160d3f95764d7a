#include "kernel/search/edit_distance.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

namespace legation::search {

std::u32string code_points(std::string_view utf8) {
    bool const is_ascii = std::all_of(utf8.begin(), utf8.end(),
                                      [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
    if (is_ascii) return {utf8.begin(), utf8.end()};

    auto const text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
    std::u32string points;
    points.reserve(static_cast<std::size_t>(text.length()));
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        points += static_cast<char32_t>(text.char32At(at));
    }
    return points;
}

int edit_distance(std::u32string_view one, std::u32string_view other, int limit) {
    auto const rows = static_cast<int>(one.size());
    auto const columns = static_cast<int>(other.size());
    if (std::abs(rows - columns) > limit) return limit + 1;

    // Three rows of the table are enough: a swap looks back two.
    std::vector<int> before_last(other.size() + 1);
    std::vector<int> last(other.size() + 1);
    std::vector<int> current(other.size() + 1);
    for (int column = 0; column <= columns; ++column)
        last[column] = column;

    for (int row = 1; row <= rows; ++row) {
        current[0] = row;
        int smallest = row;
        for (int column = 1; column <= columns; ++column) {
            bool const same = one[row - 1] == other[column - 1];
            int cost =
                std::min({last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1)});
            bool const swapped = row > 1 && column > 1 && one[row - 1] == other[column - 2] &&
                                 one[row - 2] == other[column - 1];
            if (swapped) cost = std::min(cost, before_last[column - 2] + 1);
            current[column] = cost;
            smallest = std::min(smallest, cost);
        }
        if (smallest > limit) return limit + 1;
        std::swap(before_last, last);
        std::swap(last, current);
    }
    return std::min(last[columns], limit + 1);
}

int edit_distance(std::string_view one_utf8, std::string_view other_utf8, int limit) {
    return edit_distance(code_points(one_utf8), code_points(other_utf8), limit);
}

} // namespace legation::search
