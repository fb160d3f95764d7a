#include "kernel/records/mentions.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

namespace legation::records {

namespace {

using store::ColumnType;

bool is_mentioning(Field const& field) {
    return field.kind == Kind::list && !field.target.empty();
}

std::string_view key_of(std::string_view entry) {
    return entry.substr(0, entry.find('@'));
}

/// Calls `add(field, key)` for each entry of the record's lists that names something.
template <class Add>
void each_mention(RecordType const& type, Record const& record, Add const& add) {
    if (record.is_hidden) return;
    for (Field const& field : type.fields)
        if (is_mentioning(field))
            for (std::string const& entry : split_list(to_text(field.get(record))))
                add(field, key_of(entry));
}

/// What one version of a record mentioned, and while it was valid.
void collect(store::ReadTransaction& tx, RecordType const& type,
             std::vector<std::vector<store::Value>>& mentions) {
    std::vector<ColumnType> columns = type.column_types;
    columns.insert(columns.end(), {ColumnType::text, ColumnType::text});
    std::string const sql = fmt::format(
        "SELECT {}, valid_from, valid_to FROM {}_history ORDER BY id, version", type.columns, type.table);
    tx.query(sql, {}, columns, [&](store::Row const& row) {
        auto const record = type.make();
        read_row(type, row, *record);
        std::size_t const from = type.column_types.size();
        std::size_t const to = from + 1;
        each_mention(type, *record, [&](Field const& field, std::string_view key) {
            mentions.push_back({std::string(field.target), std::string(key), std::string(type.name),
                                record->id, std::string(field.name), record->audience, row.text(from),
                                row.is_null(to) ? store::Value(nullptr) : store::Value(row.text(to))});
        });
    });
}

} // namespace

void write_mentions(store::WriteTransaction& tx, RecordType const& type, Record const& record) {
    if (record.version > 1) {
        tx.execute("DELETE FROM mentions WHERE record_type = :type AND record_id = :id", type.name,
                   record.id);
        tx.execute(
            "UPDATE mentions_history SET valid_to = :at WHERE record_type = :type AND record_id = :id AND "
            "valid_to IS NULL",
            record.changed_at, type.name, record.id);
    }
    each_mention(type, record, [&](Field const& field, std::string_view key) {
        tx.execute(
            "INSERT INTO mentions (target_type, target_key, record_type, record_id, field, audience) VALUES "
            "(:target_type, :target_key, :record_type, :record_id, :field, :audience)",
            field.target, key, type.name, record.id, field.name, record.audience);
        tx.execute("INSERT INTO mentions_history (target_type, target_key, record_type, record_id, field, "
                   "audience, valid_from) VALUES (:target_type, :target_key, :record_type, :record_id, "
                   ":field, :audience, :at)",
                   field.target, key, type.name, record.id, field.name, record.audience, record.changed_at);
    });
}

std::int64_t derive_mentions_history(store::Store& store, std::span<RecordType const* const> types) {
    bool const is_missing = store.read([](store::ReadTransaction& tx) {
        return tx.value<std::int64_t>("SELECT 1 FROM mentions LIMIT 1") &&
               !tx.value<std::int64_t>("SELECT 1 FROM mentions_history LIMIT 1");
    });
    if (!is_missing) return 0;
    return store.write(store::Author{"program"}, [&](store::WriteTransaction& tx) {
        std::vector<std::vector<store::Value>> mentions;
        for (RecordType const* type : types)
            collect(tx, *type, mentions);
        static constexpr std::array<std::string_view, 8> columns{"target_type", "target_key", "record_type",
                                                                 "record_id",   "field",      "audience",
                                                                 "valid_from",  "valid_to"};
        static constexpr std::array column_types{ColumnType::text,    ColumnType::text, ColumnType::text,
                                                 ColumnType::integer, ColumnType::text, ColumnType::text,
                                                 ColumnType::text,    ColumnType::text};
        std::size_t next = 0;
        tx.insert_rows("mentions_history", columns, column_types, [&](std::vector<store::Value>& row) {
            if (next == mentions.size()) return false;
            row = mentions[next++];
            return true;
        });
        return static_cast<std::int64_t>(mentions.size());
    });
}

} // namespace legation::records
