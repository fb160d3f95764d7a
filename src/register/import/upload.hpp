#pragma once

#include "kernel/clock.hpp"
#include "kernel/store/store.hpp"
#include "register/import/import_engine.hpp"
#include "register/import/import_store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// A column of an uploaded table.
struct UploadColumn {
    std::string heading;
    std::string field; ///< `-`: left out; empty: a person must say
    std::string sample;
};

/// A file that somebody brings in on the page: first looked at, then applied by a moderator.
struct Upload {
    enum class State {
        columns,  ///< somebody must say what its columns are
        checking, ///< each row is being looked at; nothing is stored
        checked,
        applying,
        applied,
        failed, ///< the file as a whole cannot be used
    };

    std::int64_t id = 0;
    std::string uuid;
    std::int64_t account_id = 0;
    std::string author; ///< who brought it
    std::string kind;   ///< a noun, or what sort of found file
    std::string file_name, file_hash;
    std::string form; ///< what was found out of it: `CSV, UTF-8, commas`
    std::string source_title, source_url, license, as_of;
    State state = State::checking;
    double share = 0; ///< of what is under way
    std::string problem;
    store::Author applied_by;
    ImportCounts counts;
    std::string uploaded_at;
    std::vector<UploadColumn> columns; ///< none of a found file: its adapter knows them

    bool is_under_way() const { return state == State::checking || state == State::applying; }
    bool has_unknown_columns() const;
    Mapping mapping() const;
    std::int64_t rows() const;
};

std::string_view code_of(Upload::State state);

/// Uploads are forgotten after that time.
constexpr std::chrono::days uploads_kept{7};
/// Nobody needs more at a time, and they take room on the disk.
constexpr std::int64_t most_uploads_of_one = 20;
/// So many rows of each outcome are shown; the report has all.
constexpr std::size_t rows_shown_of_each = 20;

/// Gives it an id and a UUID. Throws Error(too_many) when its owner has too many already.
void store_upload(store::WriteTransaction& tx, Upload& upload);
std::optional<Upload> find_upload(store::ReadTransaction& tx, std::string_view uuid);
/// The newest first: of one account, or of everybody.
std::vector<Upload> recent_uploads(store::ReadTransaction& tx, std::optional<std::int64_t> account_id);

void save_form(store::WriteTransaction& tx, Upload const& upload);
void save_columns(store::WriteTransaction& tx, Upload const& upload);
/// Stores its state and what goes with that: problem, counts, who applied it.
void save_state(store::WriteTransaction& tx, Upload const& upload);
/// Takes it from one state to the next, unless somebody else was faster: answers whether it did.
bool move_on(store::WriteTransaction& tx, Upload const& upload, Upload::State from);
void save_share(store::WriteTransaction& tx, Upload const& upload, double share);

void save_rows(store::WriteTransaction& tx, Upload const& upload, std::vector<ImportedRow> const& rows);
std::vector<ImportedRow> rows_of(store::ReadTransaction& tx, Upload const& upload);

void forget_upload(store::WriteTransaction& tx, std::int64_t id);
/// Forgets it as it was seen; answers false when somebody else has taken it further, or forgotten it, since.
bool discard_upload(store::WriteTransaction& tx, Upload const& seen);
/// Forgets what is too old; answers the UUIDs, whose files go too.
std::vector<std::string> forget_old_uploads(store::WriteTransaction& tx);

} // namespace legation::registry
