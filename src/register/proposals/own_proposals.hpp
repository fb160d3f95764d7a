#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "kernel/records/json.hpp"
#include "register/section.hpp"

#include <cstdint>

namespace legation::registry {

/// GET /account/suggestions: what somebody suggested, where it stands, and what they were told about it.
http::Response own_proposals_page(http::Request const& request, Context const& context);

/// The same for the copy of their data.
void write_proposals(records::JsonWriter& json, store::ReadTransaction& tx, std::int64_t account);

} // namespace legation::registry
