#pragma once

#include "kernel/error.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "kernel/views/layout.hpp"

#include <string_view>

namespace legation::views {

/// The answer that ends a request: a page that says what happened and what to do, or problem details (RFC
/// 9457) where JSON was asked for. The error's detail is never shown; the request id leads to it in the log.
http::Response error_answer(Layout const& layout, http::Request const& request, Error const& error);

/// The same by status, for those that the server itself gives (408, 431). `message` is English and says what
/// is special about this case; it is translated where a catalog has it, and never shown with a 500.
http::Response error_answer(Layout const& layout, http::Request const& request, int status,
                            std::string_view message);

http::Response error_page(Layout const& layout, http::Request const& request, int status,
                          std::string_view message);
/// `parameter` is the part of the address at fault, and `type` the address that explains this kind of
/// problem.
http::Response problem_json(Texts const& texts, http::Request const& request, int status,
                            std::string_view message, std::string_view parameter = {},
                            std::string_view type = "about:blank");

/// Whether JSON is wanted: by `.json`, an address below `/api/`, or an Accept header that names it and no
/// HTML.
bool wants_json(http::Request const& request);

} // namespace legation::views
