#include "kernel/records/xlsx_file.hpp"

#include "kernel/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace legation::records {

namespace {

constexpr std::uint32_t most_rows = 1'048'576; // of a sheet, header included
constexpr std::size_t most_cell_bytes =
    32'767; // Excel counts characters, of which there are no more than bytes
constexpr std::size_t piece_bytes = 64UL * 1024;

[[noreturn]] void refuse(std::string const& what) {
    throw Error(ErrorCode::unavailable,
                "The spreadsheet cannot be made right now. Try again later, or as CSV.", what);
}

/// As much of a text as a cell takes, without half a character at its end.
std::string shortened(std::string_view text) {
    if (text.size() <= most_cell_bytes) return std::string(text);
    std::size_t end = most_cell_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end));
}

/// At most 31 characters, none of those that references between sheets use.
std::string sheet_name(std::string_view name) {
    constexpr std::size_t most_bytes = 31;
    std::string result(name);
    std::ranges::replace_if(
        result, [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; }, ' ');
    if (result.size() <= most_bytes) return result;
    std::size_t end = most_bytes;
    while (end > 0 && (static_cast<unsigned char>(result[end]) & 0xC0U) == 0x80U)
        --end;
    return result.substr(0, end);
}

std::optional<double> as_number(std::string const& digits) {
    double number = 0;
    char const* const end = digits.data() + digits.size();
    auto const [last, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc{} || last != end) return std::nullopt;
    return number;
}

} // namespace

XlsxFile::XlsxFile(std::string const& folder)
    : folder_(folder.empty() ? std::filesystem::temp_directory_path().string() : folder),
      path_(folder_ + "/spreadsheet-XXXXXX") {
    descriptor_ = mkostemp(path_.data(), O_CLOEXEC);
    if (descriptor_ < 0) refuse(fmt::format("cannot make {}: {}", path_, std::strerror(errno)));
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.data();
    workbook_ = workbook_new_opt(path_.c_str(), &options);
    if (workbook_ == nullptr) {
        remove();
        refuse("cannot begin the workbook " + path_);
    }
    bold_ = workbook_add_format(workbook_);
    format_set_bold(bold_);
}

XlsxFile::~XlsxFile() {
    if (workbook_ != nullptr) workbook_close(workbook_); // frees it too
    remove();
}

void XlsxFile::remove() {
    if (descriptor_ >= 0) close(descriptor_);
    descriptor_ = -1;
    if (!path_.empty()) unlink(path_.c_str());
    path_.clear();
}

void XlsxFile::sheet(std::string_view name, std::vector<SheetColumn> columns) {
    worksheet_ = workbook_add_worksheet(workbook_, sheet_name(name).c_str());
    if (worksheet_ == nullptr) refuse(fmt::format("cannot begin the sheet “{}” of {}", name, path_));
    columns_ = std::move(columns);
    next_row_ = 1;
    constexpr double text_width = 24;
    constexpr double number_width = 12;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        auto const column = static_cast<lxw_col_t>(i);
        double const width = columns_[i].kind == SheetKind::number ? number_width : text_width;
        worksheet_set_column(worksheet_, column, column, width, nullptr);
        worksheet_write_string(worksheet_, 0, column, columns_[i].name.c_str(), bold_);
    }
    worksheet_freeze_panes(worksheet_, 1, 0);
}

void XlsxFile::row(SheetRow const& row) {
    if (next_row_ >= most_rows)
        throw Error(ErrorCode::unprocessable,
                    "A spreadsheet cannot hold that many rows. Narrow the list, or take it as CSV.");
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        std::string const& cell = row.cells[i];
        if (cell.empty()) continue;
        auto const column = static_cast<lxw_col_t>(i);
        auto const number = columns_[i].kind == SheetKind::number ? as_number(cell) : std::nullopt;
        lxw_error const error =
            number ? worksheet_write_number(worksheet_, next_row_, column, *number, nullptr)
                   : worksheet_write_string(worksheet_, next_row_, column, shortened(cell).c_str(), nullptr);
        if (error != LXW_NO_ERROR) refuse(fmt::format("{}: {}", path_, lxw_strerror(error)));
    }
    ++next_row_;
}

void XlsxFile::finish() {
    lxw_error const error = workbook_close(workbook_);
    workbook_ = nullptr;
    worksheet_ = nullptr;
    if (error != LXW_NO_ERROR) refuse(fmt::format("cannot write {}: {}", path_, lxw_strerror(error)));
    // The library may have put another file in the place of ours.
    close(descriptor_);
    descriptor_ = open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) refuse(fmt::format("cannot read {}: {}", path_, std::strerror(errno)));
    unlink(path_.c_str()); // it goes with the descriptor, even when the program is killed
    path_.clear();
}

std::optional<std::string> XlsxFile::read() {
    std::string piece(piece_bytes, '\0');
    ssize_t taken = 0;
    do
        taken = ::read(descriptor_, piece.data(), piece.size());
    while (taken < 0 && errno == EINTR);
    if (taken < 0) refuse(fmt::format("cannot read a spreadsheet: {}", std::strerror(errno)));
    if (taken == 0) return std::nullopt;
    piece.resize(static_cast<std::size_t>(taken));
    return piece;
}

} // namespace legation::records
