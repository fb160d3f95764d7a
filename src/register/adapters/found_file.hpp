#pragma once

#include "kernel/records/csv.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace legation::registry {

/// A file found in the world, read whole: some of its rows are understood only beside others.
struct FoundTable {
    records::CsvFile file;
    std::vector<std::pair<std::size_t, std::string>> broken; ///< lines that are no rows, and why
};

/// Found files mix encodings: a line that is not UTF-8 is taken for Windows-1252.
std::string lines_as_utf8(std::string_view text);

/// Reads a text of cells with commas, semicolons, tabs or bars between them. Throws Error that names the file
/// and the remedy.
FoundTable read_found_text(std::string_view text, std::string const& file_name);
/// The same of a file, which may be packed in a ZIP archive as its only table, or be a workbook.
FoundTable read_found_file(std::string const& path);

} // namespace legation::registry
