#pragma once

#include "register/presenter.hpp"
#include "register/record_view.hpp"

namespace legation::registry {

/// Adds the governments on record near this one, and those that are like it, with the reason for each.
void add_neighbors(RecordView& view, Presenter const& presenter, RosterEntry const& entry);

/// The governments on record nearest to a place, with their distance.
std::vector<Cell> recorded_near(Presenter const& presenter, std::int64_t place_id);

} // namespace legation::registry
