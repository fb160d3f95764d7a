#pragma once

#include "kernel/views/form.hpp"
#include "register/editing/form_check.hpp"

#include <string>
#include <vector>

namespace legation::registry {

/// Fills a `FIELD` section with a `{{>fields/field.tpl}}` for each field of a form, with what was typed and
/// what is wrong with it. Answers them for the summary of errors.
std::vector<views::FieldView> show_fields(views::Data& data, Presenter const& presenter,
                                          std::vector<FormField> const& fields, FormValues const& values,
                                          std::vector<FormProblem> const& problems);

/// Fills `{{>register/changes.tpl}}`: what changes, field by field; for a new record, what it says.
void show_changes(views::Data& data, Presenter const& presenter, records::RecordType const& type,
                  std::vector<records::FieldChange> const& changes, bool is_new);

/// A value as people know it: names in place of keys, labels of codes, dates in words.
std::string in_words(Presenter const& presenter, FormField const& field, std::string const& value);

} // namespace legation::registry
