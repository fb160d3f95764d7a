#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

#include <string>

namespace legation::registry {

/// `/data.json`: DCAT-US 1.1
http::Response data_json(http::Request const& request, Context const& context);
/// `/catalog.jsonld`: DCAT-US 3.0
http::Response catalog_jsonld(http::Request const& request, Context const& context);
/// `/oembed?url=…`: how to show one of our pages within another (https://oembed.com)
http::Response oembed(http::Request const& request, Context const& context);

/// The address that a page names so that other sites find how to show it; `page` begins with its language.
std::string oembed_address(views::Site const& site, std::string const& page);

} // namespace legation::registry
