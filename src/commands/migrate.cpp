#include "kernel/store/migrate.hpp"

#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "program.hpp"

#include <fmt/format.h>

namespace legation {

int migrate_database(Config const& config, bool only_show) {
    auto const store = open_store(config, program_clock());
    auto const migrations = embedded::migrations();
    store::MigrationReport const report =
        only_show ? store::migration_status(*store, migrations) : store::migrate(*store, migrations);
    for (std::string const& name : report.applied)
        fmt::print("applied {}\n", name);
    for (std::string const& name : report.pending)
        fmt::print("to be applied: {}\n", name);
    if (report.applied.empty() && report.pending.empty()) fmt::print("The database is up to date.\n");
    return 0;
}

} // namespace legation
