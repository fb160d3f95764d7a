// `legation import FILE --as sister-cities`: files as they are found in the world, through their adapter.

#include "commands/commands.hpp"
#include "commands/progress_bar.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/records/json.hpp"
#include "kernel/store/migrate.hpp"
#include "kernel/store/store.hpp"
#include "program.hpp"
#include "register/adapters/found_file.hpp"
#include "register/adapters/recorder.hpp"
#include "register/finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

namespace legation {

namespace {

using namespace registry;

constexpr std::size_t rows_in_batch = 500;

/// Ends the transaction of a dry run, so that nothing is kept.
struct OnlyTried {
    std::vector<RowOutcome> outcomes;
};

std::string row_as_json(MatchedRow const& matched, RowOutcome const& outcome) {
    records::JsonWriter json;
    json.begin_object()
        .member("line", static_cast<std::int64_t>(matched.row.line))
        .member("action", code_of(outcome.action))
        .member_if("reason", outcome.reason);
    json.key("names").begin_array();
    for (std::size_t at = 0; at < matched.verdicts.size(); ++at) {
        Verdict const& verdict = matched.verdicts[at];
        json.begin_object()
            .member("name", matched.row.mentions[at].name)
            .member("decision", code_of(verdict.decision));
        bool const is_certain = verdict.decision == Verdict::Decision::certain;
        if (is_certain)
            json.member("slug", verdict.candidates.front().slug)
                .member("score", verdict.candidates.front().score);
        json.member("reason", verdict.reason);
        if (!is_certain) {
            json.key("candidates").begin_array();
            for (Candidate const& candidate : verdict.candidates)
                json.begin_object()
                    .member("slug", candidate.slug)
                    .member("score", candidate.score)
                    .end_object();
            json.end_array();
        }
        json.end_object();
    }
    return json.end_array().end_object().take();
}

Source source_of(Adapter const& adapter) {
    Source source;
    source.key = adapter.name;
    source.title = adapter.title;
    source.url = adapter.url;
    source.license = adapter.license.empty() ? "not stated" : adapter.license;
    source.note = "Brought in with `legation import`; the names were matched by the program.";
    return source;
}

} // namespace

int import_found(Config const& config, ImportOptions const& options) {
    auto const opened = open_store(config, program_clock());
    store::Store& store = *opened;
    store::migrate(store, embedded::migrations());
    Adapter const& adapter = *find_adapter(options.noun);
    records::CsvFile const file = read_found_file(options.file);
    for (std::string_view const column : adapter.columns)
        if (!file.has(column))
            throw Error(ErrorCode::unprocessable,
                        fmt::format("{}:1: there is no column “{}”, which files of {} have", options.file,
                                    column, adapter.name));
    auto const atlas = gazetteer::Atlas::read(store);
    Reconciler const reconciler(atlas, Roster::read(store, atlas), Finder::index_places(*atlas));
    unsigned const threads = std::max(1U, std::thread::hardware_concurrency());
    std::vector<MatchedRow> const rows = match_rows(reconciler, adapter.translate(file), threads);

    ProgressBar bar("Recording");
    std::array<std::size_t, 4> counts{};
    // A dry run is one transaction that is given up: later rows must see what earlier ones would have made.
    std::size_t const batch = options.only_check ? std::max<std::size_t>(rows.size(), 1) : rows_in_batch;
    for (std::size_t first = 0; first < rows.size(); first += batch) {
        std::size_t const end = std::min(first + batch, rows.size());
        std::vector<RowOutcome> outcomes;
        try {
            store.write(store::Author{options.author}, [&](store::WriteTransaction& tx) {
                outcomes.clear(); // the transaction may be tried again
                Source const source = source_of(adapter);
                ensure_source(tx, source);
                FoundRecorder recorder(tx, *atlas, source.key);
                for (std::size_t at = first; at < end; ++at)
                    outcomes.push_back(recorder.record(adapter, rows[at]));
                if (options.only_check) throw OnlyTried{outcomes};
            });
        } catch (OnlyTried const& tried) {
            outcomes = tried.outcomes;
        }
        for (std::size_t at = first; at < end; ++at) {
            ++counts.at(static_cast<std::size_t>(outcomes[at - first].action));
            if (options.as_json) fmt::print("{}\n", row_as_json(rows[at], outcomes[at - first]));
        }
        bar.show(static_cast<double>(end) / static_cast<double>(rows.size()));
    }
    bar.finish();
    if (!options.as_json)
        fmt::print("{}{} recorded, {} unchanged, {} to be looked at by a person, {} left out\n",
                   options.only_check ? "Nothing was changed. It would be: " : "", counts[0], counts[1],
                   counts[2], counts[3]);
    return 0;
}

} // namespace legation
