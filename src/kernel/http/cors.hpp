#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

namespace legation::http {

/// Lets the scripts of other sites read what is below `/api/`, errors too. It is public and takes no
/// credentials, so every site may (https://fetch.spec.whatwg.org/#http-cors-protocol).
void allow_other_sites(Request const& request, Response& response);

} // namespace legation::http
