#pragma once

#include "kernel/store/store.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <optional>
#include <string_view>

namespace legation::registry {

/// A theme with everything that carries it.
std::optional<RecordView> theme_view(store::ReadTransaction& tx, Presenter const& presenter,
                                     std::string_view slug);

} // namespace legation::registry
