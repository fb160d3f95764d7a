// Query strings and form bodies: whatever comes in, what comes out is UTF-8 without NUL, or a bad request.

#include "kernel/error.hpp"
#include "kernel/http/request.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace legation;

namespace {

/// Written out again, pairs must read back the same.
void check_round_trip(http::Query const& query) {
    std::string text;
    for (auto const& [name, value] : query.pairs()) {
        if (!text.empty()) text += '&';
        (text += http::percent_encode(name)) += '=';
        text += http::percent_encode(value);
    }
    if (http::parse_query(text).pairs() != query.pairs()) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    try {
        http::Query const query = http::parse_query(text);
        for (auto const& [name, value] : query.pairs()) {
            if (name.find('\0') != std::string::npos || value.find('\0') != std::string::npos) std::abort();
            if (!query.find(name)) std::abort();
        }
        check_round_trip(query);
    } catch (Error const& error) {
        if (error.code != ErrorCode::bad_request) std::abort();
    }
    return 0;
}
