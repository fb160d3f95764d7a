// A file that a build step wrote, cut short or edited: it is read, or known not to be one.

#include "kernel/json_file.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const list = legation::parse_json_list(text, "sources");
    // Whatever was read names the list, so its name stands somewhere in the text (or is escaped there).
    bool const names_list =
        text.find("sources") != std::string_view::npos || text.find('\\') != std::string_view::npos;
    if (list && !names_list) std::abort();
    return 0;
}
