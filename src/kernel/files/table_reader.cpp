#include "kernel/files/table_reader.hpp"

#include "kernel/error.hpp"
#include "kernel/files/csv_reader.hpp"
#include "kernel/files/xlsx_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::files {

std::unique_ptr<TableReader> open_table(std::string const& path, TableOptions const& options) {
    auto bytes = std::make_unique<FileBytes>(path);
    std::string first(8, '\0');
    first.resize(bytes->read(first));
    bytes->rewind();
    if (first.starts_with("PK\x03\x04")) return read_xlsx_table(path, options);
    if (first.starts_with("\xD0\xCF\x11\xE0"))
        refuse_file(path, 1, "this is an old .xls workbook, or one with a password",
                    "open it and save it as .xlsx without a password, or as CSV UTF-8");
    if (!options.sheet.empty())
        refuse_file(path, 1, "this is no workbook, so it has no sheets", "leave --sheet out");
    return read_csv_table(std::move(bytes), path, options);
}

void refuse_file(std::string_view file_name, std::size_t line, std::string_view problem,
                 std::string_view remedy) {
    throw Error(ErrorCode::unprocessable, fmt::format("{}:{}: {}; {}", file_name, line, problem, remedy));
}

void check_header(std::vector<std::string> const& header, std::string_view file_name, std::size_t line) {
    for (std::string const& column : header)
        if (!column.empty() && std::ranges::count(header, column) > 1)
            refuse_file(file_name, line, fmt::format("the column “{}” stands twice", column),
                        "remove one of them");
}

} // namespace legation::files
