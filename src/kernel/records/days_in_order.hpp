#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

/// Fields that follow each other in time, in every noun that has both.
namespace legation::records {

/// The beginning and the end.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 3> days_in_order{
    {{"starts", "ends"}, {"since", "until"}, {"made", "due"}}};

/// Whether a day is before another, as far as both are known: 2016 is not before 2016-05. False when one is
/// empty.
constexpr bool is_before(std::string_view day, std::string_view other) {
    std::size_t const known = std::min(day.size(), other.size());
    return day.substr(0, known) < other.substr(0, known);
}

} // namespace legation::records
