#pragma once

#include "kernel/records/sheet.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace legation::records {

/// An Excel workbook that is written row by row to a temporary file: the format is a ZIP archive, which
/// begins with what is known last. Text is written as text, so nothing in it is ever run as a formula. The
/// file goes with the object.
class XlsxFile {
  public:
    /// Makes the file in `folder`. Throws Error(unavailable) when the disk refuses.
    explicit XlsxFile(std::string const& folder);
    ~XlsxFile();
    XlsxFile(XlsxFile const&) = delete;
    XlsxFile& operator=(XlsxFile const&) = delete;

    /// Starts a sheet: its name as people read it, and its columns as the first row.
    void sheet(std::string_view name, std::vector<SheetColumn> columns);
    /// Throws Error(unprocessable) past the last row that the format has.
    void row(SheetRow const& row);
    /// Writes everything. Throws Error(unavailable) when the disk refuses.
    void finish();
    /// The next piece of the finished file; nothing at its end.
    std::optional<std::string> read();

  private:
    void remove();

    std::string folder_, path_;
    lxw_workbook* workbook_ = nullptr;
    lxw_worksheet* worksheet_ = nullptr;
    lxw_format* bold_ = nullptr;
    std::vector<SheetColumn> columns_;
    std::uint32_t next_row_ = 0;
    int descriptor_ = -1;
};

} // namespace legation::records
