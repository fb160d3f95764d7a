#include "kernel/records/csv.hpp"

#include "kernel/error.hpp"
#include "kernel/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::records {

namespace {

[[noreturn]] void refuse(std::string_view file_name, std::size_t line, std::string_view problem,
                         std::string_view remedy) {
    throw Error(ErrorCode::unprocessable, fmt::format("{}:{}: {}; {}", file_name, line, problem, remedy));
}

/// Reads one row after another, keeping count of lines.
class Reader {
  public:
    Reader(std::string_view text, std::string_view file_name) : rest_(text), file_name_(file_name) {}

    bool at_end() const { return rest_.empty(); }

    CsvRow next() {
        CsvRow row{line_, {}};
        do
            row.cells.push_back(rest_.starts_with('"') ? quoted_cell() : plain_cell());
        while (take(','));
        if (!end_line() && !at_end())
            refuse(file_name_, line_, "text follows a closing quote",
                   "write \"\" for a quote inside a quoted cell");
        return row;
    }

  private:
    std::string plain_cell() {
        std::size_t const end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
        std::string cell(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return cell;
    }

    std::string quoted_cell() {
        std::size_t const first_line = line_;
        std::string cell;
        rest_.remove_prefix(1);
        while (!rest_.empty()) {
            char const character = rest_.front();
            rest_.remove_prefix(1);
            if (character == '\n') ++line_;
            if (character != '"') {
                cell += character;
            } else if (take('"')) {
                cell += '"';
            } else {
                return cell;
            }
        }
        refuse(file_name_, first_line, "a quote that opens here is never closed",
               "the file may be cut short: copy it again");
    }

    bool take(char character) {
        if (!rest_.starts_with(character)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool end_line() {
        bool const carriage_return = take('\r');
        bool const line_feed = take('\n');
        if (carriage_return || line_feed) ++line_;
        return carriage_return || line_feed;
    }

    std::string_view rest_;
    std::string_view file_name_;
    std::size_t line_ = 1;
};

void check_header(std::vector<std::string> const& header, std::string_view file_name, std::size_t line) {
    for (std::string const& column : header)
        if (std::ranges::count(header, column) > 1)
            refuse(file_name, line, fmt::format("the column “{}” stands twice", column),
                   "remove one of them");
}

bool is_empty_line(CsvRow const& row) {
    return row.cells.size() == 1 && row.cells.front().empty();
}

} // namespace

std::string_view CsvFile::cell(CsvRow const& row, std::string_view column) const {
    auto const found = std::ranges::find(header, column);
    if (found == header.end()) return {};
    return row.cells[static_cast<std::size_t>(found - header.begin())];
}

bool CsvFile::has(std::string_view column) const {
    return std::ranges::find(header, column) != header.end();
}

CsvFile read_csv(std::string_view text, std::string_view file_name) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!is_utf8(text) || text.find('\0') != std::string_view::npos)
        refuse(file_name, 1, "this is not UTF-8 text", "save the file as CSV UTF-8");
    Reader reader(text, file_name);
    CsvFile file;
    while (!reader.at_end()) {
        CsvRow row = reader.next();
        if (is_empty_line(row)) continue;
        if (file.header.empty()) {
            check_header(row.cells, file_name, row.line);
            file.header = std::move(row.cells);
            continue;
        }
        if (row.cells.size() != file.header.size())
            refuse(file_name, row.line,
                   fmt::format("this row has {} cells where the header has {}", row.cells.size(),
                               file.header.size()),
                   "check its commas and quotes; if it is the last row, the file may be cut short");
        file.rows.push_back(std::move(row));
    }
    if (file.header.empty())
        refuse(file_name, 1, "the file is empty", "its first line must name the columns");
    return file;
}

void append_csv_cell(std::string& line, std::string_view text) {
    bool const is_formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    bool const needs_quotes = text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (needs_quotes) line += '"';
    if (is_formula) line += '\'';
    if (!needs_quotes) {
        line += text;
        return;
    }
    for (char const character : text) {
        if (character == '"') line += '"';
        line += character;
    }
    line += '"';
}

std::string csv_cell(std::string_view text) {
    std::string cell;
    append_csv_cell(cell, text);
    return cell;
}

} // namespace legation::records
