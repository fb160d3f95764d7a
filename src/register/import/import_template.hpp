#pragma once

#include "kernel/records/field.hpp"
#include "register/presenter.hpp"

#include <span>
#include <string>
#include <vector>

namespace legation::registry {

/// A column of the table that people fill in: what belongs there, and an example that says it is one.
struct TemplateColumn {
    std::string name;  ///< as the importer knows it
    std::string label; ///< for people
    std::string help;
    std::string example; ///< empty where the column is better left empty at first
};

/// The nouns that come with a template, in the order in which a new hub needs them.
std::span<std::string_view const> template_nouns();

/// The columns of `file_columns`, explained in the presenter's language from the field table.
std::vector<TemplateColumn> template_columns(records::RecordType const& noun, Presenter const& presenter);

} // namespace legation::registry
