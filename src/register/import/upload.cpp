#include "register/import/upload.hpp"

#include "kernel/error.hpp"
#include "kernel/id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using store::ReadTransaction;
using store::WriteTransaction;

constexpr std::array<std::string_view, 6> state_codes{"columns",  "checking", "checked",
                                                      "applying", "applied",  "failed"};

Upload::State state_of(std::string_view code) {
    auto const found = std::ranges::find(state_codes, code);
    return static_cast<Upload::State>(found - state_codes.begin());
}

std::vector<Upload> read_uploads(ReadTransaction& tx, std::string_view condition,
                                 std::span<store::Bound const> bound) {
    static constexpr std::array types{
        store::ColumnType::integer, store::ColumnType::text,    store::ColumnType::integer,
        store::ColumnType::text,    store::ColumnType::text,    store::ColumnType::text,
        store::ColumnType::text,    store::ColumnType::text,    store::ColumnType::text,
        store::ColumnType::text,    store::ColumnType::text,    store::ColumnType::text,
        store::ColumnType::text,    store::ColumnType::real,    store::ColumnType::text,
        store::ColumnType::text,    store::ColumnType::integer, store::ColumnType::integer,
        store::ColumnType::integer, store::ColumnType::integer, store::ColumnType::integer,
        store::ColumnType::integer, store::ColumnType::integer, store::ColumnType::text};
    std::vector<Upload> uploads;
    tx.query(
        fmt::format("SELECT id, uuid, account_id, author, kind, file_name, file_hash, form, source_title, "
                    "source_url, license, as_of, state, share, problem, applied_by, applied_by_account, "
                    "created, changed, unchanged, queued, rejected, skipped, uploaded_at FROM "
                    "import_uploads WHERE {}",
                    condition),
        bound, types, [&](store::Row const& row) {
            std::size_t at = 0;
            auto const text = [&] { return row.text(at++); };
            auto const number = [&] { return row.integer(at++); };
            Upload upload;
            upload.id = number();
            upload.uuid = text();
            upload.account_id = number();
            upload.author = text();
            upload.kind = text();
            upload.file_name = text();
            upload.file_hash = text();
            upload.form = text();
            upload.source_title = text();
            upload.source_url = text();
            upload.license = text();
            upload.as_of = text();
            upload.state = state_of(text());
            upload.share = row.real(at++);
            upload.problem = text();
            upload.applied_by.name = text();
            upload.applied_by.account_id = number();
            for (std::int64_t* count :
                 {&upload.counts.created, &upload.counts.changed, &upload.counts.unchanged,
                  &upload.counts.queued, &upload.counts.rejected, &upload.counts.skipped})
                *count = number();
            upload.uploaded_at = text();
            uploads.push_back(std::move(upload));
        });
    return uploads;
}

void forget_rows(WriteTransaction& tx, std::int64_t id) {
    tx.execute("DELETE FROM import_upload_names WHERE upload_id = :id", id);
    tx.execute("DELETE FROM import_upload_rows WHERE upload_id = :id", id);
}

ImportAction action_of(std::string_view code) {
    for (ImportAction const action : {ImportAction::created, ImportAction::changed, ImportAction::queued,
                                      ImportAction::rejected, ImportAction::skipped})
        if (code == code_of(action)) return action;
    return ImportAction::unchanged;
}

} // namespace

bool Upload::has_unknown_columns() const {
    return std::ranges::any_of(columns, [](UploadColumn const& column) { return column.field.empty(); });
}

Mapping Upload::mapping() const {
    Mapping mapping;
    for (UploadColumn const& column : columns)
        if (!column.field.empty()) mapping[folded_heading(column.heading)] = column.field;
    return mapping;
}

std::int64_t Upload::rows() const {
    return counts.created + counts.changed + counts.unchanged + counts.queued + counts.rejected +
           counts.skipped;
}

std::string_view code_of(Upload::State state) {
    return state_codes[static_cast<std::size_t>(state)];
}

void store_upload(WriteTransaction& tx, Upload& upload) {
    std::int64_t const has = *tx.value<std::int64_t>(
        "SELECT COUNT(*) FROM import_uploads WHERE account_id = :account", upload.account_id);
    if (has >= most_uploads_of_one)
        throw Error{ErrorCode::too_many, "You have brought 20 files in already. Discard those that you no "
                                         "longer need, or wait until they are a week old."};
    upload.id = tx.next_id("import_uploads");
    upload.uuid = uuid_v7(tx.now(), system_random);
    upload.uploaded_at = to_text(tx.now());
    tx.execute("INSERT INTO import_uploads (id, uuid, account_id, author, kind, file_name, file_hash, form, "
               "source_title, source_url, license, as_of, state, share, problem, applied_by, "
               "applied_by_account, created, changed, unchanged, queued, rejected, skipped, uploaded_at) "
               "VALUES (:id, :uuid, :account, :author, :kind, :file, :hash, :form, :title, :url, :license, "
               ":as_of, :state, 0, :problem, '', 0, 0, 0, 0, 0, 0, 0, :uploaded)",
               upload.id, upload.uuid, upload.account_id, upload.author, upload.kind, upload.file_name,
               upload.file_hash, upload.form, upload.source_title, upload.source_url, upload.license,
               upload.as_of, code_of(upload.state), upload.problem, upload.uploaded_at);
    save_columns(tx, upload);
}

std::optional<Upload> find_upload(ReadTransaction& tx, std::string_view uuid) {
    std::array const bound{store::Bound(uuid)};
    auto found = read_uploads(tx, "uuid = :uuid", bound);
    if (found.empty()) return std::nullopt;
    Upload& upload = found.front();
    for (auto& [heading, field, sample] : tx.rows<std::string, std::string, std::string>(
             "SELECT heading, field, sample FROM import_upload_columns WHERE upload_id = :id ORDER BY "
             "position",
             upload.id))
        upload.columns.push_back({std::move(heading), std::move(field), std::move(sample)});
    return std::move(upload);
}

std::vector<Upload> recent_uploads(ReadTransaction& tx, std::optional<std::int64_t> account_id) {
    if (!account_id) return read_uploads(tx, "1 = 1 ORDER BY uploaded_at DESC, id DESC LIMIT 100", {});
    std::array const bound{store::Bound(*account_id)};
    return read_uploads(tx, "account_id = :account ORDER BY uploaded_at DESC, id DESC LIMIT 100", bound);
}

void save_form(WriteTransaction& tx, Upload const& upload) {
    tx.execute("UPDATE import_uploads SET form = :form WHERE id = :id", upload.form, upload.id);
}

void save_columns(WriteTransaction& tx, Upload const& upload) {
    tx.execute("DELETE FROM import_upload_columns WHERE upload_id = :id", upload.id);
    std::int64_t position = 0;
    for (UploadColumn const& column : upload.columns)
        tx.execute("INSERT INTO import_upload_columns (upload_id, position, heading, field, sample) VALUES "
                   "(:id, :position, :heading, :field, :sample)",
                   upload.id, position++, column.heading, column.field, column.sample);
}

void save_state(WriteTransaction& tx, Upload const& upload) {
    ImportCounts const& counts = upload.counts;
    tx.execute("UPDATE import_uploads SET state = :state, share = 0, problem = :problem, applied_by = :by, "
               "applied_by_account = :by_account, created = :created, changed = :changed, unchanged = "
               ":unchanged, queued = :queued, rejected = :rejected, skipped = :skipped WHERE id = :id",
               code_of(upload.state), upload.problem, upload.applied_by.name, upload.applied_by.account_id,
               counts.created, counts.changed, counts.unchanged, counts.queued, counts.rejected,
               counts.skipped, upload.id);
}

bool move_on(WriteTransaction& tx, Upload const& upload, Upload::State from) {
    bool const is_mine =
        tx.execute("UPDATE import_uploads SET state = :state WHERE id = :id AND state = :from",
                   code_of(upload.state), upload.id, code_of(from)) == 1;
    if (is_mine) save_state(tx, upload);
    return is_mine;
}

void save_share(WriteTransaction& tx, Upload const& upload, double share) {
    tx.execute("UPDATE import_uploads SET share = :share WHERE id = :id", share, upload.id);
}

void save_rows(WriteTransaction& tx, Upload const& upload, std::vector<ImportedRow> const& rows) {
    forget_rows(tx, upload.id);
    std::int64_t position = 0;
    for (ImportedRow const& row : rows) {
        tx.execute("INSERT INTO import_upload_rows (upload_id, position, line, action, record, field, cell, "
                   "reason) VALUES (:id, :position, :line, :action, :record, :field, :cell, :reason)",
                   upload.id, position, row.line, code_of(row.action), row.record, row.column, row.value,
                   row.reason);
        std::int64_t nth = 0;
        for (TakenName const& name : row.names)
            tx.execute("INSERT INTO import_upload_names (upload_id, row_position, position, field, written, "
                       "slug, score, reason) VALUES (:id, :row, :position, :field, :written, :slug, :score, "
                       ":reason)",
                       upload.id, position, nth++, name.column, name.written, name.slug, name.score,
                       name.reason);
        ++position;
    }
}

std::vector<ImportedRow> rows_of(ReadTransaction& tx, Upload const& upload) {
    std::vector<ImportedRow> rows;
    for (auto& [line, action, record, column, value, reason] :
         tx.rows<std::int64_t, std::string, std::string, std::string, std::string, std::string>(
             "SELECT line, action, record, field, cell, reason FROM import_upload_rows WHERE upload_id = :id "
             "ORDER BY position",
             upload.id))
        rows.push_back({static_cast<std::size_t>(line),
                        action_of(action),
                        std::move(record),
                        std::move(column),
                        std::move(value),
                        std::move(reason),
                        {},
                        {}});
    for (auto& [position, column, written, slug, score, reason] :
         tx.rows<std::int64_t, std::string, std::string, std::string, double, std::string>(
             "SELECT row_position, field, written, slug, score, reason FROM import_upload_names WHERE "
             "upload_id = :id ORDER BY row_position, position",
             upload.id))
        rows.at(static_cast<std::size_t>(position))
            .names.push_back(
                {std::move(column), std::move(written), std::move(slug), score, std::move(reason), 0, {}});
    return rows;
}

void forget_upload(WriteTransaction& tx, std::int64_t id) {
    forget_rows(tx, id);
    tx.execute("DELETE FROM import_upload_columns WHERE upload_id = :id", id);
    tx.execute("DELETE FROM import_uploads WHERE id = :id", id);
}

bool discard_upload(WriteTransaction& tx, Upload const& seen) {
    Upload ended = seen;
    ended.state = Upload::State::failed; // whoever waits for its row in another transaction is too late
    if (!move_on(tx, ended, seen.state)) return false;
    forget_upload(tx, seen.id);
    return true;
}

std::vector<std::string> forget_old_uploads(WriteTransaction& tx) {
    std::vector<std::string> uuids;
    for (auto& [id, uuid] :
         tx.rows<std::int64_t, std::string>("SELECT id, uuid FROM import_uploads WHERE uploaded_at < :before",
                                            to_text(tx.now() - uploads_kept))) {
        forget_upload(tx, id);
        uuids.push_back(std::move(uuid));
    }
    return uuids;
}

} // namespace legation::registry
