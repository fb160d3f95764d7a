#include "register/import/import_engine.hpp"

#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/records/record_store.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace legation::registry {

namespace {

using records::RecordType;

/// The actor of a place that a row names, which nothing was recorded about before.
void record_place(Importer& importer, Reconciler const& reconciler, TakenName const& name,
                  std::string_view file_name) {
    if (importer.find("actor", name.slug)) return;
    gazetteer::Atlas::Entry const& place = reconciler.atlas().entry(name.place_to_record);
    records::CsvFile const header{{"slug", "kind", "name", "country", "place"}, {}};
    records::CsvRow const cells{
        0, {name.slug, name.actor_kind, std::string(place.name), std::string(place.country), name.slug}};
    auto prepared = importer.prepare(*find_noun("actor"), header, cells, file_name);
    importer.apply(prepared);
}

ImportAction action_of(RowChange change) {
    return change == RowChange::created   ? ImportAction::created
           : change == RowChange::changed ? ImportAction::changed
                                          : ImportAction::unchanged;
}

/// A row of the queue with its answers in the place of the names that were asked about.
ResolvedRow answered(NameResolver& resolver, QueuedRow const& queued) {
    NameResolver::Answers answers;
    for (std::size_t i = 0; i < queued.questions.size(); ++i)
        if (!queued.answers[i].empty())
            answers[fmt::format("{}\n{}", queued.questions[i].column, queued.questions[i].written)] =
                queued.answers[i];
    resolver.answer(std::move(answers));
    ImportRow row;
    row.line = static_cast<std::size_t>(queued.line);
    row.cells = queued.cells;
    ResolvedRow resolved = resolver.resolve(*find_noun(queued.noun), queued.columns, row);
    resolver.answer({});
    return resolved;
}

std::string reasons_of(std::vector<Question> const& questions) {
    std::string reasons;
    for (Question const& question : questions)
        reasons += fmt::format("{}“{}”: {}", reasons.empty() ? "" : "; ", question.written, question.reason);
    return reasons;
}

} // namespace

std::string_view code_of(ImportAction action) {
    switch (action) {
    case ImportAction::created:
        return "created";
    case ImportAction::changed:
        return "changed";
    case ImportAction::unchanged:
        return "unchanged";
    case ImportAction::queued:
        return "queued";
    case ImportAction::rejected:
        return "rejected";
    case ImportAction::skipped:
        return "skipped";
    }
    return "";
}

void count(ImportCounts& counts, ImportAction action) {
    switch (action) {
    case ImportAction::created:
        ++counts.created;
        return;
    case ImportAction::changed:
        ++counts.changed;
        return;
    case ImportAction::unchanged:
        ++counts.unchanged;
        return;
    case ImportAction::queued:
        ++counts.queued;
        return;
    case ImportAction::rejected:
        ++counts.rejected;
        return;
    case ImportAction::skipped:
        ++counts.skipped;
        return;
    }
}

std::string row_hash(RecordType const& noun, std::vector<std::string> const& columns,
                     std::vector<std::string> const& cells) {
    std::string all(noun.name);
    for (std::size_t i = 0; i < columns.size(); ++i)
        all += fmt::format("\n{}:{}:{}", columns[i], cells[i].size(), cells[i]);
    return sha256_hex(all);
}

ImportEngine::ImportEngine(store::Store& store, Reconciler const& reconciler, EngineOptions options)
    : store_(store), options_(std::move(options)),
      resolver_(reconciler,
                store.read([](store::ReadTransaction& tx) { return partnerships_by_parties(tx); })) {}

ImportCounts ImportEngine::run(RowSource& rows, std::function<void(ImportedRow const&)> const& done) {
    prepare_run(rows.noun());
    if (options_.only_check)
        check_all(rows, done);
    else
        store_all(rows, done);
    return run_.counts;
}

void ImportEngine::prepare_run(RecordType const& noun) {
    run_ = ImportRun{0, std::string(noun.name), options_.file_name, options_.file_hash, 0, {}};
    decided_ = store_.read([&](store::ReadTransaction& tx) { return decided_rows(tx, noun.name); });
    if (options_.only_check) return;
    run_ = store_.write(store::Author{options_.author}, [&](store::WriteTransaction& tx) {
        if (auto unfinished = unfinished_run(tx, options_.file_hash)) return *unfinished;
        ImportRun started = run_;
        start_run(tx, started);
        Importer importer(tx);
        record_source(importer);
        return started;
    });
    resumed_after_ = run_.last_line;
}

void ImportEngine::record_source(Importer& importer) const {
    if (!options_.new_source) return;
    Source const& source = *options_.new_source;
    records::CsvFile const header{{"key", "title", "url", "license", "as_of"}, {}};
    records::CsvRow const cells{0, {source.key, source.title, source.url, source.license, source.as_of}};
    auto prepared = importer.prepare(*find_noun("source"), header, cells, "--source-title");
    importer.apply(prepared);
}

/// One view of the database, in which nothing is stored.
void ImportEngine::check_all(RowSource& rows, std::function<void(ImportedRow const&)> const& done) {
    store_.read([&](store::ReadTransaction& tx) {
        Importer importer(tx);
        record_source(importer);
        importer.add_source(options_.source);
        for (ImportRow row; rows.next(row);) {
            ImportedRow const outcome = bring_in(tx, importer, rows, row, nullptr, lines_);
            count(run_.counts, outcome.action);
            done(outcome);
        }
    });
}

void ImportEngine::store_all(RowSource& rows, std::function<void(ImportedRow const&)> const& done) {
    bool is_last = false;
    while (!is_last) {
        std::vector<ImportRow> batch;
        ImportRow row;
        while (batch.size() < options_.batch && !is_last) {
            is_last = !rows.next(row);
            if (!is_last && static_cast<std::int64_t>(row.line) > resumed_after_)
                batch.push_back(std::move(row));
        }
        for (ImportedRow const& outcome : store_batch(rows, batch, is_last))
            done(outcome);
    }
}

std::vector<ImportedRow> ImportEngine::store_batch(RowSource const& rows, std::vector<ImportRow> const& batch,
                                                   bool is_last) {
    // The closure may be run again after a lost race: it begins from what is true now and changes nothing
    // here.
    std::unordered_map<std::string, std::size_t> new_lines;
    ImportRun reached;
    auto outcomes = store_.write(store::Author{options_.author}, [&](store::WriteTransaction& tx) {
        new_lines.clear();
        reached = run_;
        Importer importer(tx);
        importer.add_source(options_.source);
        std::vector<ImportedRow> all;
        all.reserve(batch.size());
        for (ImportRow const& row : batch) {
            all.push_back(bring_in(tx, importer, rows, row, &tx, new_lines));
            count(reached.counts, all.back().action);
            reached.last_line = static_cast<std::int64_t>(row.line);
        }
        save_progress(tx, reached, is_last);
        return all;
    });
    run_ = reached;
    lines_.merge(new_lines);
    return outcomes;
}

ImportedRow ImportEngine::bring_in(store::ReadTransaction& tx, Importer& importer, RowSource const& rows,
                                   ImportRow const& row, store::WriteTransaction* writer,
                                   std::unordered_map<std::string, std::size_t>& new_lines) {
    ImportedRow outcome;
    outcome.line = row.line;
    if (!row.skip.empty()) {
        outcome.action = ImportAction::skipped;
        outcome.reason = row.skip;
        return outcome;
    }
    if (!row.problem.empty()) {
        outcome.action = ImportAction::rejected;
        outcome.reason = row.problem;
        return outcome;
    }
    RecordType const& noun = rows.noun();
    resolver_.know([&](std::string const& slug) { return importer.find("actor", slug).has_value(); });
    ResolvedRow resolved;
    std::string hash;
    // Most rows were never in the queue, and most imports know none of them.
    auto decided = decided_.end();
    if (!decided_.empty()) {
        hash = row_hash(noun, rows.columns(), row.cells);
        decided = decided_.find(hash);
    }
    if (decided != decided_.end() && decided->second.second == "skipped") {
        outcome.action = ImportAction::skipped;
        outcome.reason = "a person decided to leave this row out";
        return outcome;
    }
    if (decided != decided_.end() && decided->second.second == "applied")
        resolved = answered(resolver_, *queued_row(tx, decided->second.first));
    else
        resolved = resolver_.resolve(noun, rows.columns(), row);
    outcome.names = resolved.names;
    if (resolved.questions.empty()) {
        outcome = apply(tx, importer, noun, resolved, std::move(outcome), new_lines);
        // What waited for a person is known by now.
        if (writer != nullptr && decided != decided_.end() && decided->second.second == "waiting" &&
            outcome.action != ImportAction::rejected)
            settle_row(*writer, decided->second.first, "applied");
        return outcome;
    }
    outcome.action = ImportAction::queued;
    outcome.column = resolved.questions.front().column;
    outcome.value = resolved.questions.front().written;
    outcome.reason = reasons_of(resolved.questions);
    outcome.questions = resolved.questions;
    if (writer != nullptr) {
        if (hash.empty()) hash = row_hash(noun, rows.columns(), row.cells);
        queue_row(*writer, run_.id, static_cast<std::int64_t>(row.line), noun.name, hash, resolved);
    }
    return outcome;
}

ImportedRow ImportEngine::apply(store::ReadTransaction& tx, Importer& importer, RecordType const& noun,
                                ResolvedRow& row, ImportedRow outcome,
                                std::unordered_map<std::string, std::size_t>& new_lines) {
    try {
        records::CsvFile const header{std::move(row.columns), {}};
        records::CsvRow const cells{outcome.line, std::move(row.cells)};
        // The places that a row names are recorded only when the rest of it is right.
        Importer probe(tx);
        for (TakenName const& name : row.names)
            if (name.place_to_record != 0)
                record_place(probe, resolver_.reconciler(), name, options_.file_name);
        if (probe.has_imagined()) probe.prepare(noun, header, cells, options_.file_name);
        for (TakenName const& name : row.names)
            if (name.place_to_record != 0)
                record_place(importer, resolver_.reconciler(), name, options_.file_name);
        auto prepared = importer.prepare(noun, header, cells, options_.file_name);
        outcome.record = noun.key.empty() ? std::string() : prepared.identity;
        auto const earlier = lines_.find(prepared.identity);
        std::size_t const first_line = earlier == lines_.end() ? outcome.line : earlier->second;
        auto const [first, is_first] = new_lines.emplace(prepared.identity, first_line);
        if (is_first && first_line == outcome.line) {
            outcome.action = action_of(importer.apply(prepared));
            return outcome;
        }
        outcome.action = row.has_made_key ? ImportAction::unchanged : ImportAction::rejected;
        outcome.reason =
            row.has_made_key
                ? fmt::format("line {} says the same", first->second)
                : fmt::format("this record stands in line {} already; remove one of the two", first->second);
    } catch (RowError const& error) {
        outcome.action = ImportAction::rejected;
        outcome.column = error.column;
        outcome.value = error.value;
        outcome.reason = error.problem;
    }
    return outcome;
}

std::optional<ImportedRow> accept_queued(store::Store& store, Reconciler const& reconciler,
                                         std::string const& author, std::int64_t id,
                                         std::string const& slug) {
    NameResolver resolver(reconciler,
                          store.read([](store::ReadTransaction& tx) { return partnerships_by_parties(tx); }));
    return store.write(store::Author{author}, [&](store::WriteTransaction& tx) -> std::optional<ImportedRow> {
        auto queued = queued_row(tx, id);
        if (!queued || queued->status != "waiting")
            throw Error(ErrorCode::unprocessable,
                        fmt::format("no row {} waits in the queue; legation import queue lists them", id));
        if (reconciler.roster().find(slug) == nullptr && !reconciler.atlas().find(slug))
            throw Error(ErrorCode::unprocessable,
                        fmt::format("no actor or place has the slug “{}”; it is the last part of the address "
                                    "of its page",
                                    slug));
        auto const open = std::ranges::find(queued->answers, std::string());
        if (open != queued->answers.end()) {
            answer_question(tx, id, static_cast<std::size_t>(open - queued->answers.begin()), slug);
            *open = slug;
        }
        if (std::ranges::find(queued->answers, std::string()) != queued->answers.end()) return std::nullopt;
        ResolvedRow resolved = answered(resolver, *queued);
        ImportedRow outcome;
        outcome.line = static_cast<std::size_t>(queued->line);
        outcome.names = resolved.names;
        if (!resolved.questions.empty())
            throw Error(ErrorCode::unprocessable, reasons_of(resolved.questions));
        Importer importer(tx);
        for (TakenName const& name : resolved.names)
            if (name.place_to_record != 0) record_place(importer, reconciler, name, queued->file_name);
        RecordType const& noun = *find_noun(queued->noun);
        records::CsvFile const header{resolved.columns, {}};
        records::CsvRow const cells{outcome.line, resolved.cells};
        auto prepared = importer.prepare(noun, header, cells, queued->file_name);
        outcome.record = noun.key.empty() ? std::string() : prepared.identity;
        outcome.action = action_of(importer.apply(prepared));
        settle_row(tx, id, "applied");
        return outcome;
    });
}

void skip_queued(store::Store& store, std::string const& author, std::int64_t id) {
    store.write(store::Author{author}, [&](store::WriteTransaction& tx) {
        auto const queued = queued_row(tx, id);
        if (!queued || queued->status != "waiting")
            throw Error(ErrorCode::unprocessable,
                        fmt::format("no row {} waits in the queue; legation import queue lists them", id));
        settle_row(tx, id, "skipped");
    });
}

} // namespace legation::registry
