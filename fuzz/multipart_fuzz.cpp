// A form with a file, as any client may send it: it is read, or refused with a reason.

#include "kernel/error.hpp"
#include "kernel/http/multipart.hpp"
#include "kernel/text.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace legation;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    std::size_t const line = text.find('\n');
    if (line == std::string_view::npos) return 0;
    http::Request request;
    request.headers = {{"content-type", std::string(text.substr(0, line))}};
    request.body.text = text.substr(line + 1);
    request.body.size = request.body.text.size();
    try {
        http::FileForm const form = http::parse_file_form(request);
        for (auto const& [name, value] : form.fields.pairs())
            if (!is_utf8(name) || !is_utf8(value)) std::abort();
        if (form.file.size() > request.body.size || form.file_name.find('/') != std::string::npos)
            std::abort();
        // Whoever may send the form at all is decided by what stands before the file.
        http::Query const before = http::fields_before_file(request);
        for (auto const& [name, value] : before.pairs())
            if (form.fields.find(name) == std::nullopt) std::abort();
    } catch (Error const& error) {
        if (error.code != ErrorCode::bad_request) std::abort();
    }
    return 0;
}
