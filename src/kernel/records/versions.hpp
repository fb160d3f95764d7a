#pragma once

#include "kernel/records/record_store.hpp"

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace legation::records {

/// One version of a record: the change that made it, and the record as it stood from then on.
struct Version {
    Revision revision;
    std::unique_ptr<Record> record;
};

/// The versions of a record that may be shown. One that was hidden, or not for everybody, stays so.
std::set<std::int64_t> open_versions(store::ReadTransaction& tx, RecordType const& type,
                                     std::int64_t record_id);

/// Takes out of the revisions of one record what may not be shown: closed versions, and what they had said.
void keep_open(std::vector<Revision>& revisions, std::set<std::int64_t> const& open);

/// That version of a record; nothing when there is none that may be shown.
std::optional<Version> read_version(store::ReadTransaction& tx, RecordType const& type,
                                    std::int64_t record_id, std::int64_t version);

/// What differs between two states of a record, field by field, as text.
std::vector<FieldChange> difference(RecordType const& type, Record const& before, Record const& after);

} // namespace legation::records
