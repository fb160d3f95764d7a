#include "kernel/http/response.hpp"

#include "kernel/http/ascii.hpp"

namespace legation::http {

namespace {

Response typed(char const* type, std::string body, int status) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.with("Content-Type", type);
    return response;
}

} // namespace

std::string_view Response::header(std::string_view name) const {
    for (auto const& [key, value] : headers) {
        if (equal_ignoring_case(key, name)) return value;
    }
    return {};
}

Response html(std::string body, int status) {
    return typed("text/html; charset=utf-8", std::move(body), status);
}

Response json(std::string body, int status) {
    return typed("application/json", std::move(body), status);
}

Response text(std::string body, int status) {
    return typed("text/plain; charset=utf-8", std::move(body), status);
}

Response redirect(std::string location, int status) {
    Response response;
    response.status = status;
    response.with("Location", std::move(location));
    return response;
}

} // namespace legation::http
