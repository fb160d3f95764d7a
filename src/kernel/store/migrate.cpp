#include "kernel/store/migrate.hpp"

#include "kernel/error.hpp"
#include "kernel/hash.hpp"

#include <fmt/format.h>

#include <map>

namespace legation::store {

namespace {

std::string script_for(Migration const& migration, bool postgresql) {
    std::string script(postgresql && !migration.postgresql.empty() ? migration.postgresql : migration.script);
    std::string_view const type = postgresql ? "BIGINT PRIMARY KEY" : "INTEGER PRIMARY KEY";
    for (std::size_t at = 0; (at = script.find("$ID", at)) != std::string::npos;)
        script.replace(at, 3, type);
    return script;
}

void create_table(Store& store) {
    auto const create = [&store] {
        store.write(Author{"migration"}, [](WriteTransaction& tx) {
            tx.execute("CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, checksum TEXT "
                       "NOT NULL, applied_at TEXT NOT NULL)");
        });
    };
    try {
        create();
    } catch (Error const&) {
        create(); // PostgreSQL refuses the second of two programs that do this at the same moment
    }
}

/// Applies one step, unless another program that starts at the same moment was faster.
bool apply(Store& store, Migration const& migration) {
    return store.write(Author{"migration"}, [&](WriteTransaction& tx) {
        // SQLite has one writer; PostgreSQL's are kept apart before the first look at the table.
        if (store.is_postgresql()) tx.run_script("LOCK TABLE schema_migrations IN EXCLUSIVE MODE");
        if (tx.value<std::string>("SELECT checksum FROM schema_migrations WHERE name = :name",
                                  migration.name))
            return false;
        tx.run_script(script_for(migration, store.is_postgresql()));
        tx.execute(
            "INSERT INTO schema_migrations (name, checksum, applied_at) VALUES (:name, :checksum, :at)",
            migration.name, sha256_hex(migration.script), to_text(tx.now()));
        return true;
    });
}

std::map<std::string, std::string> applied_steps(Store& store) {
    return store.read([](ReadTransaction& tx) {
        std::map<std::string, std::string> steps;
        tx.each<std::string, std::string>("SELECT name, checksum FROM schema_migrations",
                                          [&](std::string name, std::string checksum) {
                                              steps.emplace(std::move(name), std::move(checksum));
                                          });
        return steps;
    });
}

void check_known(std::map<std::string, std::string> applied, std::vector<Migration> const& migrations) {
    for (Migration const& migration : migrations) {
        auto const found = applied.find(std::string(migration.name));
        if (found == applied.end()) continue;
        if (found->second != sha256_hex(migration.script))
            throw Error(
                ErrorCode::internal, "The database and the program do not fit together.",
                fmt::format(
                    "migration {} was edited after it was applied: restore it, and write the change as "
                    "a new migration",
                    migration.name));
        applied.erase(found);
    }
    if (!applied.empty())
        throw Error(
            ErrorCode::internal, "The database and the program do not fit together.",
            fmt::format("the database has migration {}, which this program does not know: run the newer "
                        "program that made it",
                        applied.begin()->first));
}

} // namespace

MigrationReport migration_status(Store& store, std::vector<Migration> const& migrations) {
    create_table(store);
    auto const applied = applied_steps(store);
    check_known(applied, migrations);
    MigrationReport report;
    for (Migration const& migration : migrations)
        if (!applied.contains(std::string(migration.name))) report.pending.emplace_back(migration.name);
    return report;
}

MigrationReport migrate(Store& store, std::vector<Migration> const& migrations) {
    MigrationReport report = migration_status(store, migrations);
    for (Migration const& migration : migrations) {
        bool const is_pending =
            std::find(report.pending.begin(), report.pending.end(), migration.name) != report.pending.end();
        if (is_pending && apply(store, migration)) report.applied.emplace_back(migration.name);
    }
    report.pending.clear();
    return report;
}

} // namespace legation::store
