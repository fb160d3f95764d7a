#pragma once

#include "kernel/store/store.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <string_view>

namespace legation::registry {

/// A table for each noun with the visible records that name `key` (of a source or theme) in one of their
/// lists.
std::vector<Table> mentions_of(store::ReadTransaction& tx, Presenter const& presenter,
                               std::string_view target_type, std::string_view key);

} // namespace legation::registry
