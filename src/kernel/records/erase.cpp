#include "kernel/records/erase.hpp"

#include "kernel/error.hpp"
#include "kernel/records/changes.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

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

/// From the row as it stands; its version and time are those of the erasing.
void write_last_version(store::WriteTransaction& tx, RecordType const& type, std::int64_t id,
                        std::string_view comment) {
    std::string const now = legation::to_text(tx.now());
    std::int64_t const revision = tx.next_id("revisions");
    tx.execute(fmt::format("INSERT INTO revisions (id, record_type, record_id, version, author, comment, "
                           "changed_at, changes, account_id) SELECT CAST(:revision AS BIGINT), "
                           "CAST(:type AS TEXT), id, version, CAST(:author AS TEXT), CAST(:comment AS TEXT), "
                           "changed_at, '[]', CAST(:account AS BIGINT) FROM {} WHERE id = :id",
                           type.table),
               revision, type.name, tx.author().name, comment, tx.author().account_id, id);
    tx.execute(
        fmt::format("UPDATE {}_history SET valid_to = :at WHERE id = :id AND valid_to IS NULL", type.table),
        now, id);
    tx.execute(fmt::format("INSERT INTO {0}_history ({1}, valid_from, revision) SELECT {1}, changed_at, "
                           "CAST(:revision AS BIGINT) FROM {0} WHERE id = :id",
                           type.table, type.columns),
               revision, id);
}

using Rest = std::function<std::optional<std::string>(std::string_view text)>;

/// Answers the versions whose row said the words.
std::set<std::int64_t> erase_words_in_rows(store::WriteTransaction& tx, RecordType const& type,
                                           std::string const& table, std::int64_t id, Rest const& rest) {
    struct Change {
        std::int64_t version;
        Field const* field;
        std::string text;
    };
    std::vector<Change> changes;
    for (Field const& field : type.fields) {
        if (!has_words(field)) continue;
        tx.each<std::int64_t, std::string>(
            fmt::format("SELECT version, {0} FROM {1} WHERE id = :id AND {0} IS NOT NULL", field.name, table),
            [&](std::int64_t version, std::string const& text) {
                if (auto shorter = rest(text))
                    changes.push_back({version, &field, field.kind == Kind::url ? "" : *shorter});
            },
            id);
    }
    std::set<std::int64_t> versions;
    for (Change const& change : changes) {
        bool const is_nothing = change.text.empty() && !change.field->is_required;
        store::Bound const text = is_nothing ? store::Bound(nullptr) : store::Bound(change.text);
        tx.execute(fmt::format("UPDATE {} SET {} = :text WHERE id = :id AND version = :version", table,
                               change.field->name),
                   text, id, change.version);
        versions.insert(change.version);
    }
    return versions;
}

/// In the reasons of the record's changes, and in what they say was there before and after. Answers the
/// versions.
std::set<std::int64_t> erase_words_in_revisions(store::WriteTransaction& tx, RecordType const& type,
                                                std::int64_t id, Rest const& rest) {
    std::set<std::int64_t> versions;
    for (Revision& revision : revisions_of(tx, type.name, id)) {
        bool is_changed = false;
        auto const shorten = [&](std::string& text, bool is_address) {
            auto shorter = rest(text);
            if (!shorter) return;
            text = is_address ? "" : std::move(*shorter);
            is_changed = true;
        };
        shorten(revision.comment, false);
        for (FieldChange& change : revision.changes) {
            Field const* field = type.find(change.field);
            if (field == nullptr || !has_words(*field)) continue;
            shorten(change.before, field->kind == Kind::url);
            shorten(change.after, field->kind == Kind::url);
        }
        if (!is_changed) continue;
        tx.execute("UPDATE revisions SET comment = :comment, changes = :changes WHERE id = :id",
                   revision.comment, changes_to_json(revision.changes), revision.id);
        versions.insert(revision.version);
    }
    return versions;
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
    write_last_version(tx, type, id, "");
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

bool has_words(Field const& field) {
    switch (field.kind) {
    case Kind::text:
    case Kind::long_text:
    case Kind::url:
        return true;
    case Kind::list:
        return field.target.empty();
    default:
        return false;
    }
}

bool erase_words(store::WriteTransaction& tx, RecordType const& type, std::int64_t id,
                 std::function<std::optional<std::string>(std::string_view text)> const& rest) {
    auto versions = erase_words_in_rows(tx, type, fmt::format("{}_history", type.table), id, rest);
    versions.merge(erase_words_in_rows(tx, type, std::string(type.table), id, rest));
    versions.merge(erase_words_in_revisions(tx, type, id, rest));
    if (versions.empty()) return false;

    std::string const now = legation::to_text(tx.now());
    for (std::int64_t const version : versions)
        tx.execute("UPDATE revisions SET words_erased_at = :at WHERE record_type = :type AND record_id = :id "
                   "AND version = :version",
                   now, type.name, id, version);
    tx.execute(
        fmt::format("UPDATE {} SET version = version + 1, changed_at = :at WHERE id = :id", type.table), now,
        id);
    write_last_version(tx, type, id, "A name was erased from this record and its past.");
    return true;
}

std::map<std::int64_t, std::string> versions_without_words(store::ReadTransaction& tx, RecordType const& type,
                                                           std::int64_t id) {
    std::map<std::int64_t, std::string> versions;
    tx.each<std::int64_t, std::string>(
        "SELECT version, words_erased_at FROM revisions WHERE record_type = :type AND record_id = :id AND "
        "words_erased_at IS NOT NULL",
        [&](std::int64_t version, std::string const& at) { versions[version] = at; }, type.name, id);
    return versions;
}

} // namespace legation::records
