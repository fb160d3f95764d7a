#pragma once

#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace legation {

/// Why a request or command had to end. Each maps to one HTTP status (see `http_status`).
enum class ErrorCode {
    bad_request,        ///< 400: the request cannot be understood
    unauthorized,       ///< 401: signing in may help
    forbidden,          ///< 403
    not_found,          ///< 404
    method_not_allowed, ///< 405
    conflict,           ///< 409: somebody else changed the record first
    precondition,       ///< 412: If-Match did not match
    too_large,          ///< 413
    uri_too_long,       ///< 414
    unprocessable,      ///< 422: understood, but a field is wrong
    too_many,           ///< 429
    internal,           ///< 500: our fault; `detail` is logged, never shown
    unavailable,        ///< 503: busy or starting; try again
};

/// Throw to end a request. Bad input that a user can mend is *returned* as field errors instead.
class Error : public std::exception {
  public:
    Error(ErrorCode code, std::string public_message, std::string detail = {})
        : code(code), public_message(std::move(public_message)), detail(std::move(detail)) {}

    char const* what() const noexcept override {
        return detail.empty() ? public_message.c_str() : detail.c_str();
    }

    ErrorCode code;
    std::string public_message; ///< shown to the user: plain English, says what to do
    std::string detail;         ///< for the operator's log only

    std::string parameter; ///< the part of the address at fault, for programs; empty when it is none

    /// Where the message names values: what is translated, and what is then put in. Empty otherwise.
    std::string pattern;
    std::vector<std::pair<std::string, std::string>> values;
};

/// An error whose message names values: `filled_error(code, "There is no theme “{theme}”.", {{"theme",
/// slug}})`.
Error filled_error(ErrorCode code, std::string_view pattern,
                   std::initializer_list<std::pair<std::string_view, std::string_view>> values);

/// The same with the parameter that is at fault, which problems name.
Error at_fault(std::string_view parameter, Error error);

int http_status(ErrorCode code);

} // namespace legation
