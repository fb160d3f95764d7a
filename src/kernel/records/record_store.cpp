#include "kernel/records/record_store.hpp"

#include "kernel/error.hpp"
#include "kernel/id.hpp"
#include "kernel/records/changes.hpp"
#include "kernel/records/mentions.hpp"
#include "kernel/records/versions.hpp"

#include <map>
#include <mutex>

namespace legation::records {

namespace {

using store::Bound;
using store::ColumnType;
using store::Value;

constexpr std::size_t own_columns = 6; // id, uuid, version, is_hidden, audience, changed_at

/// The statements of a record type, put together once from its field table (never from data).
struct Statements {
    std::string insert;
    std::string update;
    std::string insert_history;
    std::string close_history;
    std::string find;
    std::string find_version;
    std::string find_audience;
};

Statements make_statements(RecordType const& type) {
    Statements made;
    std::string marks = ":id, :uuid, :version, :is_hidden, :audience, :changed_at";
    std::string assignments = "uuid = :uuid, version = :version, is_hidden = :is_hidden, audience = "
                              ":audience, changed_at = :changed_at";
    for (Field const& field : type.fields) {
        marks += fmt::format(", :{}", field.name);
        assignments += fmt::format(", {} = :{}", field.name, field.name);
    }
    made.insert = fmt::format("INSERT INTO {} ({}) VALUES ({})", type.table, type.columns, marks);
    made.update = fmt::format("UPDATE {} SET {} WHERE id = :id", type.table, assignments);
    made.insert_history =
        fmt::format("INSERT INTO {}_history ({}, valid_from, revision) VALUES ({}, :valid_from, "
                    ":revision)",
                    type.table, type.columns, marks);
    made.close_history = fmt::format(
        "UPDATE {}_history SET valid_to = :valid_to WHERE id = :id AND valid_from = :valid_from AND "
        "valid_to IS NULL",
        type.table);
    made.find = fmt::format("SELECT {} FROM {} WHERE id = :id", type.columns, type.table);
    made.find_version = fmt::format("SELECT {} FROM {}_history WHERE id = :id AND version = :version",
                                    type.columns, type.table);
    // With the time of the version: the index then leads to it, however many there are.
    made.find_audience = fmt::format("SELECT audience FROM {}_history WHERE id = :id AND valid_from = :at "
                                     "AND version = :version",
                                     type.table);
    return made;
}

Statements const& statements_of(RecordType const& type) {
    static std::mutex making;
    static std::map<std::string_view, Statements> all;
    std::scoped_lock const lock(making);
    auto const found = all.find(type.table);
    if (found != all.end()) return found->second;
    return all.emplace(type.table, make_statements(type)).first->second;
}

/// The record's values in column order. `values` keeps the text alive while it is bound.
struct BoundRow {
    std::vector<Value> values;
    std::vector<Bound> bound;
};

BoundRow bind(RecordType const& type, Record const& record) {
    BoundRow row;
    row.values.reserve(type.fields.size());
    row.bound = {Bound(record.id),       Bound(record.uuid),
                 Bound(record.version),  Bound(record.is_hidden ? 1 : 0),
                 Bound(record.audience), Bound(record.changed_at)};
    for (Field const& field : type.fields) {
        row.values.push_back(field.get(record));
        row.bound.emplace_back(row.values.back(), field.column_type);
    }
    return row;
}

void check(RecordType const& type, Record const& record) {
    auto const errors = validate(type, record);
    if (errors.empty()) return;
    std::string message;
    for (FieldError const& error : errors)
        message += fmt::format("{}{} {}", message.empty() ? "" : "; ", error.field, error.message);
    throw Error(ErrorCode::unprocessable, message);
}

std::string key_of(RecordType const& type, Record const& record) {
    Field const* key = type.key.empty() ? nullptr : type.find(type.key);
    return key == nullptr ? std::string() : to_text(key->get(record));
}

std::int64_t write_revision(store::WriteTransaction& tx, RecordType const& type, Record const& record,
                            std::vector<FieldChange> const& changes, std::string_view comment) {
    std::int64_t const revision = tx.next_id("revisions");
    tx.execute(
        "INSERT INTO revisions (id, record_type, record_id, version, author, comment, changed_at, changes, "
        "account_id) VALUES (:id, :record_type, :record_id, :version, :author, :comment, :changed_at, "
        ":changes, :account_id)",
        revision, type.name, record.id, record.version, tx.author().name, comment, record.changed_at,
        changes_to_json(changes), tx.author().account_id);
    return revision;
}

void write_history(store::WriteTransaction& tx, RecordType const& type, Record const& record,
                   BoundRow const& row, std::int64_t revision) {
    std::vector<Bound> bound = row.bound;
    bound.emplace_back(record.changed_at);
    bound.emplace_back(revision);
    tx.run(statements_of(type).insert_history, bound);
}

std::vector<FieldChange> all_fields_of(RecordType const& type, Record const& record) {
    std::vector<FieldChange> changes;
    for (Field const& field : type.fields) {
        std::string after = to_text(field.get(record));
        if (!after.empty()) changes.push_back({std::string(field.name), {}, std::move(after)});
    }
    return changes;
}

/// The record that a statement answers which selects the type's columns; null when it answers none.
std::unique_ptr<Record> one(store::ReadTransaction& tx, RecordType const& type, std::string_view sql,
                            std::span<Bound const> bound) {
    std::unique_ptr<Record> record;
    tx.query(sql, bound, type.column_types, [&](store::Row const& row) {
        record = type.make();
        read_row(type, row, *record);
    });
    return record;
}

} // namespace

void read_row(RecordType const& type, store::Row const& row, Record& record) {
    record.id = row.integer(0);
    record.uuid = row.text(1);
    record.version = row.integer(2);
    record.is_hidden = row.integer(3) != 0;
    record.audience = row.text(4);
    record.changed_at = row.text(5);
    for (std::size_t i = 0; i < type.fields.size(); ++i)
        type.fields[i].read(record, row, own_columns + i);
}

void create(store::WriteTransaction& tx, RecordType const& type, Record& record, std::string_view comment) {
    check(type, record);
    record.id = tx.next_id(type.table);
    record.version = 1;
    record.changed_at = legation::to_text(tx.now());
    if (record.uuid.empty()) {
        std::string const key = key_of(type, record);
        record.uuid =
            key.empty() ? uuid_v7(tx.now(), system_random) : uuid_v5(fmt::format("{}:{}", type.name, key));
    }
    BoundRow const row = bind(type, record);
    tx.run(statements_of(type).insert, row.bound);
    write_history(tx, type, record, row,
                  write_revision(tx, type, record, all_fields_of(type, record), comment));
    write_mentions(tx, type, record);
}

bool update(store::WriteTransaction& tx, RecordType const& type, Record& record, std::string_view comment) {
    check(type, record);
    std::unique_ptr<Record> const stored = load(tx, type, record.id);
    if (!stored) throw Error(ErrorCode::not_found, "This record does not exist.");
    if (stored->version != record.version)
        throw Error(ErrorCode::conflict, "Somebody else changed this record while you were working on it.");
    auto const changes = difference(type, *stored, record);
    if (changes.empty()) return false;

    ++record.version;
    record.changed_at = legation::to_text(tx.now());
    BoundRow const row = bind(type, record);
    std::vector<Bound> bound(row.bound.begin() + 1, row.bound.end());
    bound.push_back(row.bound.front()); // the id stands last, in WHERE
    tx.run(statements_of(type).update, bound);
    tx.execute(statements_of(type).close_history, record.changed_at, record.id, stored->changed_at);
    write_history(tx, type, record, row, write_revision(tx, type, record, changes, comment));
    write_mentions(tx, type, record);
    return true;
}

void hide(store::WriteTransaction& tx, RecordType const& type, Record& record, std::string_view comment) {
    record.is_hidden = true;
    update(tx, type, record, comment);
}

std::unique_ptr<Record> load(store::ReadTransaction& tx, RecordType const& type, std::int64_t id) {
    std::array<Bound, 1> const bound{Bound(id)};
    return one(tx, type, statements_of(type).find, bound);
}

std::unique_ptr<Record> load_version(store::ReadTransaction& tx, RecordType const& type, std::int64_t id,
                                     std::int64_t version) {
    std::array<Bound, 2> const bound{Bound(id), Bound(version)};
    return one(tx, type, statements_of(type).find_version, bound);
}

std::string audience_of(store::ReadTransaction& tx, RecordType const& type, Record const& record) {
    return tx
        .value<std::string>(statements_of(type).find_audience, record.id, record.changed_at, record.version)
        .value_or(record.audience);
}

std::vector<Revision> read_revisions(store::ReadTransaction& tx, std::string_view sql,
                                     std::span<Bound const> bound) {
    static constexpr std::array types{ColumnType::integer, ColumnType::text, ColumnType::integer,
                                      ColumnType::integer, ColumnType::text, ColumnType::text,
                                      ColumnType::text,    ColumnType::text};
    std::vector<Revision> result;
    tx.query(sql, bound, types, [&](store::Row const& row) {
        result.push_back({row.integer(0), row.text(1), row.integer(2), row.integer(3), row.text(4),
                          row.text(5), row.text(6), changes_from_json(row.text(7))});
    });
    return result;
}

namespace {

/// The revisions that meet a condition.
std::vector<Revision> revisions_where(store::ReadTransaction& tx, std::string_view condition,
                                      std::span<Bound const> bound) {
    return read_revisions(
        tx,
        fmt::format("SELECT id, record_type, record_id, version, author, comment, changed_at, "
                    "changes FROM revisions WHERE {}",
                    condition),
        bound);
}

std::optional<Revision> first_of(std::vector<Revision> found) {
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

} // namespace

std::vector<Revision> revisions_of(store::ReadTransaction& tx, std::string_view type,
                                   std::int64_t record_id) {
    std::array<Bound, 2> const bound{Bound(type), Bound(record_id)};
    return revisions_where(tx, "record_type = :type AND record_id = :id ORDER BY id DESC LIMIT 200", bound);
}

std::vector<Revision> latest_revisions(store::ReadTransaction& tx, std::int64_t limit) {
    std::array<Bound, 1> const bound{Bound(limit)};
    return revisions_where(tx, "id > 0 ORDER BY id DESC LIMIT :limit", bound);
}

std::optional<Revision> find_revision(store::ReadTransaction& tx, std::int64_t id) {
    std::array<Bound, 1> const bound{Bound(id)};
    return first_of(revisions_where(tx, "id = :id", bound));
}

std::optional<Revision> find_revision(store::ReadTransaction& tx, RecordType const& type, std::int64_t id,
                                      std::int64_t version) {
    std::array<Bound, 3> const bound{Bound(type.name), Bound(id), Bound(version)};
    return first_of(
        revisions_where(tx, "record_type = :type AND record_id = :id AND version = :version", bound));
}

std::int64_t change_number(store::ReadTransaction& tx) {
    return tx.value<std::int64_t>("SELECT MAX(id) FROM revisions").value_or(0);
}

std::optional<std::int64_t> id_of_uuid(store::ReadTransaction& tx, RecordType const& type,
                                       std::string_view uuid) {
    return tx.value<std::int64_t>(fmt::format("SELECT id FROM {} WHERE uuid = :uuid", type.table), uuid);
}

std::optional<std::int64_t> id_of_key(store::ReadTransaction& tx, RecordType const& type,
                                      std::string_view key) {
    return tx.value<std::int64_t>(fmt::format("SELECT id FROM {} WHERE {} = :key", type.table, type.key),
                                  key);
}

} // namespace legation::records
