#pragma once

#include "kernel/records/record_store.hpp"

#include <cstdint>
#include <memory>
#include <vector>

/// Which records refer to another, and what they say of it: what a merge must move.
namespace legation::registry {

/// The records of `type` that are not hidden and whose `field` leads to `target`, by id or by key.
std::vector<std::unique_ptr<records::Record>>
referring_records(store::ReadTransaction& tx, records::RecordType const& type, records::Field const& field,
                  records::RecordType const& target_type, records::Record const& target);

/// Makes the field lead to `kept` where it led to `merged`.
void point_to(records::Field const& field, records::Record& record, records::RecordType const& target_type,
              records::Record const& merged, records::Record const& kept);

/// Whether a reference of the record leads to that target.
bool refers_to(records::RecordType const& type, records::Record const& record,
               records::RecordType const& target_type, std::int64_t target_id);

/// Whether the record would tie something to itself: a member of itself, a part of itself, a partnership of
/// one with itself.
bool refers_to_itself(store::ReadTransaction& tx, records::RecordType const& type,
                      records::Record const& record, records::RecordType const& target_type,
                      std::int64_t target_id);

/// Whether another record, not hidden, says the same: the same membership since the same time, the same party
/// of the same partnership. Other nouns may say similar things twice; a person decides about those.
bool is_said_already(store::ReadTransaction& tx, records::RecordType const& type,
                     records::Record const& record);

} // namespace legation::registry
