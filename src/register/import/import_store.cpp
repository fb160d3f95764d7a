#include "register/import/import_store.hpp"

#include "kernel/clock.hpp"
#include "kernel/error.hpp"
#include "register/import/import_queue.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

constexpr std::int64_t most_of_a_line = 1'000;

void write_questions(store::WriteTransaction& tx, std::int64_t id, ResolvedRow const& row) {
    std::int64_t position = 0;
    for (std::size_t i = 0; i < row.columns.size(); ++i)
        tx.execute("INSERT INTO import_queue_cells (queue_id, position, field, cell) VALUES (:id, :position, "
                   ":field, :cell)",
                   id, i, row.columns[i], row.cells[i]);
    for (Question const& question : row.questions) {
        tx.execute("INSERT INTO import_questions (queue_id, position, field, written, reason, doubt) VALUES "
                   "(:id, :position, :field, :written, :reason, :doubt)",
                   id, position, question.column, question.written, question.reason,
                   doubt_in(question.reason));
        std::int64_t rank = 0;
        for (Candidate const& candidate : question.candidates) {
            std::string reasons;
            for (std::string const& reason : candidate.reasons)
                reasons += (reasons.empty() ? "" : "; ") + reason;
            tx.execute("INSERT INTO import_candidates (queue_id, question, position, slug, name, score, "
                       "reasons) VALUES (:id, :question, :position, :slug, :name, :score, :reasons)",
                       id, position, rank++, candidate.slug, candidate.name, candidate.score, reasons);
        }
        ++position;
    }
}

void read_questions(store::ReadTransaction& tx, QueuedRow& row) {
    for (auto& [field, cell] : tx.rows<std::string, std::string>(
             "SELECT field, cell FROM import_queue_cells WHERE queue_id = :id ORDER BY position", row.id)) {
        row.columns.push_back(std::move(field));
        row.cells.push_back(std::move(cell));
    }
    for (auto& [field, written, reason, answer] : tx.rows<std::string, std::string, std::string, std::string>(
             "SELECT field, written, reason, answer FROM import_questions WHERE queue_id = :id ORDER BY "
             "position",
             row.id)) {
        row.questions.push_back({std::move(field), std::move(written), std::move(reason), {}});
        row.answers.push_back(std::move(answer));
    }
    for (auto& [question, slug, name, score, reasons] :
         tx.rows<std::int64_t, std::string, std::string, double, std::string>(
             "SELECT question, slug, name, score, reasons FROM import_candidates WHERE queue_id = :id ORDER "
             "BY question, position",
             row.id))
        row.questions.at(static_cast<std::size_t>(question))
            .candidates.push_back({0, 0, std::move(slug), std::move(name), score, {std::move(reasons)}});
}

template <class... Arguments>
std::vector<QueuedRow> read_rows(store::ReadTransaction& tx, std::string_view condition, std::int64_t most,
                                 Arguments const&... arguments) {
    std::vector<QueuedRow> rows;
    for (auto& [id, run_id, line, noun, status, file, source, only_adds] :
         tx.rows<std::int64_t, std::int64_t, std::int64_t, std::string, std::string, std::string, std::string,
                 std::int64_t>(
             fmt::format(
                 "SELECT q.id, q.run_id, q.line, q.noun, q.status, r.file_name, r.source, r.only_adds FROM "
                 "import_queue q JOIN import_runs r ON r.id = q.run_id WHERE {} ORDER BY q.id LIMIT :most",
                 condition),
             arguments..., most))
        rows.push_back({id,
                        run_id,
                        line,
                        std::move(noun),
                        std::move(status),
                        std::move(file),
                        std::move(source),
                        only_adds != 0,
                        {},
                        {},
                        {},
                        {}});
    for (QueuedRow& row : rows)
        read_questions(tx, row);
    return rows;
}

} // namespace

std::optional<ImportRun> unfinished_run(store::ReadTransaction& tx, std::string_view file_hash) {
    auto const found = tx.row<std::int64_t, std::string, std::int64_t, std::int64_t, std::int64_t,
                              std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>(
        "SELECT id, source, only_adds, last_line, created, changed, unchanged, queued, rejected, skipped "
        "FROM import_runs WHERE file_hash = :hash AND finished_at IS NULL ORDER BY id DESC",
        file_hash);
    if (!found) return std::nullopt;
    auto const& [id, source, only_adds, line, created, changed, unchanged, queued, rejected, skipped] =
        *found;
    ImportRun run;
    run.id = id;
    run.file_hash = file_hash;
    run.source = source;
    run.only_adds = only_adds != 0;
    run.last_line = line;
    run.counts = {created, changed, unchanged, queued, rejected, skipped};
    return run;
}

void start_run(store::WriteTransaction& tx, ImportRun& run) {
    run.id = tx.next_id("import_runs");
    tx.execute("INSERT INTO import_runs (id, noun, file_name, file_hash, source, only_adds, author, "
               "started_at, last_line, created, changed, unchanged, queued, rejected, skipped) VALUES (:id, "
               ":kind, :file, :hash, :source, :only_adds, :author, :started, 0, 0, 0, 0, 0, 0, 0)",
               run.id, run.kind, run.file_name, run.file_hash, run.source,
               std::int64_t{run.only_adds ? 1 : 0}, tx.author().name, to_text(tx.now()));
}

void save_progress(store::WriteTransaction& tx, ImportRun const& run, bool is_finished) {
    ImportCounts const& counts = run.counts;
    tx.execute(
        "UPDATE import_runs SET last_line = :line, created = :created, changed = :changed, unchanged = "
        ":unchanged, queued = :queued, rejected = :rejected, skipped = :skipped, finished_at = "
        ":finished WHERE id = :id",
        run.last_line, counts.created, counts.changed, counts.unchanged, counts.queued, counts.rejected,
        counts.skipped, is_finished ? std::optional(to_text(tx.now())) : std::nullopt, run.id);
}

void queue_row(store::WriteTransaction& tx, std::int64_t run_id, std::int64_t line, std::string_view noun,
               std::string_view row_hash, ResolvedRow const& row) {
    auto const waiting =
        tx.value<std::int64_t>("SELECT id FROM import_queue WHERE row_hash = :hash", row_hash);
    if (waiting &&
        tx.value<std::int64_t>("SELECT position FROM import_questions WHERE queue_id = :id AND answer "
                               "IS NOT NULL",
                               *waiting))
        return; // a person has begun to answer
    std::int64_t const id = waiting ? *waiting : tx.next_id("import_queue");
    if (waiting) {
        tx.execute("DELETE FROM import_candidates WHERE queue_id = :id", id);
        tx.execute("DELETE FROM import_questions WHERE queue_id = :id", id);
        tx.execute("DELETE FROM import_queue_cells WHERE queue_id = :id", id);
    } else {
        tx.execute("INSERT INTO import_queue (id, run_id, line, noun, row_hash, status) VALUES (:id, :run, "
                   ":line, :noun, :hash, 'waiting')",
                   id, run_id, line, noun, row_hash);
    }
    write_questions(tx, id, row);
}

std::int64_t count_waiting(store::ReadTransaction& tx) {
    return *tx.value<std::int64_t>("SELECT COUNT(*) FROM import_queue WHERE status = 'waiting'");
}

std::vector<QueuedRow> waiting_rows(store::ReadTransaction& tx, std::int64_t most) {
    return read_rows(tx, "q.status = 'waiting'", most);
}

std::vector<QueuedRow> waiting_in_line(store::ReadTransaction& tx, QueuedRow const& row) {
    return read_rows(tx, "q.status = 'waiting' AND q.run_id = :run AND q.line = :line AND q.id <> :id",
                     most_of_a_line, row.run_id, row.line, row.id);
}

std::optional<QueuedRow> queued_row(store::ReadTransaction& tx, std::int64_t id) {
    auto rows = read_rows(tx, "q.id = :id", 1, id);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

std::unordered_map<std::string, std::pair<std::int64_t, std::string>>
decided_rows(store::ReadTransaction& tx) {
    std::unordered_map<std::string, std::pair<std::int64_t, std::string>> decided;
    tx.each<std::string, std::int64_t, std::string>(
        "SELECT row_hash, id, status FROM import_queue",
        [&](std::string hash, std::int64_t id, std::string status) {
            decided.emplace(std::move(hash), std::pair(id, std::move(status)));
        });
    return decided;
}

void answer_question(store::WriteTransaction& tx, std::int64_t id, std::size_t question,
                     std::string_view slug) {
    tx.execute("UPDATE import_questions SET answer = :answer WHERE queue_id = :id AND position = :position",
               slug, id, question);
}

void settle_row(store::WriteTransaction& tx, std::int64_t id, std::string_view status) {
    tx.execute("UPDATE import_queue SET status = :status, decided_by = :author, decided_at = :now WHERE id = "
               ":id",
               status, tx.author().name, to_text(tx.now()), id);
}

Mapping mapping_named(store::ReadTransaction& tx, std::string_view name) {
    Mapping mapping;
    for (auto& [heading, field] : tx.rows<std::string, std::string>(
             "SELECT heading, field FROM import_mappings WHERE name = :name", name))
        mapping.emplace(std::move(heading), std::move(field));
    return mapping;
}

std::vector<std::string> mapping_names(store::ReadTransaction& tx) {
    return tx.values<std::string>("SELECT DISTINCT name FROM import_mappings ORDER BY name");
}

void save_mapping(store::WriteTransaction& tx, std::string_view name, Mapping const& mapping,
                  std::int64_t account) {
    tx.execute("DELETE FROM import_mappings WHERE name = :name", name);
    for (auto const& [heading, field] : mapping)
        tx.execute("INSERT INTO import_mappings (name, heading, field, account_id) VALUES (:name, :heading, "
                   ":field, :account)",
                   name, heading, field, account);
}

void keep_mapping(store::WriteTransaction& tx, std::string_view name, Mapping const& mapping,
                  std::int64_t account, bool may_replace) {
    auto const owner =
        tx.value<std::int64_t>("SELECT MAX(account_id) FROM import_mappings WHERE name = :name "
                               "HAVING COUNT(*) > 0",
                               name);
    if (owner && *owner != account && !may_replace)
        throw Error{ErrorCode::unprocessable,
                    "Somebody keeps columns under this name already. Choose another one."};
    auto const kept = tx.value<std::int64_t>(
        "SELECT COUNT(DISTINCT name) FROM import_mappings WHERE account_id = :account", account);
    if (!owner && kept.value_or(0) >= most_mappings_of_one)
        throw Error{ErrorCode::unprocessable, "You keep columns under 20 names already. Use one of them."};
    save_mapping(tx, name, mapping, owner.value_or(account));
}

std::unordered_map<std::string, std::string> partnerships_by_parties(store::ReadTransaction& tx) {
    std::unordered_map<std::string, std::string> keys;
    std::string key, parties;
    tx.each<std::string, std::string, std::string>(
        "SELECT t.key, t.kind, a.slug FROM partnerships t JOIN partnership_parties p ON p.partnership_id = "
        "t.id "
        "JOIN actors a ON a.id = p.actor_id WHERE p.is_hidden = 0 ORDER BY t.key, a.slug",
        [&](std::string next_key, std::string const& kind, std::string const& slug) {
            if (next_key != key) {
                if (!key.empty()) keys.emplace(parties, key);
                key = std::move(next_key);
                parties = kind;
            }
            parties += '|' + slug;
        });
    if (!key.empty()) keys.emplace(parties, key);
    return keys;
}

} // namespace legation::registry
