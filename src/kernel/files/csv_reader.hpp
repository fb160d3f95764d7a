#pragma once

#include "kernel/files/byte_source.hpp"
#include "kernel/files/table_reader.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace legation::files {

/// Reads comma-separated values after RFC 4180, and what spreadsheets make of that: other delimiters, other
/// encodings. `file_name` is for messages.
std::unique_ptr<TableReader> read_csv_table(std::unique_ptr<ByteSource> bytes, std::string_view file_name,
                                            TableOptions const& options = {});

/// The delimiter of a text's beginning: of comma, semicolon, tab and bar the one that parts the header and
/// then the most rows into as many cells.
char detect_delimiter(std::string_view sample);

} // namespace legation::files
