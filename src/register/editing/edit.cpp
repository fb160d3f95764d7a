#include "register/editing/edit.hpp"

#include "kernel/error.hpp"
#include "kernel/id.hpp"
#include "kernel/records/erase.hpp"
#include "register/actor.hpp"
#include "register/import/name_resolver.hpp"
#include "register/importer.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using records::FieldChange;
using records::Kind;
using records::RecordType;
using store::WriteTransaction;

constexpr std::string_view changed_meanwhile =
    "Somebody else changed this record while you were working on it.";

std::string const& text_of(std::vector<FieldChange> const& changes, std::string_view field) {
    static std::string const nothing;
    auto const found = std::ranges::find(changes, field, &FieldChange::field);
    return found == changes.end() ? nothing : found->after;
}

/// Sets one field from its form value. Answers false for parts, which are records of their own.
bool set_field(WriteTransaction& tx, RecordType const& type, FieldChange const& change,
               records::Record& record) {
    for (records::Field const& field : type.fields) {
        if (records::public_name(field) != change.field) continue;
        if (field.kind == Kind::reference && !change.after.empty()) {
            auto const id = Importer(tx).find(field.target, change.after);
            if (!id)
                throw Error(ErrorCode::unprocessable,
                            fmt::format("{}: there is no “{}”", change.field, change.after));
            field.set(record, *id);
        } else if (auto const wrong = records::parse(field, change.after, record)) {
            throw Error(ErrorCode::unprocessable, fmt::format("{} {}", wrong->field, wrong->message));
        }
        return true;
    }
    return false;
}

/// Brings in one row, as if it stood in a file.
Importer::Prepared prepare(Importer& importer, RecordType const& type, records::CsvFile const& header,
                           std::vector<std::string> cells) {
    try {
        return importer.prepare(type, header, {1, std::move(cells)}, "");
    } catch (RowError const& error) {
        throw Error(ErrorCode::unprocessable, error.problem);
    }
}

/// The parties of a partnership are exactly those named now.
void store_parts(WriteTransaction& tx, Edit const& edit, records::Record const& record,
                 FieldChange const& parts) {
    FormValues const now = values_of(tx, *edit.type, record);
    if (!now.contains(parts.field))
        throw Error(ErrorCode::unprocessable,
                    fmt::format("{} has no field “{}”", edit.type->name, parts.field));
    if (value_in(now, parts.field) != parts.before)
        throw Error(ErrorCode::conflict, std::string(changed_meanwhile));
    Importer importer(tx);
    importer.explain(edit.comment);
    records::CsvFile const header{{std::string(edit.type->key), parts.field}, {}};
    auto prepared = prepare(importer, *edit.type, header,
                            {records::to_text(edit.type->find(edit.type->key)->get(record)), parts.after});
    importer.apply(prepared);
}

std::int64_t change_record(WriteTransaction& tx, Edit const& edit) {
    auto const record = records::load(tx, *edit.type, edit.record_id);
    if (!record || record->is_hidden)
        throw Error(ErrorCode::conflict, "This record has been removed meanwhile.");
    if (record->version != edit.version) throw Error(ErrorCode::conflict, std::string(changed_meanwhile));
    std::vector<FieldChange const*> parts;
    for (FieldChange const& change : edit.changes)
        if (!set_field(tx, *edit.type, change, *record)) parts.push_back(&change);
    if (!edit.audience.empty()) record->audience = edit.audience;
    records::update(tx, *edit.type, *record, edit.comment);
    for (FieldChange const* change : parts)
        store_parts(tx, edit, *record, *change);
    return record->id;
}

bool is_taken(WriteTransaction& tx, RecordType const& type, std::string_view key) {
    // What was erased keeps its address: a namesake gets another one.
    std::string const uuid = uuid_v5(fmt::format("{}:{}", type.name, key));
    return records::id_of_key(tx, type, key) || records::find_erased(tx, type, uuid);
}

/// What a new record's address is made from. A government has the address of the place that it governs.
std::string key_for(WriteTransaction& tx, Edit const& edit) {
    auto const said = [&](std::string_view field) { return text_of(edit.changes, field); };
    if (edit.type->name == "actor" && is_government(said("kind")) && !said("place").empty() &&
        !is_taken(tx, *edit.type, said("place")))
        return said("place");
    std::string words = said("title").empty() ? said("name") : said("title");
    if (edit.type->name == "partnership") words = fmt::format("{} {}", said("kind"), said("parties"));
    std::string const key = slug_of(words);
    std::string free = key;
    constexpr std::size_t room = 90; // of 100 characters
    for (int number = 2; is_taken(tx, *edit.type, free); ++number)
        free = fmt::format("{}-{}", key.substr(0, key.find_last_not_of('-', room) + 1), number);
    return free;
}

std::int64_t create_record(WriteTransaction& tx, Edit const& edit) {
    Importer importer(tx);
    importer.explain(edit.comment);
    records::CsvFile header;
    std::vector<std::string> cells;
    for (FieldChange const& change : edit.changes) {
        header.header.push_back(change.field);
        cells.push_back(change.after);
    }
    if (!edit.type->key.empty()) {
        header.header.emplace_back(edit.type->key);
        cells.push_back(key_for(tx, edit));
    }
    auto prepared = prepare(importer, *edit.type, header, std::move(cells));
    if (prepared.record->id != 0) throw Error(ErrorCode::conflict, "This is recorded already.");
    if (!edit.audience.empty()) prepared.record->audience = edit.audience;
    importer.apply(prepared);
    return prepared.record->id;
}

/// The fields by which a noun belongs to an actor; other references only mention one.
constexpr std::array<std::string_view, 4> owner_fields{"actor_id", "member_id", "network_id", "mission_id"};
constexpr std::array<std::string_view, 2> owner_lists{"offered_by", "organizers"};

bool is_one_of(std::span<std::string_view const> names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

} // namespace

std::int64_t apply(WriteTransaction& tx, Edit const& edit) {
    return edit.record_id == 0 ? create_record(tx, edit) : change_record(tx, edit);
}

std::vector<MovedField> moved_fields(FormValues const& now, std::vector<FieldChange> const& changes) {
    std::vector<MovedField> moved;
    for (FieldChange const& change : changes) {
        std::string const& current = value_in(now, change.field);
        if (current != change.before && current != change.after) moved.push_back({change, current});
    }
    return moved;
}

std::vector<std::int64_t> owners_of(store::ReadTransaction& tx, RecordType const& type,
                                    records::Record const& record) {
    if (type.name == "actor") return {record.id};
    if (type.name == "partnership")
        return tx.values<std::int64_t>(
            "SELECT actor_id FROM partnership_parties WHERE partnership_id = :id AND "
            "is_hidden = 0 ORDER BY position",
            record.id);
    if (type.name == "activity")
        return tx.values<std::int64_t>(
            "SELECT actor_id FROM activity_participants WHERE activity_id = :id AND "
            "is_hidden = 0 ORDER BY position",
            record.id);
    std::vector<std::int64_t> owners;
    for (records::Field const& field : type.fields) {
        store::Value const value = field.get(record);
        auto const* id = std::get_if<std::int64_t>(&value);
        if (is_one_of(owner_fields, field.name) && id != nullptr && *id > 0) owners.push_back(*id);
        // What hangs on another record belongs to whom that belongs: an outcome, an edition.
        bool const is_part = field.name == "activity_id" || field.name == "convening_id";
        if (is_part && id != nullptr)
            if (auto const whole = records::load(tx, *find_noun(field.target), *id))
                std::ranges::copy(owners_of(tx, *find_noun(field.target), *whole),
                                  std::back_inserter(owners));
        if (is_one_of(owner_lists, field.name))
            for (std::string const& slug : records::split_list(records::to_text(value)))
                if (auto const actor = records::id_of_key(tx, *find_noun("actor"), slug))
                    owners.push_back(*actor);
    }
    return owners;
}

} // namespace legation::registry
