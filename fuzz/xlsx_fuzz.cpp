// A workbook as somebody brings it: it is read within the limits, or refused.

#include "kernel/error.hpp"
#include "kernel/files/xlsx_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace legation;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    files::TableOptions options;
    options.limits = {.cell_bytes = 2'000,
                      .row_bytes = 10'000,
                      .columns = 50,
                      .unpacked_bytes = 1'000'000,
                      .text_bytes = 10'000,
                      .ratio = 100};
    try {
        auto const reader = files::read_xlsx_bytes(bytes, "file.xlsx", options);
        std::size_t line = 0;
        for (files::TableRow row; reader->next(row); line = row.line)
            if (row.cells.size() != reader->header().size() || row.line <= line) std::abort();
    } catch (Error const& error) {
        if (error.code != ErrorCode::unprocessable || !error.public_message.starts_with("file.xlsx:"))
            std::abort();
    }
    return 0;
}
