#pragma once

#include "kernel/records/field.hpp"
#include "kernel/store/store.hpp"

#include <functional>
#include <string_view>

namespace legation::registry {

/// Writes every visible record of a noun as CSV, line by line, with the columns that the importer reads:
/// references are slugs and keys. What is exported can be imported again.
void export_csv(store::ReadTransaction& tx, records::RecordType const& type,
                std::function<void(std::string_view)> const& write);

} // namespace legation::registry
