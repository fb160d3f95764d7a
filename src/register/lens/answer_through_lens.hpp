#pragma once

#include "kernel/http/response.hpp"
#include "register/lens/lenses.hpp"

#include <functional>

namespace legation::registry {

using Page = std::function<http::Response(http::Request const&, Context const&)>;

/// Answers a request for a page of the record: with what everybody sees now, with what the reader may see
/// beyond that, or with the record of the moment that `as_of` names where the address takes a date. The page
/// itself knows nothing of it: it is given another context.
http::Response answer_through_lens(http::Request const& request, Context const& present, Lenses& lenses,
                                   Page const& page, bool takes_date);

} // namespace legation::registry
