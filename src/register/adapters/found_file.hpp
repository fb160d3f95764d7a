#pragma once

#include "kernel/records/csv.hpp"

#include <string>
#include <string_view>

namespace legation::registry {

/// Found files mix encodings: a line that is not UTF-8 is taken for Windows-1252.
std::string lines_as_utf8(std::string_view text);

/// Reads a found CSV file. Throws Error that names the file and the remedy.
records::CsvFile read_found_file(std::string const& path);

} // namespace legation::registry
