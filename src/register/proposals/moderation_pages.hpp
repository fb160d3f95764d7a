#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

/// What moderators work with; the routes let nobody else in.
namespace legation::registry {

/// What waits, the oldest first, narrowed by state, kind and place; and decisions about several at once.
http::Response moderation_queue(http::Request const& request, Context const& context);
http::Response decide_about_many(http::Request const& request, Context const& context);

/// One proposal, with what was changed meanwhile beside it; and the decision.
http::Response moderation_page(http::Request const& request, Context const& context);
http::Response decide_about_one(http::Request const& request, Context const& context);

} // namespace legation::registry
