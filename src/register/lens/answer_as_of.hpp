#pragma once

#include "kernel/http/response.hpp"
#include "register/lens/past.hpp"

#include <functional>

namespace legation::registry {

using Page = std::function<http::Response(http::Request const&, Context const&)>;

/// Answers a request for a page that can be read as of a date: with the record of now, or of the moment that
/// `as_of` names. The page itself knows nothing of it: it is given another context.
http::Response answer_as_of(http::Request const& request, Context const& present, Pasts& pasts,
                            Page const& page);

} // namespace legation::registry
