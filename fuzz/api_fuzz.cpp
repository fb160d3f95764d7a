// A call of the API, up to the database: it is understood, or refused naming the parameter at fault.

#include "kernel/error.hpp"
#include "register/api/query.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace legation;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    http::Request request;
    request.path = "/api/v1/anything";
    try {
        request.query = http::parse_query(std::string_view(reinterpret_cast<char const*>(data), size));
    } catch (Error const&) {
        return 0; // refused before the API sees it
    }
    if (request.query.find("")) return 0; // refused as well, but there is no name to refuse it by
    for (records::RecordType const* type : registry::api::collections()) {
        try {
            registry::api::ListQuery const query(*type, request);
            if (query.limit() < 1 || query.limit() > registry::api::largest_limit) std::abort();
            // The address of the next page asks for the same.
            std::string const again = query.path("");
            request.query = http::parse_query(again.substr(std::min(again.find('?'), again.size() - 1) + 1));
            if (registry::api::ListQuery(*type, request).path("") != again) std::abort();
        } catch (Error const& error) {
            if (error.code != ErrorCode::bad_request || error.parameter.empty()) std::abort();
        }
    }
    return 0;
}
