#include "kernel/records/erase.hpp"

#include "kernel/error.hpp"

#include <fmt/format.h>

namespace legation::records {

namespace {

/// `SET` for a row that says nothing. The key is bound: no two records have the same one.
std::string nothing_said(RecordType const& type) {
    std::string assignments = "is_hidden = 1";
    for (Field const& field : type.fields) {
        if (field.name == type.key)
            assignments += fmt::format(", {} = :key", field.name);
        else if (!field.is_required)
            assignments += fmt::format(", {} = NULL", field.name);
        else if (field.kind != Kind::reference) // that one is no text, and leads to what is public by itself
            assignments += fmt::format(", {} = ''", field.name);
    }
    return assignments;
}

void write_last_version(store::WriteTransaction& tx, RecordType const& type, std::int64_t id) {
    std::string const now = legation::to_text(tx.now());
    std::int64_t const revision = tx.next_id("revisions");
    tx.execute(fmt::format("INSERT INTO revisions (id, record_type, record_id, version, author, comment, "
                           "changed_at, changes, account_id) SELECT CAST(:revision AS BIGINT), "
                           "CAST(:type AS TEXT), id, version, CAST(:author AS TEXT), '', changed_at, '[]', "
                           "CAST(:account AS BIGINT) FROM {} WHERE id = :id",
                           type.table),
               revision, type.name, tx.author().name, tx.author().account_id, id);
    tx.execute(
        fmt::format("UPDATE {}_history SET valid_to = :at WHERE id = :id AND valid_to IS NULL", type.table),
        now, id);
    tx.execute(fmt::format("INSERT INTO {0}_history ({1}, valid_from, revision) SELECT {1}, changed_at, "
                           "CAST(:revision AS BIGINT) FROM {0} WHERE id = :id",
                           type.table, type.columns),
               revision, id);
}

} // namespace

void erase(store::WriteTransaction& tx, RecordType const& type, std::int64_t id) {
    auto const uuid =
        tx.value<std::string>(fmt::format("SELECT uuid FROM {} WHERE id = :id", type.table), id);
    if (!uuid) throw Error(ErrorCode::not_found, "This record does not exist.");
    if (find_erased(tx, type, *uuid)) throw Error(ErrorCode::conflict, "This record is erased already.");

    std::string const now = legation::to_text(tx.now());
    std::string const key = fmt::format("erased-{}", id);
    std::string const nothing = nothing_said(type);
    tx.execute(fmt::format("UPDATE {} SET {}, version = version + 1, changed_at = :at WHERE id = :id",
                           type.table, nothing),
               key, now, id);
    tx.execute(fmt::format("UPDATE {}_history SET {} WHERE id = :id", type.table, nothing), key, id);
    for (std::string_view const mentions : {"mentions", "mentions_history"})
        tx.execute(fmt::format("DELETE FROM {} WHERE record_type = :type AND record_id = :id", mentions),
                   type.name, id);
    write_last_version(tx, type, id);
    tx.execute("UPDATE revisions SET comment = '', changes = '[]', erased_at = :at, erased_by = :by WHERE "
               "record_type = :type AND record_id = :id",
               now, tx.author().name, type.name, id);
}

std::optional<Erased> find_erased(store::ReadTransaction& tx, RecordType const& type, std::string_view uuid) {
    auto const row = tx.row<std::int64_t, std::string, std::string, std::string>(
        fmt::format("SELECT t.id, r.erased_at, r.erased_by, t.audience FROM {} t JOIN revisions r ON "
                    "r.record_id = t.id "
                    "WHERE t.uuid = :uuid AND r.record_type = :type AND r.erased_at IS NOT NULL "
                    "ORDER BY r.version DESC LIMIT 1",
                    type.table),
        uuid, type.name);
    if (!row) return std::nullopt;
    auto const& [id, at, by, audience] = *row;
    return Erased{id, at, by, audience};
}

std::vector<ErasedVersion> erased_versions(store::ReadTransaction& tx, RecordType const& type,
                                           std::int64_t id) {
    std::vector<ErasedVersion> versions;
    for (auto& [version, author, at, erased_at] :
         tx.rows<std::int64_t, std::string, std::string, std::string>(
             "SELECT version, author, changed_at, erased_at FROM revisions WHERE record_type = :type AND "
             "record_id = :id AND erased_at IS NOT NULL ORDER BY version DESC",
             type.name, id))
        versions.push_back({version, std::move(author), std::move(at), std::move(erased_at)});
    return versions;
}

} // namespace legation::records
