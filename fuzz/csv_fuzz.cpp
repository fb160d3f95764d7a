// A CSV file as somebody brings it: it is read or refused by line, and what was read can be written and read
// again.

#include "kernel/error.hpp"
#include "kernel/files/csv_reader.hpp"
#include "kernel/records/csv.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace legation;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

/// A cell for a file: always quoted, because a row of one empty cell would be an empty line.
std::string quoted(std::string_view text) {
    std::string cell = "\"";
    for (char const character : text)
        cell += character == '"' ? std::string("\"\"") : std::string(1, character);
    return cell + '"';
}

bool is_empty(std::vector<std::string> const& cells) {
    return cells.size() == 1 && cells.front().empty();
}

void write_row(std::string& text, std::vector<std::string> const& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
        text += (i == 0 ? "" : ",") + quoted(cells[i]);
    text += "\r\n";
}

void check_round_trip(records::CsvFile const& file) {
    std::string text;
    write_row(text, file.header);
    for (records::CsvRow const& row : file.rows)
        write_row(text, row.cells);
    records::CsvFile const again = records::read_csv(text, "again.csv");
    check(again.header == file.header && again.rows.size() == file.rows.size());
    for (std::size_t i = 0; i < file.rows.size(); ++i)
        check(again.rows[i].cells == file.rows[i].cells);
}

/// A file of any encoding and delimiter, as people bring them: rows in order, each as wide as the header.
void check_any_table(std::string_view bytes) {
    try {
        auto const reader =
            files::read_csv_table(std::make_unique<files::TextBytes>(bytes), "file.csv",
                                  {.limits = {.cell_bytes = 1'000, .row_bytes = 4'000, .columns = 20}});
        std::size_t line = 0;
        for (files::TableRow row; reader->next(row); line = row.line)
            check(row.cells.size() == reader->header().size() && row.line > line);
    } catch (Error const& error) {
        check(error.code == ErrorCode::unprocessable && error.public_message.starts_with("file.csv:"));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    try {
        records::CsvFile const file = records::read_csv(text, "file.csv");
        check(!file.header.empty());
        std::size_t line = 0;
        for (records::CsvRow const& row : file.rows) {
            check(row.cells.size() == file.header.size() && !is_empty(row.cells) && row.line > line);
            line = row.line;
        }
        check_round_trip(file);
    } catch (Error const& error) {
        check(error.code == ErrorCode::unprocessable && error.public_message.starts_with("file.csv:"));
    }

    check_any_table(text);

    // A cell that is written never begins as a formula, whatever it holds.
    std::string const cell = records::csv_cell(text);
    std::size_t const first = cell.starts_with('"') ? 1 : 0;
    check(cell.size() <= first || std::string_view("=+-@\t").find(cell[first]) == std::string_view::npos);
    return 0;
}
