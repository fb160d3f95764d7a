#pragma once

#include "kernel/files/table_reader.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace legation::files {

/// Reads a sheet of an XLSX workbook (ECMA-376): shared and inline texts, numbers, dates as ISO dates, the
/// stored results of formulas, sparse rows. A cell whose formula failed or was never computed makes its row
/// unusable.
std::unique_ptr<TableReader> read_xlsx_table(std::string const& path, TableOptions const& options = {});

/// The same of bytes in memory, which must live as long as the reader.
std::unique_ptr<TableReader> read_xlsx_bytes(std::string_view bytes, std::string const& file_name,
                                             TableOptions const& options = {});

} // namespace legation::files
