#pragma once

#include <string>

namespace legation::store {

/// SQLite keeps what was written, and overwritten, in a log beside the file until there is quiet enough to
/// move it. This moves all of it and empties the log, so that what was erased is in neither. Answers whether
/// it could; nothing else is harmed when not, and the log is emptied later. PostgreSQL minds its own.
bool empty_log(std::string const& database);

} // namespace legation::store
