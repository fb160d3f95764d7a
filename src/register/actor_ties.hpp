#pragma once

#include "kernel/store/store.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <cstdint>

namespace legation::registry {

/// The ties of one actor as tables of its page: with whom, what, since when.
Table partnerships_of(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t actor_id);
Table memberships_of(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t actor_id);
Table members_of(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t network_id);
Table presences_of(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t actor_id);
Table jurisdictions_of(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t mission_id);

} // namespace legation::registry
