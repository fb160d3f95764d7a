#pragma once

#include "accounts/context.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

namespace legation::accounts {

/// Fills `request.viewer` from its API token or its cookies. Costs nothing where there are none. Throws
/// Error(unauthorized) for a token that is not good, so that a program never goes on as a stranger unnoticed.
void identify(http::Request& request, Context const& context);

/// What everybody's answer must have besides: nobody else may keep a page that was made for somebody, and who
/// is refused hears how to show who they are.
void finish_for(http::Request const& request, http::Response& response);

/// Where a page can be seen after signing in: the answer that leads there.
http::Response lead_to_sign_in(http::Request const& request);
/// The same for who has signed in and has to set up a second factor first.
http::Response lead_to_second_factor(http::Request const& request);

} // namespace legation::accounts
