#pragma once

#include "kernel/store/store.hpp"
#include "register/activity.hpp"
#include "register/convening.hpp"
#include "register/identifier.hpp"
#include "register/international_office.hpp"
#include "register/jurisdiction.hpp"
#include "register/membership.hpp"
#include "register/place_identifier.hpp"
#include "register/presence.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

namespace legation::registry {

/// Names the page of a record that has no title of its own and is mostly read on the page of another, and
/// sets the trail through that other: `Los Angeles in C40 Cities`, below Los Angeles.
void name_view(RecordView& view, store::ReadTransaction& tx, Presenter const& presenter, Membership const&);
void name_view(RecordView& view, store::ReadTransaction& tx, Presenter const& presenter, Presence const&);
void name_view(RecordView& view, store::ReadTransaction& tx, Presenter const& presenter, Jurisdiction const&);
void name_view(RecordView& view, store::ReadTransaction& tx, Presenter const& presenter,
               InternationalOffice const&);
void name_view(RecordView& view, store::ReadTransaction& tx, Presenter const& presenter, Identifier const&);
void name_view(RecordView& view, store::ReadTransaction& tx, Presenter const& presenter,
               PlaceIdentifier const&);
void name_view(RecordView& view, store::ReadTransaction& tx, Presenter const& presenter, Edition const&);
void name_view(RecordView& view, store::ReadTransaction& tx, Presenter const& presenter, Outcome const&);

} // namespace legation::registry
