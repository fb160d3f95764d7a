#pragma once

#include "kernel/records/record_store.hpp"
#include "register/feeds/atom.hpp"
#include "register/presenter.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What happened to the record, as feeds and letters tell it: in the reader's language, nothing that is
/// hidden.
namespace legation::registry {

/// A record as an entry of a feed. Its id is the record's, the same on every hub.
AtomEntry record_entry(Presenter const& presenter, views::Site const& site, RecordView const& view);

/// One change as an entry: a new record says what it is, a changed one which fields were touched, and why.
struct ChangeEntry {
    std::int64_t revision_id = 0;
    AtomEntry entry;
};

/// The changes of records that everybody can see, in the order given.
std::vector<ChangeEntry> change_entries(store::ReadTransaction& tx, Presenter const& presenter,
                                        views::Site const& site,
                                        std::vector<records::Revision> const& changes);

/// The page of a record, `/register/us-ca`, and its name there; an empty cell when it may not be shown.
Cell page_of_record(store::ReadTransaction& tx, Presenter const& presenter, records::RecordType const& type,
                    std::int64_t record_id);

} // namespace legation::registry
