#pragma once

#include "accounts/context.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

/// The tokens of one's own programs.
namespace legation::accounts {

/// GET /account/tokens: which there are, and a form for another one.
http::Response tokens_page(http::Request const& request, Context const& context);
/// POST /account/tokens: makes one and shows it, this once.
http::Response add_token(http::Request const& request, Context const& context);
/// POST /account/tokens/{id}/revoke
http::Response drop_token(http::Request const& request, Context const& context);

/// What the owner of an account takes along, and what goes with them.
StoredData token_data();

} // namespace legation::accounts
