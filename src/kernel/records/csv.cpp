#include "kernel/records/csv.hpp"

#include "kernel/error.hpp"
#include "kernel/files/csv_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::records {

std::string_view CsvFile::cell(CsvRow const& row, std::string_view column) const {
    auto const found = std::ranges::find(header, column);
    if (found == header.end()) return {};
    return row.cells[static_cast<std::size_t>(found - header.begin())];
}

bool CsvFile::has(std::string_view column) const {
    return std::ranges::find(header, column) != header.end();
}

CsvFile read_csv(std::string_view text, std::string_view file_name) {
    auto const reader = files::read_csv_table(std::make_unique<files::TextBytes>(text), file_name,
                                              {.encoding = "UTF-8", .delimiter = ","});
    CsvFile file{reader->header(), {}};
    files::TableRow row;
    while (reader->next(row)) {
        if (!row.problem.empty())
            throw Error(ErrorCode::unprocessable, fmt::format("{}:{}: {}", file_name, row.line, row.problem));
        file.rows.push_back({row.line, std::move(row.cells)});
        row.cells.clear();
    }
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
