#pragma once

#include <string>
#include <string_view>

namespace legation::search {

/// Text order as people expect it (ICU's root collation), as hexadecimal text that sorts byte by byte.
/// Stored beside a name so that SQLite and PostgreSQL (collation `C`) order alike.
std::string sort_key(std::string_view utf8);

} // namespace legation::search
