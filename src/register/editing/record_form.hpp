#pragma once

#include "kernel/records/record_store.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// One question of a form: a field of the record, or its parts that are records of their own (the parties of
/// a partnership, the participants of an activity).
struct FormField {
    std::string name; ///< as in files: `actor`, not `actor_id`
    std::string_view label;
    records::Kind kind = records::Kind::text;
    std::string_view target = {};
    bool is_required = false;
    std::size_t max_length = 0;
    records::Field const* field = nullptr; ///< null for parts
};

/// Whom a form asks. Everyone is asked for what is public and names a source beside it; who keeps the record
/// also sees what is private, and the list of sources as it is stored.
enum class Asked { everyone, keeper };

/// What a form asks about a record of that type. Keys are not asked: they are addresses, which do not change.
std::vector<FormField> form_fields(records::RecordType const& type, Asked asked);

/// What stands in the fields, as texts: references and lists by key, and by no id of this database.
using FormValues = std::map<std::string, std::string, std::less<>>;

/// What a record says, parts included.
FormValues values_of(store::ReadTransaction& tx, records::RecordType const& type,
                     records::Record const& record);

/// What a sent form says about each field: trimmed, line ends as one character, checkboxes as a list.
FormValues typed_in(std::vector<std::pair<std::string, std::string>> const& form,
                    std::vector<FormField> const& fields);

/// The fields of which the two say different things; what `after` does not name stays as it is.
std::vector<records::FieldChange> changes_between(std::vector<FormField> const& fields,
                                                  FormValues const& before, FormValues const& after);

/// The value behind a name, or an empty text.
std::string const& value_in(FormValues const& values, std::string_view name);

} // namespace legation::registry
