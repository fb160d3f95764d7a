#pragma once

#include "accounts/context.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "kernel/http/router.hpp"

/// Keeping somebody from changing the record for a while.
namespace legation::accounts {

/// Ends a request that would change the record, or opens a form for it, when whoever sends it is blocked:
/// they hear why and until when. Reading is never blocked.
void refuse_blocked(http::Request const& request, http::Route const& route, Context const& context);

/// GET /moderation/blocks: which run, and a form for another one; `?whom=account 12` fills it in.
http::Response blocks_page(http::Request const& request, Context const& context);
/// POST /moderation/blocks
http::Response make_block(http::Request const& request, Context const& context);
/// POST /moderation/blocks/{id}/lift
http::Response end_block(http::Request const& request, Context const& context);

/// What somebody takes along: by whom they were blocked is not theirs.
StoredData block_data();

} // namespace legation::accounts
