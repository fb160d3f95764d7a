#pragma once

#include "kernel/clock.hpp"
#include "kernel/http/byte_range.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What the server adds to every answer, as functions of the request and the answer alone.
namespace legation::http {

/// For a body that is text in memory: ETag, 304, compression. A handler's own ETag is kept, with the encoding
/// as a suffix where the body is compressed.
void finish_text(Request const& request, Response& response);

struct FileFacts {
    std::uint64_t size = 0;
    Timestamp modified;
};

/// For a body that is a file: ETag, Last-Modified, 304, 206, 416. Returns the part of it to send.
ByteRange finish_file(Request const& request, Response& response, FileFacts const& file);

/// Whether a list of ETags (`If-None-Match`, `If-Match`) names this one, without regard to W/. `any_encoding`
/// also overlooks the suffix of a compressed body: right for If-Match, where the record counts and not its
/// bytes.
bool names_etag(std::string_view list, std::string_view etag, bool any_encoding = false);

/// How an answer is put on the wire.
struct Framing {
    bool keep_alive = true;
    bool is_http_1_0 = false;
    bool strict_transport_security = false;
    Timestamp now;
};

/// Status line and headers, the empty line after them included. `body_size` is nothing for a body made piece
/// by piece.
std::string write_head(Request const& request, Response const& response, Framing const& framing,
                       std::optional<std::uint64_t> body_size);

/// Statuses whose answer never has a body.
bool has_no_body(int status);

} // namespace legation::http
