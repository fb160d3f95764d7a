#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace legation::http {

/// Part of a file: `size` bytes from `first` on.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t size = 0;
};

/// What a Range header asks of a file. Nothing: it is to be ignored (another unit, several ranges, not well
/// formed; RFC 9110 allows that). A range of size 0: it asks for what the file does not have, which is
/// answered with 416.
std::optional<ByteRange> parse_range(std::string_view header, std::uint64_t file_size);

} // namespace legation::http
