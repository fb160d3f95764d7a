#include "kernel/error.hpp"

#include "kernel/text.hpp"

namespace legation {

int http_status(ErrorCode code) {
    switch (code) {
    case ErrorCode::bad_request:
        return 400;
    case ErrorCode::unauthorized:
        return 401;
    case ErrorCode::forbidden:
        return 403;
    case ErrorCode::not_found:
        return 404;
    case ErrorCode::method_not_allowed:
        return 405;
    case ErrorCode::conflict:
        return 409;
    case ErrorCode::precondition:
        return 412;
    case ErrorCode::too_large:
        return 413;
    case ErrorCode::uri_too_long:
        return 414;
    case ErrorCode::unprocessable:
        return 422;
    case ErrorCode::too_many:
        return 429;
    case ErrorCode::internal:
        return 500;
    case ErrorCode::unavailable:
        return 503;
    }
    return 500;
}

Error filled_error(ErrorCode code, std::string_view pattern, std::initializer_list<Filling> values) {
    Error error(code, fill(pattern, values));
    error.pattern = pattern;
    error.values.assign(values.begin(), values.end());
    return error;
}

Error at_fault(std::string_view parameter, Error error) {
    error.parameter = parameter;
    return error;
}

} // namespace legation
