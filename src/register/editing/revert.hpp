#pragma once

#include "kernel/store/store.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace legation::registry {

/// Takes back what one revision changed: each of its fields says again what it said before, and what changed
/// since in other fields stays. A record that it made is hidden; one that it hid comes back. Throws
/// Error(conflict) where one of those fields was changed again since, and Error(not_found).
void revert(store::WriteTransaction& tx, std::int64_t revision_id, std::string_view comment);

/// The same for several, the newest first, all of them or none.
void revert_all(store::WriteTransaction& tx, std::span<std::int64_t const> revision_ids,
                std::string_view comment);

} // namespace legation::registry
