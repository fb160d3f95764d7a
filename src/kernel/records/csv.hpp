#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace legation::records {

/// One record of a CSV file and the line where it begins.
struct CsvRow {
    std::size_t line = 0;
    std::vector<std::string> cells;
};

/// A CSV file after RFC 4180: the header and the rows. Empty lines are skipped; a byte order mark is ignored.
struct CsvFile {
    std::vector<std::string> header;
    std::vector<CsvRow> rows;

    /// The cell under that heading, or an empty view when the file has no such column.
    std::string_view cell(CsvRow const& row, std::string_view column) const;
    bool has(std::string_view column) const;
};

/// Reads a CSV text. Throws Error(unprocessable) that names the file, the line and the remedy when a quote is
/// not closed, a row has too few or too many cells, the header is missing, or the text is not UTF-8.
CsvFile read_csv(std::string_view text, std::string_view file_name);

/// A cell as RFC 4180 wants it, quoted where needed. A cell that a spreadsheet would take for a formula (it
/// begins with = + - @ or a tab) gets an apostrophe before it, as OWASP advises against CSV injection.
std::string csv_cell(std::string_view text);
/// The same, onto the end of a line.
void append_csv_cell(std::string& line, std::string_view text);

} // namespace legation::records
