#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

namespace legation::registry {

/// `POST /api/v1/proposals`: a program suggests a change of a record, or a new one. `If-Match: "3"` names the
/// version that it looked at; another one is answered with 412.
http::Response receive_proposal(http::Request const& request, Context const& context);

} // namespace legation::registry
