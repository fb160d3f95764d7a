#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace legation::files {

/// The column of a cell's address from 0: 2 for `C5`; nothing when it is no address.
std::optional<std::size_t> column_of(std::string_view address);

/// Whether a spreadsheet shows a number as a date: by the id of a built-in format, or by the pattern of one's
/// own (`dd/mm/yyyy`, but not `0.00 "days"`).
bool is_date_format(int id);
bool is_date_pattern(std::string_view pattern);

/// A spreadsheet's number as the date it stands for: `2016-05-12`, or `2016-05-12 10:30` when it has a time.
/// Nothing for what is no date.
std::optional<std::string> date_of_serial(double serial, bool counts_from_1904);

/// A number as people write it: `5.1` for 5.0999999999999996, `15000000` for 1.5E7.
std::string number_text(std::string_view written);

} // namespace legation::files
