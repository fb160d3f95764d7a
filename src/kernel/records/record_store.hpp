#pragma once

#include "kernel/records/field.hpp"
#include "kernel/store/store.hpp"

#include <fmt/format.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace legation::records {

/// One change of one field, as text: `name: Los Angelos → Los Angeles`.
struct FieldChange {
    std::string field, before, after;
};

/// Who changed a record, when and why; written in the same transaction as the change.
struct Revision {
    std::int64_t id = 0;
    std::string record_type;
    std::int64_t record_id = 0;
    std::int64_t version = 0;
    std::string author, comment, at;
    std::vector<FieldChange> changes;
};

/// The condition that every public page reads through: nothing hidden, nothing meant for a closed audience.
inline constexpr std::string_view visible_condition = "is_hidden = 0 AND audience = 'public'";

/// Stores a new record: the row, its first history row and its revision. Gives it id, version and time; gives
/// it a deterministic UUID when it has none and its type has a key. Throws Error(unprocessable) when it is
/// not valid.
void create(store::WriteTransaction& tx, RecordType const& type, Record& record, std::string_view comment);

/// Stores a changed record. Answers false when nothing changed. Throws Error(conflict) when `record.version`
/// is not the stored one: somebody else was first.
bool update(store::WriteTransaction& tx, RecordType const& type, Record& record, std::string_view comment);

/// Deletion hides: the row stays for history and for links that still point to it.
void hide(store::WriteTransaction& tx, RecordType const& type, Record& record, std::string_view comment);

/// What a statement answers that selects id, record_type, record_id, version, author, comment, changed_at and
/// changes of `revisions`, in that order.
std::vector<Revision> read_revisions(store::ReadTransaction& tx, std::string_view sql,
                                     std::span<store::Bound const> bound);

/// The revisions of one record, newest first.
std::vector<Revision> revisions_of(store::ReadTransaction& tx, std::string_view type, std::int64_t record_id);

/// The newest revisions of all records.
std::vector<Revision> latest_revisions(store::ReadTransaction& tx, std::int64_t limit);

/// Grows by one with every change to any record; the key of everything that is kept in memory.
std::int64_t change_number(store::ReadTransaction& tx);

/// Fills a record from a row with the columns of its type.
void read_row(RecordType const& type, store::Row const& row, Record& record);

/// Visible records reached through another table: `visible_through<Activity>(tx, "JOIN activity_participants
/// p ON p.activity_id = activities.id", "p.actor_id = :actor", id)`. A join is far cheaper than `id IN
/// (SELECT …)`, for which SQLite builds a table of its own each time.
template <class T, class... Arguments>
std::vector<T> visible_through(store::ReadTransaction& tx, std::string_view join, std::string_view condition,
                               Arguments const&... arguments) {
    RecordType const& type = type_of<T>();
    std::string const sql =
        fmt::format("SELECT {0} FROM {1} {2} WHERE {1}.is_hidden = 0 AND {1}.audience = 'public' AND {3}",
                    type.qualified_columns, type.table, join, condition);
    std::array<store::Bound, sizeof...(Arguments)> const bound{store::Bound(arguments)...};
    std::vector<T> result;
    tx.query(sql, bound, type.column_types,
             [&](store::Row const& row) { read_row(type, row, result.emplace_back()); });
    return result;
}

/// Visible records that meet a condition: `visible<Activity>(tx, "starts >= :from ORDER BY starts", from)`.
template <class T, class... Arguments>
std::vector<T> visible(store::ReadTransaction& tx, std::string_view condition,
                       Arguments const&... arguments) {
    return visible_through<T>(tx, "", condition, arguments...);
}

/// The first visible record that meets a condition.
template <class T, class... Arguments>
std::optional<T> find_visible(store::ReadTransaction& tx, std::string_view condition,
                              Arguments const&... arguments) {
    auto all = visible<T>(tx, condition, arguments...);
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
}

/// The record as it stands, hidden or not; null when there is none.
std::unique_ptr<Record> load(store::ReadTransaction& tx, RecordType const& type, std::int64_t id);

/// The record as that version of it stood; null when there is none.
std::unique_ptr<Record> load_version(store::ReadTransaction& tx, RecordType const& type, std::int64_t id,
                                     std::int64_t version);

/// For whom a record is as it stands. Through a lens the record itself says “public” of all that the lens
/// sees.
std::string audience_of(store::ReadTransaction& tx, RecordType const& type, Record const& record);

/// The revision with that id.
std::optional<Revision> find_revision(store::ReadTransaction& tx, std::int64_t id);

/// The revision that made that version of a record.
std::optional<Revision> find_revision(store::ReadTransaction& tx, RecordType const& type, std::int64_t id,
                                      std::int64_t version);

/// The id of the record with that UUID, hidden or not.
std::optional<std::int64_t> id_of_uuid(store::ReadTransaction& tx, RecordType const& type,
                                       std::string_view uuid);

/// The id of the record with that key, hidden or not.
std::optional<std::int64_t> id_of_key(store::ReadTransaction& tx, RecordType const& type,
                                      std::string_view key);

template <class T>
void create(store::WriteTransaction& tx, T& record, std::string_view comment) {
    create(tx, type_of<T>(), record, comment);
}
template <class T>
bool update(store::WriteTransaction& tx, T& record, std::string_view comment) {
    return update(tx, type_of<T>(), record, comment);
}

} // namespace legation::records
