#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "kernel/records/field.hpp"
#include "register/section.hpp"

#include <string>

/// The read API: `/api/v1`. Rows are those of the downloads, in JSON.
namespace legation::registry::api {

/// What there is, and where: `/api/v1`.
http::Response collections_page(http::Request const& request, Context const& context);
/// `/api/v1/partnerships`
http::Response list_page(http::Request const& request, Context const& context,
                         records::RecordType const& type);
/// `/api/v1/partnerships/{key}`, by its key or its id.
http::Response record_page(http::Request const& request, Context const& context,
                           records::RecordType const& type);
/// `/api/openapi.json`
http::Response openapi_page(http::Request const& request, Context const& context);
/// `/developers`: what people read before they write programs.
http::Response developers_page(http::Request const& request, Context const& context);

/// The OpenAPI 3.1 description of all of it, derived from the field tables.
std::string openapi(std::string_view site_name, std::string_view public_url);

} // namespace legation::registry::api
