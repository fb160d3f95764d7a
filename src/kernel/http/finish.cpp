#include "kernel/http/finish.hpp"

#include "kernel/http/ascii.hpp"
#include "kernel/http/compress.hpp"

#include <fmt/format.h>

#define XXH_INLINE_ALL // the hash is small: header only, nothing to link
#include <xxhash.h>

#include <array>
#include <utility>

namespace legation::http {

namespace {

constexpr std::size_t least_worth_compressing = 1024;

using Header = std::pair<std::string_view, std::string_view>;

/// Sent with every answer unless the handler says otherwise.
constexpr std::array<Header, 7> usual_headers{{
    {"Cache-Control", "no-cache"},
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
     "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; worker-src 'self'; "
     "manifest-src 'self'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "strict-origin-when-cross-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
}};

std::string_view reason(int status) {
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 206:
        return "Partial Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 416:
        return "Range Not Satisfiable";
    case 417:
        return "Expectation Failed";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "";
    }
}

bool is_read(Request const& request) {
    return request.method == Method::get || request.method == Method::head;
}

void set_header(Response& response, std::string_view name, std::string value) {
    for (auto& [key, current] : response.headers) {
        if (equal_ignoring_case(key, name)) {
            current = std::move(value);
            return;
        }
    }
    response.with(std::string(name), std::move(value));
}

std::string_view strip_weak(std::string_view etag) {
    if (etag.starts_with("W/")) etag.remove_prefix(2);
    return etag;
}

/// `"abc"` from `"abc-br"`.
std::string without_encoding(std::string_view etag) {
    for (std::string_view const suffix : {"-br\"", "-gzip\""}) {
        if (etag.ends_with(suffix)) return std::string(etag.substr(0, etag.size() - suffix.size())) + '"';
    }
    return std::string(etag);
}

bool is_not_modified(Request const& request, Response const& response) {
    if (response.status != 200 || !is_read(request)) return false;
    std::string_view const known = request.header("if-none-match");
    return !known.empty() && names_etag(known, response.header("ETag"));
}

void become_not_modified(Response& response) {
    response.status = 304;
    response.body = std::string();
}

/// RFC 9110 (13.1.5): a part is only of use to who holds the rest of the very same bytes.
bool may_send_part(Request const& request, Response const& response) {
    std::string_view const condition = request.header("if-range");
    if (condition.empty()) return true;
    if (condition.starts_with('"')) return condition == response.header("ETag");
    return condition == response.header("Last-Modified");
}

/// The header's text for this second, kept by each thread because it takes longer to write than to look up.
std::string const& http_date(Timestamp now) {
    thread_local std::string text;
    thread_local Timestamp second;
    Timestamp const current = std::chrono::floor<std::chrono::seconds>(now);
    if (text.empty() || current != second) {
        second = current;
        text = to_http_date(now);
    }
    return text;
}

/// A header's value must not end its line: what follows would be read as more headers.
void append_value(std::string& head, std::string_view value) {
    for (char const character : value) {
        auto const code = static_cast<unsigned char>(character);
        head += (code < 0x20 && character != '\t') || code == 0x7F ? ' ' : character;
    }
}

void append_header(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
}

/// What the framing decides, never the handler.
bool is_framing(std::string_view name) {
    return equal_ignoring_case(name, "Content-Length") || equal_ignoring_case(name, "Transfer-Encoding") ||
           equal_ignoring_case(name, "Connection") || equal_ignoring_case(name, "Keep-Alive");
}

} // namespace

void finish_text(Request const& request, Response& response) {
    auto& body = std::get<std::string>(response.body);
    bool const is_page = response.status == 200 && is_read(request);
    if (is_page && response.header("ETag").empty()) {
        response.with("ETag", fmt::format("\"{:016x}\"", XXH3_64bits(body.data(), body.size())));
    }
    Encoding encoding = Encoding::identity;
    bool const may_compress = body.size() >= least_worth_compressing &&
                              response.header("Content-Encoding").empty() &&
                              is_compressible(response.header("Content-Type"));
    if (may_compress) {
        response.with("Vary", "Accept-Encoding");
        encoding = choose_encoding(request.header("accept-encoding"));
    }
    if (encoding != Encoding::identity) {
        std::string etag(response.header("ETag"));
        if (etag.ends_with('"')) {
            etag.insert(etag.size() - 1, "-" + std::string(encoding_name(encoding)));
            set_header(response, "ETag", std::move(etag));
        }
    }
    if (is_not_modified(request, response)) {
        become_not_modified(response);
    } else if (encoding != Encoding::identity) {
        body = compress(body, encoding);
        response.with("Content-Encoding", std::string(encoding_name(encoding)));
    }
}

ByteRange finish_file(Request const& request, Response& response, FileFacts const& file) {
    if (response.header("Last-Modified").empty()) response.with("Last-Modified", to_http_date(file.modified));
    if (response.header("ETag").empty()) {
        response.with("ETag",
                      fmt::format("\"{:x}-{:x}\"", file.size, file.modified.time_since_epoch().count()));
    }
    if (is_not_modified(request, response)) {
        become_not_modified(response);
        return {};
    }
    ByteRange const whole{0, file.size};
    if (response.status != 200 || !is_read(request)) return whole;
    response.with("Accept-Ranges", "bytes");
    std::string_view const wanted = request.header("range");
    if (wanted.empty() || request.method != Method::get || !may_send_part(request, response)) return whole;
    std::optional<ByteRange> const part = parse_range(wanted, file.size);
    if (!part) return whole;
    if (part->size == 0) {
        response.status = 416;
        response.body = std::string();
        response.with("Content-Range", fmt::format("bytes */{}", file.size));
        return {};
    }
    response.status = 206;
    response.with("Content-Range",
                  fmt::format("bytes {}-{}/{}", part->first, part->first + part->size - 1, file.size));
    return *part;
}

bool names_etag(std::string_view list, std::string_view etag, bool any_encoding) {
    etag = strip_weak(etag);
    if (etag.empty()) return false;
    while (!list.empty()) {
        std::string_view const item = strip_weak(trim(cut(list, ',')));
        if (item == "*" || item == etag) return true;
        if (any_encoding && without_encoding(item) == without_encoding(etag)) return true;
    }
    return false;
}

std::string write_head(Request const& request, Response const& response, Framing const& framing,
                       std::optional<std::uint64_t> body_size) {
    std::string head;
    head.reserve(1536);
    head.append(framing.is_http_1_0 ? "HTTP/1.0 " : "HTTP/1.1 ").append(std::to_string(response.status));
    head.append(" ").append(reason(response.status)).append("\r\n");
    for (auto const& [name, value] : response.headers) {
        if (is_framing(name)) continue;
        head.append(name).append(": ");
        append_value(head, value);
        head.append("\r\n");
    }
    for (auto const& [name, value] : usual_headers) {
        if (response.header(name).empty()) append_header(head, name, value);
    }
    if (framing.strict_transport_security) {
        append_header(head, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    if (response.status == 405 && !request.allowed_methods.empty() && response.header("Allow").empty()) {
        append_header(head, "Allow", request.allowed_methods);
    }
    append_header(head, "Date", http_date(framing.now));
    append_header(head, "X-Request-Id", request.id);
    if (!framing.keep_alive) {
        append_header(head, "Connection", "close");
    } else if (framing.is_http_1_0) {
        append_header(head, "Connection", "keep-alive");
    }
    if (body_size && !has_no_body(response.status)) {
        append_header(head, "Content-Length", std::to_string(*body_size));
    } else if (!body_size && !framing.is_http_1_0) {
        append_header(head, "Transfer-Encoding", "chunked");
    }
    head.append("\r\n");
    return head;
}

bool has_no_body(int status) {
    return status < 200 || status == 204 || status == 304;
}

} // namespace legation::http
