#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/store/migrate.hpp"
#include "program.hpp"
#include "register/exporter.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace legation {

int export_records(Config const& config, std::string const& noun) {
    records::RecordType const* type = registry::find_noun(noun);
    if (type == nullptr)
        throw Error(ErrorCode::unprocessable,
                    fmt::format("there is no noun “{}”; see legation import --help", noun));
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    bool is_written = true;
    store->read([&](store::ReadTransaction& tx) {
        registry::export_csv(tx, *type, [&](std::string_view line) {
            is_written = is_written && std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
        });
    });
    if (!is_written || std::fflush(stdout) != 0)
        throw Error(ErrorCode::unavailable, "Not everything could be written; check the disk and the pipe.");
    return 0;
}

} // namespace legation
