#pragma once

#include "kernel/store/store.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <optional>
#include <string_view>

namespace legation::registry {

/// A source with everything that cites it.
std::optional<RecordView> source_view(store::ReadTransaction& tx, Presenter const& presenter,
                                      std::string_view uuid);

} // namespace legation::registry
