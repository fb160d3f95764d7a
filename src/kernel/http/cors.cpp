#include "kernel/http/cors.hpp"

namespace legation::http {

void allow_other_sites(Request const& request, Response& response) {
    std::string_view target = request.target;
    if (target.starts_with("/es/")) target.remove_prefix(3);
    if (!target.starts_with("/api/")) return;
    response.with("Access-Control-Allow-Origin", "*");
    response.with("Cross-Origin-Resource-Policy", "cross-origin");
    response.with("Access-Control-Expose-Headers", "Link, ETag, X-Request-Id");
    if (request.method != Method::options) return;
    response.with("Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS");
    response.with("Access-Control-Allow-Headers", "Authorization, *"); // the star leaves out that one
    response.with("Access-Control-Max-Age", "86400");
}

} // namespace legation::http
