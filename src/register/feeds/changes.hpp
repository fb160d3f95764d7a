#pragma once

#include "kernel/records/record_store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

inline constexpr std::int64_t changes_per_page = 50;

/// A visible record as a list of changes names it.
struct ChangedRecord {
    std::string name; ///< its part of the address: a slug, or a UUID where the noun has none
    std::string uuid, changed_at;
};

/// The visible records of a noun, or those of them that meet a condition, the one changed last first; one
/// page of them.
std::vector<ChangedRecord> changed_records(store::ReadTransaction& tx, records::RecordType const& type,
                                           std::int64_t page, std::string_view condition = "id > 0");
std::int64_t count_visible(store::ReadTransaction& tx, records::RecordType const& type,
                           std::string_view condition = "id > 0");

/// A statement for the type and id of a record and of everything visible that is tied to it, and its values.
struct RecordsAround {
    std::string sql;
    std::vector<store::Bound> bound;
};
RecordsAround records_around(records::RecordType const& type, std::int64_t record_id);

/// The revisions of a record and, for an actor, of everything visible that is tied to it: partnerships,
/// memberships, presences, activities, commitments, people, practices, its international office. Newest
/// first; one page of them.
std::vector<records::Revision> changes_around(store::ReadTransaction& tx, records::RecordType const& type,
                                              std::int64_t record_id, std::int64_t page);

/// The part of the address that names a record, and its UUID; nothing when it may not be shown.
std::optional<ChangedRecord> visible_record(store::ReadTransaction& tx, records::RecordType const& type,
                                            std::int64_t record_id);

} // namespace legation::registry
