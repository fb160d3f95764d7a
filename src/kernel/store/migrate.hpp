#pragma once

#include "kernel/store/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace legation::store {

/// One step of the schema, in the order in which the program lists them.
struct Migration {
    std::string_view name;       ///< `register/0001_actors`
    std::string_view script;     ///< `$ID` stands for the type of an integer primary key
    std::string_view postgresql; ///< instead of `script` where PostgreSQL must differ, else empty
};

/// What is to be done to a database, or was.
struct MigrationReport {
    std::vector<std::string> applied; ///< by this run
    std::vector<std::string> pending; ///< not yet applied
};

/// Applies what is missing, each step with its record in one transaction. Throws Error when an applied step
/// was edited since, or when the database is newer than the program.
MigrationReport migrate(Store& store, std::vector<Migration> const& migrations);

/// Only tells what is missing.
MigrationReport migration_status(Store& store, std::vector<Migration> const& migrations);

} // namespace legation::store
