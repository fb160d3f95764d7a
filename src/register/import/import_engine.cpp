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
    row.noun = find_noun(queued.noun);
    row.columns = queued.columns;
    row.cells = queued.cells;
    ResolvedRow resolved = resolver.resolve(row);
    resolver.answer({});
    return resolved;
}

ImportedRow rejected(ImportedRow outcome, RowError const& error) {
    outcome.action = ImportAction::rejected;
    outcome.column = error.column;
    outcome.value = error.value;
    outcome.reason = error.problem;
    return outcome;
}

/// What a row says is against the record: the name that was taken for certain may mean another.
void ask_about(ResolvedRow& row, RowError const& contradiction) {
    TakenName const& name = row.names.front();
    row.set(name.column, name.written);
    row.questions.push_back({name.column,
                             name.written,
                             contradiction.problem,
                             {{0, 0, name.slug, name.slug, name.score, {name.reason}}}});
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
    prepare_run(rows);
    if (options_.only_check)
        check_all(rows, done);
    else
        store_all(rows, done);
    return run_.counts;
}

void ImportEngine::prepare_run(RowSource const& rows) {
    run_.kind = options_.kind;
    run_.file_name = options_.file_name;
    run_.file_hash = options_.file_hash;
    run_.source = options_.source;
    run_.only_adds = rows.only_adds();
    decided_ = store_.read([](store::ReadTransaction& tx) { return decided_rows(tx); });
    if (options_.only_check) return;
    run_ = store_.write(options_.author, [&](store::WriteTransaction& tx) {
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
    records::CsvFile header{{"key", "title", "url", "license", "as_of"}, {}};
    records::CsvRow cells{0, {source.key, source.title, source.url, source.license, source.as_of}};
    if (!source.note.empty()) {
        header.header.emplace_back("note");
        cells.cells.push_back(source.note);
    }
    importer.only_add(options_.keeps_source);
    auto prepared = importer.prepare(*find_noun("source"), header, cells, "the source");
    importer.apply(prepared);
}

void ImportEngine::set_up(Importer& importer) const {
    importer.add_source(run_.source);
    importer.only_add(run_.only_adds);
}

/// One view of the database, in which nothing is stored.
void ImportEngine::check_all(RowSource& rows, std::function<void(ImportedRow const&)> const& done) {
    store_.read([&](store::ReadTransaction& tx) {
        Importer importer(tx);
        record_source(importer);
        set_up(importer);
        for (ImportRow row; rows.next(row);) {
            ImportedRow const outcome = bring_in(tx, importer, row, nullptr, lines_);
            count(run_.counts, outcome.action);
            done(outcome);
        }
    });
}

void ImportEngine::store_all(RowSource& rows, std::function<void(ImportedRow const&)> const& done) {
    ImportRow ahead;
    bool has_more = resumed_after_ > 0 ? pass_over_stored(rows, ahead) : rows.next(ahead);
    do {
        std::vector<ImportRow> batch;
        // What stands in one line is stored together: how far a run came is told by the line.
        while (has_more &&
               (batch.size() < options_.batch || batch.empty() || ahead.line == batch.back().line)) {
            batch.push_back(std::move(ahead));
            ahead = ImportRow{};
            has_more = rows.next(ahead);
        }
        for (ImportedRow const& outcome : store_batch(batch, !has_more))
            done(outcome);
    } while (has_more);
}

/// Reads over what an interrupted run had stored, so that it is known where each record of the file stands.
bool ImportEngine::pass_over_stored(RowSource& rows, ImportRow& first_open) {
    return store_.read([&](store::ReadTransaction& tx) {
        Importer importer(tx);
        set_up(importer);
        while (rows.next(first_open)) {
            if (static_cast<std::int64_t>(first_open.line) > resumed_after_) return true;
            bring_in(tx, importer, first_open, nullptr, lines_);
        }
        return false;
    });
}

std::vector<ImportedRow> ImportEngine::store_batch(std::vector<ImportRow> const& batch, bool is_last) {
    // The closure may be run again after a lost race: it begins from what is true now and changes nothing
    // here.
    std::unordered_map<std::string, std::size_t> new_lines;
    ImportRun reached;
    auto outcomes = store_.write(options_.author, [&](store::WriteTransaction& tx) {
        new_lines.clear();
        reached = run_;
        Importer importer(tx);
        set_up(importer);
        std::vector<ImportedRow> all;
        all.reserve(batch.size());
        for (ImportRow const& row : batch) {
            all.push_back(bring_in(tx, importer, row, &tx, new_lines));
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

ImportedRow ImportEngine::bring_in(store::ReadTransaction& tx, Importer& importer, ImportRow const& row,
                                   store::WriteTransaction* writer,
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
    RecordType const& noun = *row.noun;
    resolver_.know([&](std::string const& slug) { return importer.find("actor", slug).has_value(); });
    ResolvedRow resolved;
    std::string hash;
    // Most rows were never in the queue, and most imports know none of them.
    auto decided = decided_.end();
    if (!decided_.empty()) {
        hash = row_hash(noun, row.columns, row.cells);
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
        resolved = resolver_.resolve(row);
    outcome.names = resolved.names;
    if (resolved.questions.empty()) {
        outcome = apply(tx, importer, noun, resolved, std::move(outcome), new_lines);
        // What waited for a person is known by now.
        if (writer != nullptr && decided != decided_.end() && decided->second.second == "waiting" &&
            outcome.action != ImportAction::rejected && resolved.questions.empty())
            settle_row(*writer, decided->second.first, "known");
    }
    if (resolved.questions.empty()) return outcome;
    if (decided != decided_.end() && decided->second.second == "known") {
        outcome.action = ImportAction::unchanged;
        outcome.reason = "another file said the same since, and more";
        return outcome;
    }
    outcome.action = ImportAction::queued;
    outcome.column = resolved.questions.front().column;
    outcome.value = resolved.questions.front().written;
    outcome.reason = reasons_of(resolved.questions);
    outcome.questions = resolved.questions;
    if (writer != nullptr) {
        if (hash.empty()) hash = row_hash(noun, row.columns, row.cells);
        queue_row(*writer, run_.id, static_cast<std::int64_t>(row.line), noun.name, hash, resolved);
    }
    return outcome;
}

ImportedRow ImportEngine::apply(store::ReadTransaction& tx, Importer& importer, RecordType const& noun,
                                ResolvedRow& row, ImportedRow outcome,
                                std::unordered_map<std::string, std::size_t>& new_lines) {
    try {
        records::CsvFile const header{row.columns, {}};
        records::CsvRow const cells{outcome.line, row.cells};
        // The places that a row names are recorded only when the rest of it is right.
        Importer probe(tx);
        set_up(probe);
        for (TakenName const& name : row.names)
            if (name.place_to_record != 0)
                record_place(probe, resolver_.reconciler(), name, options_.file_name);
        if (probe.has_imagined()) probe.prepare(noun, header, cells, options_.file_name);
        for (TakenName const& name : row.names)
            if (name.place_to_record != 0)
                record_place(importer, resolver_.reconciler(), name, options_.file_name);
        auto prepared = importer.prepare(noun, header, cells, options_.file_name);
        outcome.record = noun.key.empty() ? std::string() : prepared.identity;
        std::string const record = fmt::format("{} {}", noun.name, prepared.identity);
        auto const earlier = lines_.find(record);
        std::size_t const first_line = earlier == lines_.end() ? outcome.line : earlier->second;
        auto const [first, is_first] = new_lines.emplace(record, first_line);
        if (is_first && first_line == outcome.line) {
            outcome.action = action_of(importer.apply(prepared));
            return outcome;
        }
        bool const may_stand_twice = row.has_made_key || run_.only_adds;
        outcome.action = may_stand_twice ? ImportAction::unchanged : ImportAction::rejected;
        outcome.reason =
            run_.only_adds ? fmt::format("line {} says it already, and comes first", first->second)
            : row.has_made_key
                ? fmt::format("line {} says the same", first->second)
                : fmt::format("this record stands in line {} already; remove one of the two", first->second);
    } catch (Contradiction const& contradiction) {
        if (row.names.empty()) return rejected(std::move(outcome), contradiction);
        ask_about(row, contradiction);
    } catch (RowError const& error) {
        return rejected(std::move(outcome), error);
    }
    return outcome;
}

std::size_t open_question(QueuedRow const& queued) {
    return static_cast<std::size_t>(std::ranges::find(queued.answers, std::string()) -
                                    queued.answers.begin());
}

bool may_be_new(QueuedRow const& queued) {
    std::size_t const open = open_question(queued);
    return queued.noun == "actor" && open < queued.questions.size() &&
           queued.questions[open].column == "name";
}

namespace {

QueuedRow waiting_row(store::ReadTransaction& tx, std::int64_t id) {
    auto queued = queued_row(tx, id);
    if (!queued || queued->status != "waiting")
        throw Error(ErrorCode::unprocessable,
                    fmt::format("no row {} waits in the queue; legation import queue lists them", id));
    return std::move(*queued);
}

/// Brings a row in whose questions are all answered.
ImportedRow apply_queued(store::WriteTransaction& tx, NameResolver& resolver, QueuedRow const& queued) {
    ResolvedRow const resolved = answered(resolver, queued);
    ImportedRow outcome;
    outcome.line = static_cast<std::size_t>(queued.line);
    outcome.names = resolved.names;
    if (!resolved.questions.empty()) throw Error(ErrorCode::unprocessable, reasons_of(resolved.questions));
    Importer importer(tx);
    importer.add_source(queued.source);
    importer.only_add(queued.only_adds);
    for (TakenName const& name : resolved.names)
        if (name.place_to_record != 0) record_place(importer, resolver.reconciler(), name, queued.file_name);
    RecordType const& noun = *find_noun(queued.noun);
    records::CsvFile const header{resolved.columns, {}};
    records::CsvRow const cells{outcome.line, resolved.cells};
    auto prepared = importer.prepare(noun, header, cells, queued.file_name);
    outcome.record = noun.key.empty() ? std::string() : prepared.identity;
    outcome.action = action_of(importer.apply(prepared));
    settle_row(tx, queued.id, "applied");
    return outcome;
}

std::optional<ImportedRow> answer(store::WriteTransaction& tx, NameResolver& resolver, QueuedRow queued,
                                  std::string const& slug) {
    std::size_t const open = open_question(queued);
    if (open < queued.answers.size()) {
        answer_question(tx, queued.id, open, slug);
        queued.answers[open] = slug;
    }
    if (open_question(queued) < queued.answers.size()) return std::nullopt;
    return apply_queued(tx, resolver, queued);
}

void check_answer(store::ReadTransaction& tx, Reconciler const& reconciler, QueuedRow const& queued,
                  std::string const& slug) {
    bool const is_known = reconciler.roster().find(slug) != nullptr || reconciler.atlas().find(slug);
    if (is_known) return;
    if (!slug.starts_with(new_actor))
        throw Error(
            ErrorCode::unprocessable,
            fmt::format("no actor or place has the slug “{}”; it is the last part of the address of its "
                        "page",
                        slug));
    std::string const made = slug.substr(new_actor.size());
    bool const is_free = !records::id_of_key(tx, *find_noun("actor"), made) && !reconciler.atlas().find(made);
    if (!may_be_new(queued) || !records::is_slug(made) || !is_free)
        throw Error(
            ErrorCode::unprocessable,
            fmt::format("“{}” cannot be the slug of a new actor here: it is in use, or the row is about "
                        "something else",
                        made));
}

/// What waits of the same line because of the same name: whoever is meant there is meant here.
std::vector<QueuedRow> asking_the_same(store::ReadTransaction& tx, QueuedRow const& queued) {
    std::vector<QueuedRow> others = waiting_in_line(tx, queued);
    std::size_t const open = open_question(queued);
    std::erase_if(others, [&](QueuedRow const& other) {
        std::size_t const at = open_question(other);
        return open == queued.questions.size() || at == other.questions.size() ||
               other.questions[at].written != queued.questions[open].written ||
               other.questions[at].column != queued.questions[open].column ||
               other.questions[at].reason != queued.questions[open].reason;
    });
    return others;
}

} // namespace

NameResolver queue_resolver(store::Store& store, Reconciler const& reconciler) {
    return {reconciler, store.read([](store::ReadTransaction& tx) { return partnerships_by_parties(tx); })};
}

std::optional<ImportedRow> accept_queued(store::Store& store, NameResolver& resolver,
                                         store::Author const& author, std::int64_t id,
                                         std::string const& slug) {
    return store.write(author, [&](store::WriteTransaction& tx) -> std::optional<ImportedRow> {
        QueuedRow const queued = waiting_row(tx, id);
        check_answer(tx, resolver.reconciler(), queued, slug);
        std::vector<QueuedRow> const others = asking_the_same(tx, queued);
        auto outcome = answer(tx, resolver, queued, slug);
        for (QueuedRow const& other : others)
            answer(tx, resolver, other, slug);
        return outcome;
    });
}

std::optional<ImportedRow> accept_queued(store::Store& store, Reconciler const& reconciler,
                                         store::Author const& author, std::int64_t id,
                                         std::string const& slug) {
    NameResolver resolver = queue_resolver(store, reconciler);
    return accept_queued(store, resolver, author, id, slug);
}

void skip_queued(store::Store& store, store::Author const& author, std::int64_t id) {
    store.write(author, [&](store::WriteTransaction& tx) {
        QueuedRow const queued = waiting_row(tx, id);
        settle_row(tx, id, "skipped");
        for (QueuedRow const& other : asking_the_same(tx, queued))
            settle_row(tx, other.id, "skipped");
    });
}

} // namespace legation::registry
