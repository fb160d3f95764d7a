#pragma once

#include "gazetteer/place.hpp"
#include "kernel/store/store.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace legation::registry {

/// The page of a gazetteer place that nobody has written about yet: it says so, and what is known of it.
std::optional<RecordView> place_view(store::ReadTransaction& tx, Presenter const& presenter,
                                     std::string_view slug);

/// What other systems call a place.
std::vector<Fact> place_identifiers(store::ReadTransaction& tx, Presenter const& presenter,
                                    gazetteer::Place const& place);

/// Register › United States › California, for a place in California.
std::vector<Cell> place_trail(Presenter const& presenter, std::int64_t place_id);

} // namespace legation::registry
