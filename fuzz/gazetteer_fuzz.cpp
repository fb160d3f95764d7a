// The gazetteer's file: read to its end with as many places as it says, or refused by line. The input stands
// after a good header, so that every byte of it is worth something; inputs that begin with # are the whole
// file.

#include "gazetteer/loader.hpp"
#include "gazetteer/sample_places.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

using namespace legation;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string text(reinterpret_cast<char const*>(data), size);
    if (!text.starts_with('#')) text.insert(0, gazetteer::places_header);
    std::istringstream file(text);
    std::int64_t visited = 0;
    std::size_t last_line = 2;
    try {
        std::int64_t const count = gazetteer::read_places(
            file, "places.tsv", [&](std::size_t line, gazetteer::PlaceLine const& place) {
                check(line == last_line + 1);
                last_line = line;
                ++visited;
                check(place.size() == 21 && !place[0].empty() && !place[1].empty() && !place[4].empty());
                for (std::string const& cell : place)
                    check(is_utf8(cell) &&
                          cell.find_first_of(std::string_view("\t\n\0", 3)) == std::string::npos);
            });
        check(count == visited);
    } catch (Error const& error) {
        check(error.code == ErrorCode::unprocessable && error.public_message.starts_with("places.tsv:"));
    }
    return 0;
}
