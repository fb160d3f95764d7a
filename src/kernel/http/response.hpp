#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace legation::http {

/// A file on disk, sent without reading it into memory; the server answers Range requests for parts of it.
struct FileBody {
    std::string path;
};

/// Makes a body piece by piece; an empty optional ends it. Runs on a worker thread, never on an I/O thread.
using ChunkProducer = std::function<std::optional<std::string>()>;

/// One HTTP answer: plain data. The server adds date, request id, security headers, ETag and compression.
struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::variant<std::string, FileBody, ChunkProducer> body;

    Response& with(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    /// The value of a header (any case), or an empty view.
    std::string_view header(std::string_view name) const;
};

Response html(std::string body, int status = 200);
Response json(std::string body, int status = 200);
Response text(std::string body, int status = 200);
Response redirect(std::string location, int status = 302);

} // namespace legation::http
