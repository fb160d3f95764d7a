#include "register/importer.hpp"

#include "kernel/error.hpp"
#include "kernel/id.hpp"
#include "kernel/records/record_store.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
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

/// The CSV column of a field: references are named without `_id`.
std::string_view column_of(Field const& field) {
    return field.kind == Kind::reference ? field.name.substr(0, field.name.size() - 3) : field.name;
}

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

void Importer::check_header(RecordType const& type, CsvFile const& file, std::string_view file_name) {
    for (std::string const& column : file.header) {
        bool const is_field =
            std::ranges::any_of(type.fields, [&](Field const& f) { return column_of(f) == column; });
        bool const is_child = std::ranges::any_of(
            child_columns, [&](ChildColumn const& c) { return c.column == column && c.noun == type.name; });
        if (is_field || is_child) continue;
        std::string known;
        for (Field const& field : type.fields)
            known += fmt::format("{}{}", known.empty() ? "" : ", ", column_of(field));
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
    save(row.type, *record, report);
    import_children(row, *record);
}

void Importer::fill(Row const& row, Record& record, std::string& identity) {
    identity.clear();
    for (Field const& field : row.type.fields) {
        std::string_view const column = column_of(field);
        if (!row.file.has(column)) continue;
        std::string const text(row.cell(column));
        if (is_part_of_identity(field)) identity += text + '|';
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

void Importer::save(RecordType const& type, Record& record, ImportReport& report) {
    if (record.id == 0) {
        records::create(tx_, type, record, "imported");
        ++report.created;
    } else if (records::update(tx_, type, record, "imported again")) {
        ++report.changed;
    } else {
        ++report.unchanged;
    }
}

void Importer::save_child(RecordType const& type, Record& record, std::string const& identity) {
    record.uuid = uuid_v5(fmt::format("{}:{}", type.name, identity));
    auto const known =
        tx_.value<std::int64_t>(fmt::format("SELECT id FROM {} WHERE uuid = :uuid", type.table), record.uuid);
    if (!known) records::create(tx_, type, record, "imported");
}

void Importer::import_children(Row const& row, Record const& record) {
    auto const actor = [&](std::string_view slug) {
        auto const id = find("actor", std::string(slug));
        if (!id) row.refuse(fmt::format("the actor “{}” is not known; add it first, or mend its slug", slug));
        return *id;
    };
    std::int64_t position = 0;
    for (std::string const& slug : records::split_list(row.cell("parties"))) {
        PartnershipParty party;
        party.partnership_id = record.id;
        party.actor_id = actor(slug);
        party.position = ++position;
        save_child(records::type_of<PartnershipParty>(), party, fmt::format("{}|{}", record.uuid, slug));
    }
    if (row.type.name == "partnership" && row.file.has("parties") && position < 2)
        row.refuse("a partnership has two parties or more; write their slugs with ; between them");
    for (std::string const& entry : records::split_list(row.cell("participants"))) {
        ActivityParticipant participant;
        participant.activity_id = record.id;
        participant.actor_id = actor(before(entry, '='));
        participant.role = after(entry, '=');
        participant.position = ++position;
        save_child(records::type_of<ActivityParticipant>(), participant,
                   fmt::format("{}|{}", record.uuid, entry));
    }
    for (std::string const& entry : records::split_list(row.cell("identifiers"))) {
        if (after(entry, ':').empty())
            row.refuse(fmt::format("the identifier “{}” must be written as scheme:value", entry));
        Identifier identifier;
        identifier.actor_id = record.id;
        identifier.scheme = before(entry, ':');
        identifier.value = after(entry, ':');
        save_child(records::type_of<Identifier>(), identifier, fmt::format("{}|{}", record.uuid, entry));
    }
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
