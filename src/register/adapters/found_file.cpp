#include "register/adapters/found_file.hpp"

#include "kernel/files/byte_source.hpp"
#include "kernel/files/csv_reader.hpp"
#include "kernel/files/zip_archive.hpp"
#include "kernel/text.hpp"

#include <fmt/format.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

/// They are kept in memory; the largest known has 20 MB.
constexpr std::size_t most_bytes = 256UL * 1024 * 1024;

std::string_view trimmed(std::string_view cell) {
    constexpr std::string_view blanks = " \t\r";
    std::size_t const first = std::min(cell.find_first_not_of(blanks), cell.size());
    cell.remove_prefix(first);
    return cell.substr(0, cell.find_last_not_of(blanks) + 1);
}

void trim_cells(std::vector<std::string>& cells) {
    for (std::string& cell : cells)
        if (std::string_view const plain = trimmed(cell); plain.size() != cell.size())
            cell = std::string(plain);
}

FoundTable read_rows(files::TableReader& reader) {
    FoundTable table;
    table.file.header = reader.header();
    trim_cells(table.file.header);
    for (files::TableRow row; reader.next(row);) {
        if (!row.problem.empty()) {
            table.broken.emplace_back(row.line, std::move(row.problem));
            continue;
        }
        trim_cells(row.cells);
        table.file.rows.push_back({row.line, std::move(row.cells)});
    }
    return table;
}

template <class Source>
std::string read_all(Source& source, std::string const& file_name) {
    constexpr std::size_t at_once = 1UL << 20;
    std::string text;
    for (std::size_t count = at_once; count > 0;) {
        std::size_t const before = text.size();
        text.resize(before + at_once);
        count = source.read(std::span(text).subspan(before));
        text.resize(before + count);
        if (text.size() > most_bytes)
            files::refuse_file(file_name, 1, "this file is larger than 256 MB", "divide it");
    }
    return text;
}

/// The name of the table in an archive, which must be its only one.
std::string table_in(files::ZipArchive const& archive) {
    std::string table;
    for (std::string const& part : archive.parts()) {
        std::string_view const name = part;
        bool const is_table = name.ends_with(".txt") || name.ends_with(".csv") || name.ends_with(".tsv");
        if (!is_table) continue;
        if (!table.empty())
            files::refuse_file(archive.file_name(), 1,
                               fmt::format("there are several tables in it: {}, {} …", table, part),
                               "unpack it and name the one that you mean");
        table = part;
    }
    if (table.empty())
        files::refuse_file(archive.file_name(), 1, "there is no .txt, .csv or .tsv file in this archive",
                           "unpack it and name the file that you mean");
    return table;
}

} // namespace

std::string lines_as_utf8(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        std::size_t const end = std::min(text.find('\n'), text.size() - 1) + 1;
        std::string_view const line = text.substr(0, end);
        if (is_utf8(line)) {
            result += line;
        } else {
            icu::UnicodeString(line.data(), static_cast<int32_t>(line.size()), "windows-1252")
                .toUTF8String(result);
        }
        text.remove_prefix(end);
    }
    return result;
}

FoundTable read_found_text(std::string_view text, std::string const& file_name) {
    std::string const as_utf8 = lines_as_utf8(text);
    return read_rows(*files::read_csv_table(std::make_unique<files::TextBytes>(as_utf8), file_name));
}

FoundTable read_found_file(std::string const& path) {
    files::FileBytes bytes(path);
    std::array<char, 4> first{};
    std::size_t const count = bytes.read(first);
    if (std::string_view(first.data(), count) != "PK\x03\x04") {
        bytes.rewind();
        return read_found_text(read_all(bytes, path), path);
    }
    files::TableLimits limits;
    limits.unpacked_bytes = most_bytes;
    files::ZipArchive const archive(path, limits);
    if (archive.has("[Content_Types].xml")) return read_rows(*files::open_table(path));
    return read_found_text(read_all(*archive.open(table_in(archive)), path), path);
}

} // namespace legation::registry
