#pragma once

#include "register/editing/record_form.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace legation::registry {

/// A change that somebody wants stored: of one record, or of one that does not exist yet.
struct Edit {
    records::RecordType const* type = nullptr;
    std::int64_t record_id = 0;                ///< 0: a new record
    std::int64_t version = 0;                  ///< the one that was looked at
    std::vector<records::FieldChange> changes; ///< in form values: keys, not ids
    std::string comment;
    std::string audience = {}; ///< for whom it is to be; empty: as it is
};

/// Stores an edit and answers the record's id. Throws Error(conflict) when the record is another one by now,
/// or a new one is recorded already, and Error(unprocessable) when a value is wrong.
std::int64_t apply(store::WriteTransaction& tx, Edit const& edit);

/// A field that says something else by now than what a change was made from.
struct MovedField {
    records::FieldChange change;
    std::string now;
};
std::vector<MovedField> moved_fields(FormValues const& now, std::vector<records::FieldChange> const& changes);

/// The actors that a record belongs to: themselves, whose office, tie or commitment it is, every party and
/// participant. Nouns that belong to nobody, such as themes and sources, have none.
std::vector<std::int64_t> owners_of(store::ReadTransaction& tx, records::RecordType const& type,
                                    records::Record const& record);

} // namespace legation::registry
