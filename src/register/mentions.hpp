#pragma once

#include "kernel/store/store.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace legation::registry {

/// A table for each noun with the visible records that name `key` (of a source or theme) in one of their
/// lists.
std::vector<Table> mentions_of(store::ReadTransaction& tx, Presenter const& presenter,
                               std::string_view target_type, std::string_view key);

/// How many visible records name each key of a type in one of their lists.
std::map<std::string, std::int64_t> mention_counts(store::ReadTransaction& tx, std::string_view target_type);

} // namespace legation::registry
