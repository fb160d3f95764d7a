#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

/// Suggesting a change: forms that anyone may send, for every record and for new ones.
namespace legation::registry {

/// The form and what it sends: a change of a record, a source for it, that it is out of date or a duplicate.
http::Response suggest_page(http::Request const& request, Context const& context);
http::Response send_suggestion(http::Request const& request, Context const& context);

/// What can be added; the form for each; and what it sends.
http::Response add_page(http::Request const& request, Context const& context);
http::Response suggest_new_page(http::Request const& request, Context const& context);
http::Response send_new(http::Request const& request, Context const& context);

} // namespace legation::registry
