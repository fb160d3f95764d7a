#pragma once

#include <string>
#include <string_view>

namespace legation {

/// SHA-256 in lower-case hexadecimal: checksums of migrations and data files.
std::string sha256_hex(std::string_view bytes);

} // namespace legation
