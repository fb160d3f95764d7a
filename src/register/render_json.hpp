#pragma once

#include "kernel/records/json.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <string>

namespace legation::registry {

/// A record's page as JSON: the same facts, tables and sources, with codes and dates as they are stored.
std::string to_json(RecordView const& view, Presenter const& presenter);

/// The rows of a table as an array of objects.
void write_rows(records::JsonWriter& json, Table const& table);

} // namespace legation::registry
