#include "register/adapters/found_file.hpp"

#include "kernel/error.hpp"
#include "kernel/text.hpp"

#include <fmt/format.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace legation::registry {

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

records::CsvFile read_found_file(std::string const& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        throw Error(ErrorCode::unprocessable,
                    fmt::format("{} cannot be read; check its name and permissions", path));
    return records::read_csv(lines_as_utf8(text.view()), path);
}

} // namespace legation::registry
