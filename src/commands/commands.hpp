#pragma once

#include "kernel/config.hpp"

#include <string>

/// What the command line can ask for. Each answers the program's exit code and throws Error with a remedy.
namespace legation {

int serve(Config config);

int migrate_database(Config const& config, bool only_show);

struct ImportOptions {
    std::string file, noun, author;
    bool only_check = false;
    bool as_json = false; ///< of a found file: one line for each row
};
int import_file(Config const& config, ImportOptions const& options);

/// Brings in a file as it is found in the world; `noun` names its adapter.
int import_found(Config const& config, ImportOptions const& options);

int export_records(Config const& config, std::string const& noun);

/// `dump`
int write_dump(Config config);

/// `doctor`
int examine(Config const& config);

} // namespace legation
