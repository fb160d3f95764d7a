#pragma once

#include "kernel/store/store.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <optional>
#include <string_view>

namespace legation::registry {

/// The page of a government or organization; nothing when no actor has that slug.
std::optional<RecordView> actor_view(store::ReadTransaction& tx, Presenter const& presenter,
                                     std::string_view slug);

} // namespace legation::registry
