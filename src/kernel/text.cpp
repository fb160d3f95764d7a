#include "kernel/text.hpp"

#include <unicode/utf8.h>

#include <cstdint>

namespace legation {

bool is_utf8(std::string_view bytes) {
    auto const* text = reinterpret_cast<std::uint8_t const*>(bytes.data());
    auto const length = static_cast<std::int64_t>(bytes.size());
    for (std::int64_t at = 0; at < length;) {
        UChar32 code_point = 0;
        // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): the inside of ICU's macro
        U8_NEXT(text, at, length, code_point);
        if (code_point < 0) return false;
    }
    return true;
}

} // namespace legation
