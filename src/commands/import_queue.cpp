#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/store/migrate.hpp"
#include "program.hpp"
#include "register/finder.hpp"
#include "register/import/import_report.hpp"

#include <fmt/format.h>

namespace legation {

namespace {

void list_queue(store::Store& store, bool as_json) {
    constexpr std::int64_t most_for_people = 20;
    store.read([&](store::ReadTransaction& tx) {
        auto const rows = as_json ? registry::waiting_rows(tx) : registry::waiting_rows(tx, most_for_people);
        for (registry::QueuedRow const& row : rows)
            fmt::print("{}", as_json ? registry::json_line(row) : registry::describe(row));
        if (as_json) return;
        auto const more = registry::count_waiting(tx) - static_cast<std::int64_t>(rows.size());
        if (more > 0) fmt::print("{} more wait; --json lists all.\n", more);
        fmt::print("{}", rows.empty()
                             ? "No row waits.\n"
                             : "Decide with legation import queue --accept ID --as SLUG, or --skip ID.\n");
    });
}

void accept(store::Store& store, ImportOptions const& options) {
    if (options.accepted_as.empty() || options.author.empty())
        throw Error(ErrorCode::unprocessable,
                    "--accept needs --as SLUG (which actor or place is meant) and --author (who decides)");
    auto const atlas = gazetteer::Atlas::read(store);
    registry::Reconciler const reconciler(atlas, registry::Roster::read(store, atlas),
                                          registry::Finder::index_places(*atlas));
    auto const outcome =
        registry::accept_queued(store, reconciler, {options.author}, *options.accept, options.accepted_as);
    if (outcome)
        fmt::print("{}{}{}\n", registry::code_of(outcome->action), outcome->record.empty() ? "" : " ",
                   outcome->record);
    else
        fmt::print("Noted. The row has another open question: legation import queue\n");
}

} // namespace

int import_queue(Config const& config, ImportOptions const& options) {
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    if (options.accept) {
        accept(*store, options);
    } else if (options.skip) {
        if (options.author.empty())
            throw Error(ErrorCode::unprocessable, "--skip needs --author (who decides)");
        registry::skip_queued(*store, {options.author}, *options.skip);
        fmt::print("Skipped. The same row of a later file is left out, too.\n");
    } else {
        list_queue(*store, options.as_json);
    }
    return 0;
}

} // namespace legation
