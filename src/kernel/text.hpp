#pragma once

#include <string_view>

namespace legation {

/// Whether bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view bytes);

} // namespace legation
