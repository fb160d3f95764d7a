#pragma once

#include "kernel/records/json.hpp"
#include "kernel/records/record_store.hpp"
#include "register/presenter.hpp"

#include <string>
#include <vector>

namespace legation::registry {

/// What the two columns of a table of differences are called.
struct DifferenceHeadings {
    std::string caption, before, after;
};

/// Fills `{{>register/difference.tpl}}` within a section of its own: each field before and after, word by
/// word. The changes are published ones: see history.hpp.
void show_difference(views::Data data, Presenter const& presenter, records::RecordType const& type,
                     std::vector<records::FieldChange> const& changes, DifferenceHeadings const& headings);

/// The same changes as JSON says them: an array of field, before and after.
void write_difference(records::JsonWriter& json, std::vector<records::FieldChange> const& changes);

} // namespace legation::registry
