#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace legation::files {

/// One row of a table. `problem` says why it cannot be used (too many cells, text behind a quote), in words
/// for the person who wrote the file; the rows after it are still read.
struct TableRow {
    std::size_t line = 0;           ///< where it begins, counted as editors and spreadsheets do, from 1
    std::vector<std::string> cells; ///< UTF-8, as many as the header has
    std::string problem;
};

/// What no honest table has; a file beyond that is refused before it can fill the memory.
struct TableLimits {
    std::size_t cell_bytes = 1024UL * 1024;
    std::size_t row_bytes = 4UL * 1024 * 1024;
    std::size_t columns = 1'000;
    std::size_t unpacked_bytes = 2UL * 1024 * 1024 * 1024; ///< of one part of a workbook
    std::size_t text_bytes = 256UL * 1024 * 1024; ///< of the texts that the cells of a workbook share
    std::size_t ratio = 400;                      ///< of unpacked to packed; a spreadsheet has some 10 to 50
};

/// What a file does not say by itself, or says wrongly.
struct TableOptions {
    std::string encoding = {};  ///< as ICU names it; empty: found out
    std::string delimiter = {}; ///< of cells; empty: found out
    std::string sheet = {};     ///< of a workbook; empty: the first
    TableLimits limits = {};
};

/// A table read row by row, never held whole. The header is the first line that is not empty; empty lines are
/// skipped. What makes the rest of a file unreadable throws Error(unprocessable) with file, line and remedy.
class TableReader {
  public:
    virtual ~TableReader() = default;

    virtual std::vector<std::string> const& header() const = 0;
    /// Fills the next row; false at the end.
    virtual bool next(TableRow& row) = 0;
    /// From 0 to 1, for a progress bar.
    virtual double share_read() const = 0;
    /// What was found out: `CSV, Windows-1252, semicolons`.
    virtual std::string form() const = 0;

  protected:
    TableReader() = default;
    TableReader(TableReader const&) = default;
    TableReader& operator=(TableReader const&) = default;
};

/// Opens a CSV file or an XLSX workbook: which, its first bytes say, not its name.
std::unique_ptr<TableReader> open_table(std::string const& path, TableOptions const& options = {});

/// Ends the reading of a file: `partners.csv:7: a quote that opens here is never closed; …`.
[[noreturn]] void refuse_file(std::string_view file_name, std::size_t line, std::string_view problem,
                              std::string_view remedy);

/// Refuses a header in which a name stands twice; empty names are passed over.
void check_header(std::vector<std::string> const& header, std::string_view file_name, std::size_t line);

} // namespace legation::files
