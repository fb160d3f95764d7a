#include "register/importer.hpp"

#include "kernel/error.hpp"
#include "kernel/id.hpp"
#include "kernel/records/record_store.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/export/record_rows.hpp"
#include "register/identifier.hpp"
#include "register/nouns.hpp"
#include "register/partnership.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace legation::registry {

using records::CsvFile;
using records::CsvRow;
using records::Field;
using records::Kind;
using records::Record;
using records::RecordType;

/// Where a row stands, for errors.
struct Importer::Row {
    RecordType const& type;
    CsvFile const& file;
    CsvRow const& cells;
    std::string_view file_name;

    std::string_view cell(std::string_view column) const { return file.cell(cells, column); }

    [[noreturn]] void refuse(std::string_view problem) const {
        throw Error(ErrorCode::unprocessable, fmt::format("{}:{}: {}", file_name, cells.line, problem));
    }
};

namespace {

/// A column that becomes records of their own, and the noun whose files have it.
struct ChildColumn {
    std::string_view column;
    std::string_view noun;
};
constexpr std::array child_columns{ChildColumn{"parties", "partnership"},
                                   ChildColumn{"participants", "activity"},
                                   ChildColumn{"identifiers", "actor"}};

std::string_view before(std::string_view text, char separator) {
    return text.substr(0, text.find(separator));
}

std::string_view after(std::string_view text, char separator) {
    std::size_t const at = text.find(separator);
    return at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
}

/// What tells two records of a type without a key apart: these fields, and everything they refer to.
bool is_part_of_identity(Field const& field) {
    static constexpr std::array<std::string_view, 7> names{"kind",    "name", "scheme", "value",
                                                           "measure", "role", "since"};
    return field.kind == Kind::reference || std::ranges::find(names, field.name) != names.end();
}

} // namespace

ImportReport Importer::import(RecordType const& type, CsvFile const& file, std::string_view file_name) {
    check_header(type, file, file_name);
    std::vector<Row> waiting;
    waiting.reserve(file.rows.size());
    for (CsvRow const& cells : file.rows)
        waiting.push_back(Row{type, file, cells, file_name});

    // A bureau may stand before its department: go round until every parent is there.
    ImportReport report;
    Lines lines;
    while (!waiting.empty()) {
        std::vector<Row> next;
        for (Row const& row : waiting) {
            if (wait_for_parent(row))
                next.push_back(row);
            else
                import_row(row, lines, report);
        }
        if (next.size() == waiting.size())
            next.front().refuse(fmt::format("the actor “{}” is not known; add it, or mend its slug",
                                            next.front().cell("parent")));
        waiting.swap(next);
    }
    return report;
}

namespace {

bool is_download_column(RecordType const& type, std::string_view name) {
    return std::ranges::any_of(record_columns(type),
                               [&](RecordColumn const& column) { return column.sheet.name == name; });
}

} // namespace

void Importer::check_header(RecordType const& type, CsvFile const& file, std::string_view file_name) {
    // What was downloaded can be imported again: what it says beside the fields is known here already.
    bool const is_download = file.has("id") && file.has("page") && file.has("version");
    for (std::string const& column : file.header) {
        bool const is_field = std::ranges::any_of(
            type.fields, [&](Field const& f) { return records::public_name(f) == column; });
        bool const is_child = std::ranges::any_of(
            child_columns, [&](ChildColumn const& c) { return c.column == column && c.noun == type.name; });
        if (is_field || is_child || (is_download && is_download_column(type, column))) continue;
        std::string known;
        for (Field const& field : type.fields)
            known += fmt::format("{}{}", known.empty() ? "" : ", ", records::public_name(field));
        for (ChildColumn const& child : child_columns)
            if (child.noun == type.name) known += fmt::format(", {}", child.column);
        throw Error(ErrorCode::unprocessable,
                    fmt::format("{}:1: there is no column “{}” for {}; the columns are {}", file_name, column,
                                type.table, known));
    }
}

bool Importer::wait_for_parent(Row const& row) {
    if (row.type.name != "actor") return false;
    std::string const parent(row.cell("parent"));
    return !parent.empty() && !find("actor", parent);
}

void Importer::import_row(Row const& row, Lines& lines, ImportReport& report) {
    std::unique_ptr<Record> record = row.type.make();
    std::string identity;
    fill(row, *record, identity);

    std::optional<std::int64_t> id;
    if (!row.type.key.empty()) identity = records::to_text(row.type.find(row.type.key)->get(*record));
    auto const [first, is_first] = lines.emplace(identity, row.cells.line);
    if (!is_first)
        row.refuse(
            fmt::format("this record stands in line {} already; remove one of the two", first->second));
    if (row.type.key.empty()) {
        record->uuid = uuid_v5(fmt::format("{}:{}", row.type.name, identity));
        id = tx_.value<std::int64_t>(fmt::format("SELECT id FROM {} WHERE uuid = :uuid", row.type.table),
                                     record->uuid);
    } else {
        id = find(row.type.name, identity);
    }
    if (id) {
        record = stored(row.type, *id);
        fill(row, *record, identity);
    }
    auto const errors = records::validate(row.type, *record);
    if (!errors.empty()) row.refuse(fmt::format("{} {}", errors.front().field, errors.front().message));
    bool const is_new = record->id == 0;
    bool is_changed = save(row.type, *record);
    is_changed |= import_children(row, *record);
    (is_new ? report.created : is_changed ? report.changed : report.unchanged) += 1;
}

void Importer::fill(Row const& row, Record& record, std::string& identity) {
    identity.clear();
    for (Field const& field : row.type.fields) {
        std::string_view const column = records::public_name(field);
        std::string const text(row.cell(column)); // empty when the file has no such column
        if (is_part_of_identity(field)) identity += text + '|';
        if (!row.file.has(column)) continue;
        if (field.kind == Kind::reference) {
            if (text.empty()) {
                if (field.is_required) row.refuse(fmt::format("{} is missing", column));
                field.set(record, nullptr);
                continue;
            }
            auto const id = find(field.target, text);
            if (!id)
                row.refuse(
                    fmt::format("the {} “{}” is not known; add it first, or mend it", field.target, text));
            field.set(record, *id);
        } else if (auto const error = records::parse(field, text, record)) {
            row.refuse(fmt::format("{} {}", error->field, error->message));
        }
        if (field.kind == Kind::list && !field.target.empty()) check_list(row, field, record);
    }
}

void Importer::check_list(Row const& row, Field const& field, Record const& record) {
    for (std::string const& entry : records::split_list(records::to_text(field.get(record))))
        if (!find(field.target, std::string(before(entry, '@'))))
            row.refuse(fmt::format("the {} “{}” in {} is not known; add it first, or mend it", field.target,
                                   entry, field.name));
}

std::unique_ptr<Record> Importer::stored(RecordType const& type, std::int64_t id) {
    std::unique_ptr<Record> record;
    std::array<store::Bound, 1> const bound{store::Bound(id)};
    tx_.query(fmt::format("SELECT {} FROM {} WHERE id = :id", type.columns, type.table), bound,
              type.column_types, [&](store::Row const& columns) {
                  record = type.make();
                  records::read_row(type, columns, *record);
              });
    return record;
}

bool Importer::save(RecordType const& type, Record& record) {
    if (record.id != 0) return records::update(tx_, type, record, "imported again");
    records::create(tx_, type, record, "imported");
    return true;
}

bool Importer::import_children(Row const& row, Record const& record) {
    auto const actor = [&](std::string_view slug) {
        auto const id = find("actor", std::string(slug));
        if (!id) row.refuse(fmt::format("the actor “{}” is not known; add it first, or mend its slug", slug));
        return *id;
    };
    // A child is identified as it would be in a file of its own.
    std::string const parent =
        row.type.key.empty() ? std::string() : records::to_text(row.type.find(row.type.key)->get(record));
    bool is_changed = false;
    if (row.file.has("parties")) {
        Children parties;
        for (std::string const& slug : records::split_list(row.cell("parties"))) {
            auto party = std::make_unique<PartnershipParty>();
            party->partnership_id = record.id;
            party->actor_id = actor(slug);
            party->position = static_cast<std::int64_t>(parties.size()) + 1;
            parties.emplace(fmt::format("{}|{}|", parent, slug), std::move(party));
        }
        if (parties.size() < 2)
            row.refuse("a partnership has two parties or more; write their slugs with ; between them");
        is_changed |=
            replace_children(records::type_of<PartnershipParty>(), "partnership_id", record.id, parties);
    }
    if (row.file.has("participants")) {
        Children participants;
        for (std::string const& entry : records::split_list(row.cell("participants"))) {
            auto participant = std::make_unique<ActivityParticipant>();
            participant->activity_id = record.id;
            participant->actor_id = actor(before(entry, '='));
            participant->role = after(entry, '=');
            participant->position = static_cast<std::int64_t>(participants.size()) + 1;
            participants.emplace(fmt::format("{}|{}|{}|", parent, before(entry, '='), after(entry, '=')),
                                 std::move(participant));
        }
        is_changed |=
            replace_children(records::type_of<ActivityParticipant>(), "activity_id", record.id, participants);
    }
    if (row.file.has("identifiers")) {
        Children identifiers;
        for (std::string const& entry : records::split_list(row.cell("identifiers"))) {
            if (after(entry, ':').empty())
                row.refuse(fmt::format("the identifier “{}” must be written as scheme:value", entry));
            auto identifier = std::make_unique<Identifier>();
            identifier->actor_id = record.id;
            identifier->scheme = before(entry, ':');
            identifier->value = after(entry, ':');
            identifiers.emplace(fmt::format("{}|{}|{}|", parent, before(entry, ':'), after(entry, ':')),
                                std::move(identifier));
        }
        is_changed |= replace_children(records::type_of<Identifier>(), "actor_id", record.id, identifiers);
    }
    return is_changed;
}

bool Importer::replace_children(RecordType const& type, std::string_view parent_column,
                                std::int64_t parent_id, Children& wanted) {
    bool is_changed = false;
    std::map<std::string, std::int64_t> known; // uuid → id
    tx_.each<std::string, std::int64_t>(
        fmt::format("SELECT uuid, id FROM {} WHERE {} = :parent", type.table, parent_column),
        [&](std::string uuid, std::int64_t id) { known.emplace(std::move(uuid), id); }, parent_id);
    for (auto& [identity, child] : wanted) {
        child->uuid = uuid_v5(fmt::format("{}:{}", type.name, identity));
        auto const found = known.find(child->uuid);
        if (found != known.end()) {
            // The stored one with what the file says now: another position, or no longer hidden.
            auto const before = stored(type, found->second);
            child->id = before->id;
            child->version = before->version;
            child->audience = before->audience;
            known.erase(found);
        }
        is_changed |= save(type, *child);
    }
    for (auto const& [uuid, id] : known) { // no longer in the file
        auto const removed = stored(type, id);
        if (removed->is_hidden) continue;
        records::hide(tx_, type, *removed, "no longer in the imported file");
        is_changed = true;
    }
    return is_changed;
}

std::optional<std::int64_t> Importer::find(std::string_view target, std::string const& key) {
    auto const known = known_.find({std::string(target), key});
    if (known != known_.end()) return known->second;
    std::optional<std::int64_t> id;
    if (target == "place") {
        id = tx_.value<std::int64_t>("SELECT id FROM places WHERE slug = :slug", key);
    } else if (RecordType const* type = find_noun(target)) {
        id = records::id_of_key(tx_, *type, key);
    }
    if (id) known_.emplace(std::pair(std::string(target), key), *id);
    return id;
}

} // namespace legation::registry
