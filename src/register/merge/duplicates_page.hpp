#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

/// Where moderators decide about pairs that may be one, and take a merge back.
namespace legation::registry {

/// The pairs that wait, the longest waiting first, each with what differs; and the latest merges.
http::Response duplicates_page(http::Request const& request, Context const& context);

/// Searches now, without waiting for the daily search.
http::Response search_for_duplicates(http::Request const& request, Context const& context);

/// The answer about one pair: which of the two is kept, or that they differ.
http::Response decide_about_duplicates(http::Request const& request, Context const& context);

/// Takes a merge back.
http::Response undo_merge_page(http::Request const& request, Context const& context);

} // namespace legation::registry
