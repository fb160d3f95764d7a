#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

/// How search engines and browsers find their way: sitemap, robots.txt, OpenSearch.
namespace legation::registry {

/// `/sitemap.xml`: the parts, each at most 50,000 addresses (sitemaps.org).
http::Response sitemap_index(http::Request const& request, Context const& context);
/// `/sitemaps/partnerships/1.xml`: one part, every page in both languages.
http::Response sitemap_part(http::Request const& request, Context const& context);
/// `/robots.txt`
http::Response robots(http::Request const& request, Context const& context);
/// `/opensearch.xml`, and `/es/opensearch.xml`
http::Response opensearch_description(http::Request const& request, Context const& context);

} // namespace legation::registry
