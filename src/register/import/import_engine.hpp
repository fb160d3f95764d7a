#pragma once

#include "kernel/store/store.hpp"
#include "register/import/import_store.hpp"
#include "register/import/name_resolver.hpp"
#include "register/import/row_source.hpp"
#include "register/importer.hpp"
#include "register/source.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace legation::registry {

enum class ImportAction { created, changed, unchanged, queued, rejected, skipped };
std::string_view code_of(ImportAction action);

/// How one row ended.
struct ImportedRow {
    std::size_t line = 0;
    ImportAction action = ImportAction::unchanged;
    std::string record; ///< slug or key, where it has one
    std::string column, value, reason;
    std::vector<TakenName> names;
    std::vector<Question> questions;
};

struct EngineOptions {
    store::Author author;
    std::string kind; ///< what the file holds: a noun, or a sort of found file
    std::string file_name;
    std::string file_hash;                 ///< of the file and everything that decides how it is read
    std::string source;                    ///< key of a source that is named by every record; empty: none
    std::optional<Source> new_source = {}; ///< to be recorded first, under that key
    bool keeps_source = false;             ///< one that is recorded stays as it is
    bool only_check = false;
    std::size_t batch = 500; ///< rows that are stored together
};

/// Brings in the rows of a source, each by itself: stored, unchanged, queued for a person, or rejected with
/// its reason. Stored in batches, each one transaction with the line that it reaches, so that a run that is
/// killed goes on from there when the same file is brought in again.
class ImportEngine {
  public:
    ImportEngine(store::Store& store, Reconciler const& reconciler, EngineOptions options);

    /// Tells `done` of every row in order, once it is stored.
    ImportCounts run(RowSource& rows, std::function<void(ImportedRow const&)> const& done);
    /// The last line that an earlier, interrupted run of the same file had stored; 0 for none.
    std::int64_t resumed_after() const { return resumed_after_; }

  private:
    void check_all(RowSource& rows, std::function<void(ImportedRow const&)> const& done);
    void store_all(RowSource& rows, std::function<void(ImportedRow const&)> const& done);
    bool pass_over_stored(RowSource& rows, ImportRow& first_open);
    std::vector<ImportedRow> store_batch(std::vector<ImportRow> const& batch, bool is_last);
    ImportedRow bring_in(store::ReadTransaction& tx, Importer& importer, ImportRow const& row,
                         store::WriteTransaction* writer,
                         std::unordered_map<std::string, std::size_t>& new_lines);
    ImportedRow apply(store::ReadTransaction& tx, Importer& importer, records::RecordType const& noun,
                      ResolvedRow& row, ImportedRow outcome,
                      std::unordered_map<std::string, std::size_t>& new_lines);
    void record_source(Importer& importer) const;
    void set_up(Importer& importer) const;
    void prepare_run(RowSource const& rows);

    store::Store& store_;
    EngineOptions options_;
    NameResolver resolver_;
    ImportRun run_;
    std::int64_t resumed_after_ = 0;
    std::unordered_map<std::string, std::pair<std::int64_t, std::string>> decided_; ///< by row hash
    std::unordered_map<std::string, std::size_t> lines_; ///< where each record of the file stands
};

/// Tells a row from all others, wherever it stands.
std::string row_hash(records::RecordType const& noun, std::vector<std::string> const& columns,
                     std::vector<std::string> const& cells);

/// What the names of queued rows are resolved with; one for many decisions.
NameResolver queue_resolver(store::Store& store, Reconciler const& reconciler);

/// Answers the first open question of a row in the queue, and the same question about all else that stands in
/// its line of the file; once all are answered, the row is brought in. The answer is a slug of an actor or
/// place; where the row itself is an actor, `+slug` makes it a new one.
/// Answers how that ended, or nothing while a question is open.
std::optional<ImportedRow> accept_queued(store::Store& store, NameResolver& resolver,
                                         store::Author const& author, std::int64_t id,
                                         std::string const& slug);
std::optional<ImportedRow> accept_queued(store::Store& store, Reconciler const& reconciler,
                                         store::Author const& author, std::int64_t id,
                                         std::string const& slug);
/// Whether the first open question of a row is who it is itself, so that it may be a new actor.
bool may_be_new(QueuedRow const& queued);
/// Which question of a row is open; as many as there are when none is.
std::size_t open_question(QueuedRow const& queued);
/// Leaves a row out for good, with all else of its line that asks the same.
void skip_queued(store::Store& store, store::Author const& author, std::int64_t id);

void count(ImportCounts& counts, ImportAction action);

} // namespace legation::registry
