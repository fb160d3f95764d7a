#pragma once

#include "kernel/store/store.hpp"
#include "register/import/name_resolver.hpp"
#include "register/import/table_source.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace legation::registry {

struct ImportCounts {
    std::int64_t created = 0, changed = 0, unchanged = 0, queued = 0, rejected = 0, skipped = 0;
};

/// One import and how far it came.
struct ImportRun {
    std::int64_t id = 0;
    std::string kind, file_name, file_hash; ///< kind: the noun, or what sort of found file
    std::string source;                     ///< key of the source that its records name
    bool only_adds = false;                 ///< what was recorded stays as people have it
    std::int64_t last_line = 0;             ///< every row up to here is done
    ImportCounts counts;
};

/// A row that waits, or waited, for a person.
struct QueuedRow {
    std::int64_t id = 0;
    std::int64_t run_id = 0;
    std::int64_t line = 0;
    std::string noun, status, file_name;
    std::string source; ///< as its run has them
    bool only_adds = false;
    std::vector<std::string> columns, cells;
    std::vector<Question> questions;
    std::vector<std::string> answers; ///< one for each question; empty while it is open
};

/// A run of the same file and settings that was interrupted.
std::optional<ImportRun> unfinished_run(store::ReadTransaction& tx, std::string_view file_hash);
void start_run(store::WriteTransaction& tx, ImportRun& run);
void save_progress(store::WriteTransaction& tx, ImportRun const& run, bool is_finished);

/// Puts a row into the queue; one that waits there already is asked about anew.
void queue_row(store::WriteTransaction& tx, std::int64_t run_id, std::int64_t line, std::string_view noun,
               std::string_view row_hash, ResolvedRow const& row);
std::int64_t count_waiting(store::ReadTransaction& tx);
/// Those that wait longest.
std::vector<QueuedRow> waiting_rows(store::ReadTransaction& tx, std::int64_t most = 1'000'000);
/// What else waits of the line of the file that a row stands in.
std::vector<QueuedRow> waiting_in_line(store::ReadTransaction& tx, QueuedRow const& row);
std::optional<QueuedRow> queued_row(store::ReadTransaction& tx, std::int64_t id);
/// What was decided about each row: row hash → id of the queue and `waiting`, `applied` or `skipped` by a
/// person, or `known`: recorded since without one.
std::unordered_map<std::string, std::pair<std::int64_t, std::string>>
decided_rows(store::ReadTransaction& tx);
void answer_question(store::WriteTransaction& tx, std::int64_t id, std::size_t question,
                     std::string_view slug);
void settle_row(store::WriteTransaction& tx, std::int64_t id, std::string_view status);

Mapping mapping_named(store::ReadTransaction& tx, std::string_view name);
/// The names of all, in their order.
std::vector<std::string> mapping_names(store::ReadTransaction& tx);
/// Replaces the mapping of that name, whosever it is.
void save_mapping(store::WriteTransaction& tx, std::string_view name, Mapping const& mapping,
                  std::int64_t account = 0);
/// So many may one account keep.
constexpr std::int64_t most_mappings_of_one = 20;
/// Keeps a mapping under a name, in the place of the one that was there if that is the account's own, or may
/// be anybody's. Throws Error(unprocessable) when it is somebody else's, or the account keeps too many.
void keep_mapping(store::WriteTransaction& tx, std::string_view name, Mapping const& mapping,
                  std::int64_t account, bool may_replace);

/// The key of every partnership, by its kind and the slugs of its parties in order: `sister_city|a|b`.
std::unordered_map<std::string, std::string> partnerships_by_parties(store::ReadTransaction& tx);

} // namespace legation::registry
