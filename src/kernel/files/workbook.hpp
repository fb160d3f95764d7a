#pragma once

#include "kernel/files/zip_archive.hpp"

#include <string>
#include <vector>

namespace legation::files {

/// What the cells of a sheet refer to.
struct Workbook {
    std::string sheet_part; ///< `xl/worksheets/sheet1.xml`
    std::string sheet_name;
    std::vector<std::string> shared_texts;
    std::vector<bool> is_date_style; ///< by the number of a cell's style
    bool counts_from_1904 = false;
};

/// Reads all that is needed to read one sheet; an empty name means the first. Throws Error(unprocessable).
Workbook read_workbook(ZipArchive const& archive, TableOptions const& options);

} // namespace legation::files
