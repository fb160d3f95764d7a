#pragma once

#include "register/import/import_engine.hpp"

#include <string>

namespace legation::registry {

/// The header of a report, and a row as its lines, as CSV: `line,action,record,column,value,reason`.
std::string report_header();
std::string report_line(ImportedRow const& outcome);

/// A row as one line of JSON: what happened, what each name was taken for with score and reason, what was
/// asked.
std::string json_line(ImportedRow const& outcome);
/// A row of the queue as one line of JSON.
std::string json_line(QueuedRow const& row);

/// A row of the queue for people, with what may be meant.
std::string describe(QueuedRow const& row);
/// `12 created, 3 changed, …`; what did not happen is left out.
std::string describe(ImportCounts const& counts, bool only_check);

} // namespace legation::registry
