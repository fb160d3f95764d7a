#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/records/csv.hpp"
#include "kernel/store/migrate.hpp"
#include "program.hpp"
#include "register/adapters/found_row.hpp"
#include "register/importer.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace legation {

namespace {

records::RecordType const& noun_named(std::string const& name) {
    if (records::RecordType const* type = registry::find_noun(name)) return *type;
    std::string known;
    for (records::RecordType const* type : registry::nouns())
        known += fmt::format("{}{}", known.empty() ? "" : ", ", type->name);
    throw Error(ErrorCode::unprocessable,
                fmt::format("there is no noun “{}”; the nouns are {}", name, known));
}

records::CsvFile read_file(std::string const& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        throw Error(ErrorCode::unprocessable,
                    fmt::format("{} cannot be read; check its name and permissions", path));
    return records::read_csv(text.view(), path);
}

/// Ends the transaction of a check, so that nothing is kept.
struct OnlyChecked {
    registry::ImportReport report;
};

} // namespace

int import_file(Config const& config, ImportOptions const& options) {
    if (registry::find_adapter(options.noun) != nullptr) return import_found(config, options);
    records::RecordType const& type = noun_named(options.noun);
    records::CsvFile const file = read_file(options.file);
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    try {
        registry::ImportReport const report =
            store->write(store::Author{options.author}, [&](store::WriteTransaction& tx) {
                registry::ImportReport const done = registry::Importer(tx).import(type, file, options.file);
                if (options.only_check) throw OnlyChecked{done};
                return done;
            });
        fmt::print("{} created, {} changed, {} unchanged\n", report.created, report.changed,
                   report.unchanged);
    } catch (OnlyChecked const& checked) {
        fmt::print("Every row is right: {} would be created, {} changed, {} stay as they are.\n",
                   checked.report.created, checked.report.changed, checked.report.unchanged);
    }
    return 0;
}

} // namespace legation
