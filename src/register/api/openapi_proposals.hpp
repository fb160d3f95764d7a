#pragma once

#include "kernel/records/json.hpp"

namespace legation::registry::api {

/// The description of `POST /api/v1/proposals`, by which a program suggests a change.
void write_proposals_path(records::JsonWriter& json);

} // namespace legation::registry::api
