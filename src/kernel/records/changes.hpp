#pragma once

#include "kernel/records/record_store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace legation::records {

/// `[["name","Los Angelos","Los Angeles"],…]`, as a revision keeps its changes.
std::string changes_to_json(std::vector<FieldChange> const& changes);

/// The way back; text that is not in that form gives no changes.
std::vector<FieldChange> changes_from_json(std::string_view text);

} // namespace legation::records
