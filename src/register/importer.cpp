#include "register/importer.hpp"

#include "kernel/error.hpp"
#include "kernel/id.hpp"
#include "kernel/records/erase.hpp"
#include "kernel/records/record_store.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/export/record_rows.hpp"
#include "register/identifier.hpp"
#include "register/nouns.hpp"
#include "register/partnership.hpp"
#include "register/place_identifier.hpp"

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

    [[noreturn]] void refuse(std::string_view column, std::string_view value, std::string problem) const {
        throw RowError(file_name, cells.line, std::string(column), std::string(value), std::move(problem));
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

/// Ids from here on stand for records that a check would have made.
constexpr std::int64_t first_imagined = std::int64_t{1} << 60;

bool differs(RecordType const& type, Record const& one, Record const& other) {
    return std::ranges::any_of(type.fields, [&](Field const& field) {
        return records::to_text(field.get(one)) != records::to_text(field.get(other));
    });
}

/// What tells two records of a type without a key apart: these fields, and everything they refer to.
bool is_part_of_identity(Field const& field) {
    static constexpr std::array<std::string_view, 7> names{"kind",    "name", "scheme", "value",
                                                           "measure", "role", "since"};
    return field.kind == Kind::reference || std::ranges::find(names, field.name) != names.end();
}

/// The day on which the person with that key was erased; nothing for all others.
std::optional<std::string> erased_before(store::ReadTransaction& tx, RecordType const& type,
                                         std::string const& key) {
    if (type.name != "person") return std::nullopt;
    auto const erased = records::find_erased(tx, type, uuid_v5(fmt::format("{}:{}", type.name, key)));
    if (!erased) return std::nullopt;
    return erased->at.substr(0, 10);
}

} // namespace

RowError::RowError(std::string_view file_name, std::size_t line, std::string wrong_column,
                   std::string wrong_value, std::string what_is_wrong)
    : Error(ErrorCode::unprocessable, fmt::format("{}:{}: {}", file_name, line, what_is_wrong)),
      column(std::move(wrong_column)), value(std::move(wrong_value)), problem(std::move(what_is_wrong)) {}

ImportReport Importer::import(RecordType const& type, CsvFile const& file, std::string_view file_name) {
    check_header(type, file, file_name);
    std::vector<Row> waiting;
    waiting.reserve(file.rows.size());
    for (CsvRow const& cells : file.rows)
        waiting.push_back(Row{type, file, cells, file_name});

    ImportReport report;
    std::map<std::string, std::size_t> lines; // where each record of the file stands
    auto const bring_in = [&](Row const& row) {
        Prepared prepared = prepare(type, file, row.cells, file_name);
        auto const [first, is_first] = lines.emplace(prepared.identity, row.cells.line);
        if (!is_first)
            row.refuse(
                "", prepared.identity,
                fmt::format("this record stands in line {} already; remove one of the two", first->second));
        RowChange const change = apply(prepared);
        (change == RowChange::created   ? report.created
         : change == RowChange::changed ? report.changed
                                        : report.unchanged) += 1;
    };
    // A bureau may stand before its department: go round until every parent is there.
    while (!waiting.empty()) {
        std::vector<Row> next;
        for (Row const& row : waiting) {
            if (wait_for_parent(row))
                next.push_back(row);
            else
                bring_in(row);
        }
        if (next.size() == waiting.size()) {
            std::string_view const parent = next.front().cell("parent");
            next.front().refuse("parent", parent,
                                fmt::format("the actor “{}” is not known; add it, or mend its slug", parent));
        }
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

Importer::Prepared Importer::prepare(RecordType const& type, CsvFile const& header, CsvRow const& cells,
                                     std::string_view file_name) {
    Row const row{type, header, cells, file_name};
    Prepared prepared{&type, type.make(), {}, {}};
    fill(row, *prepared.record, prepared.identity);

    std::optional<std::int64_t> id;
    if (type.key.empty()) {
        prepared.record->uuid = uuid_v5(fmt::format("{}:{}", type.name, prepared.identity));
        id = find_unkeyed(type, *prepared.record);
    } else {
        prepared.identity = records::to_text(type.find(type.key)->get(*prepared.record));
        id = find(type.name, prepared.identity);
        // Nobody is brought back by a file that is older than their wish to be forgotten.
        if (auto const erased = id ? std::nullopt : erased_before(tx_, type, prepared.identity))
            row.refuse(type.key, prepared.identity,
                       fmt::format("this record was erased on {}; take the row out", *erased));
    }
    std::string stored_sources;
    bool says_something = true;
    if (id && *id < first_imagined) {
        prepared.record = records::load(tx_, type, *id);
        // A list says nothing of what is closed, and does not overwrite it.
        if (prepared.record->audience != "public")
            row.refuse(type.key, prepared.identity,
                       "this record is not for everybody: change it on its page");
        if (Field const* sources = type.find("sources"))
            stored_sources = records::to_text(sources->get(*prepared.record));
        says_something = fill(row, *prepared.record, prepared.identity);
        if (!type.key.empty())
            prepared.identity = records::to_text(type.find(type.key)->get(*prepared.record));
    }
    if (type.name == "place_identifier") check_identifier(row, prepared);
    if (says_something) name_source(type, *prepared.record, stored_sources);
    auto const errors = records::validate(type, *prepared.record);
    if (!errors.empty())
        row.refuse(errors.front().field, row.cell(errors.front().field),
                   fmt::format("{} {}", errors.front().field, errors.front().message));
    bool const keeps_children = only_adds_ && prepared.record->id != 0;
    if (!keeps_children) prepared.children = read_children(row, *prepared.record);
    return prepared;
}

/// By what it says. Where rows only add, one that leaves `since` empty means the record with any.
std::optional<std::int64_t> Importer::find_unkeyed(RecordType const& type, Record const& record) {
    auto const same = records::id_of_uuid(tx_, type, record.uuid);
    if (same || !only_adds_) return same;
    std::string sql = fmt::format("SELECT id FROM {} WHERE is_hidden = 0", type.table);
    std::vector<store::Value> values;
    std::vector<store::Bound> bound; // views of the values, which stay where they are
    values.reserve(type.fields.size());
    bound.reserve(type.fields.size());
    for (Field const& field : type.fields) {
        store::Value value = field.get(record);
        auto const* const reference = std::get_if<std::int64_t>(&value);
        if (reference != nullptr && *reference >= first_imagined) return std::nullopt;
        if (!is_part_of_identity(field) || std::holds_alternative<std::nullptr_t>(value)) continue;
        sql += fmt::format(" AND {} = :{}", field.name, field.name);
        bound.emplace_back(values.emplace_back(std::move(value)), field.column_type);
    }
    std::optional<std::int64_t> found;
    std::array<store::ColumnType, 1> const types{store::ColumnType::integer};
    tx_.query(sql + " ORDER BY id", bound, types, [&](store::Row const& columns) {
        if (!found) found = columns.integer(0);
    });
    return found;
}

/// A place has one code of a scheme. Another one is a sign that the row, or the record, means another place.
void Importer::check_identifier(Row const& row, Prepared& prepared) {
    auto const& identifier = dynamic_cast<PlaceIdentifier const&>(*prepared.record);
    std::string const said(row.cell("code"));
    auto const given = codes_.find(prepared.identity);
    std::string const own = gazetteer_code(tx_, identifier.place_id, identifier.scheme);
    std::string known = own;
    if (known.empty() && given != codes_.end()) known = given->second;
    if (known.empty() && only_adds_ && identifier.id != 0) known = identifier.code;
    if (!known.empty() && known != said)
        throw Contradiction(row.file_name, row.cells.line, "code", said,
                            fmt::format("the place “{}” has the {} “{}” already, not “{}”; the row may mean "
                                        "another place",
                                        row.cell("place"), identifier.scheme, known, said));
    prepared.is_needless = identifier.id == 0 && own == said && !said.empty();
}

RowChange Importer::apply(Prepared& prepared) {
    if (prepared.is_needless) return RowChange::unchanged;
    if (auto const* identifier = dynamic_cast<PlaceIdentifier const*>(prepared.record.get()))
        codes_[prepared.identity] = identifier->code;
    bool const is_new = prepared.record->id == 0;
    bool is_changed = save(*prepared.type, *prepared.record);
    if (is_new && writer_ == nullptr) {
        if (!prepared.type->key.empty())
            known_.emplace(std::pair(std::string(prepared.type->name), prepared.identity),
                           first_imagined + static_cast<std::int64_t>(known_.size()));
        return RowChange::created;
    }
    for (ChildList& list : prepared.children)
        is_changed |= replace_children(list, prepared.record->id);
    if (is_new) return RowChange::created;
    return is_changed ? RowChange::changed : RowChange::unchanged;
}

/// Where a file says no sources of its own, the record keeps those it has.
void Importer::name_source(RecordType const& type, Record& record, std::string_view stored_sources) const {
    Field const* field = type.find("sources");
    if (added_source_.empty() || field == nullptr) return;
    std::vector<std::string> sources = records::split_list(records::to_text(field->get(record)));
    for (std::string const& kept : records::split_list(stored_sources))
        if (std::ranges::find(sources, kept) == sources.end()) sources.push_back(kept);
    bool const is_named =
        std::ranges::any_of(sources, [&](std::string const& s) { return before(s, '@') == added_source_; });
    if (!is_named) sources.push_back(added_source_);
    std::string list;
    for (std::string const& source : sources)
        list += (list.empty() ? "" : ";") + source;
    field->set(record, list);
}

bool Importer::fill(Row const& row, Record& record, std::string& identity) {
    bool says_something = !only_adds_;
    identity.clear();
    for (Field const& field : row.type.fields) {
        std::string_view const column = records::public_name(field);
        std::string const text(row.cell(column)); // empty when the file has no such column
        if (is_part_of_identity(field)) identity += text + '|';
        if (!row.file.has(column)) continue;
        if (only_adds_ && record.id != 0) {
            if (text.empty() || !records::to_text(field.get(record)).empty()) continue;
            says_something = true;
        }
        if (field.kind == Kind::reference) {
            if (text.empty()) {
                if (field.is_required) row.refuse(column, text, fmt::format("{} is missing", column));
                field.set(record, nullptr);
                continue;
            }
            auto const id = find(field.target, text);
            if (!id)
                row.refuse(
                    column, text,
                    fmt::format("the {} “{}” is not known; add it first, or mend it", field.target, text));
            field.set(record, *id);
        } else if (auto const error = records::parse(field, text, record)) {
            row.refuse(column, text, fmt::format("{} {}", error->field, error->message));
        }
        if (field.kind == Kind::list && !field.target.empty()) check_list(row, field, record);
    }
    return says_something;
}

void Importer::check_list(Row const& row, Field const& field, Record const& record) {
    for (std::string const& entry : records::split_list(records::to_text(field.get(record))))
        if (!find(field.target, std::string(before(entry, '@'))))
            row.refuse(field.name, entry,
                       fmt::format("the {} “{}” in {} is not known; add it first, or mend it", field.target,
                                   entry, field.name));
}

bool Importer::save(RecordType const& type, Record& record) {
    if (writer_ == nullptr)
        return record.id == 0 || differs(type, *records::load(tx_, type, record.id), record);
    if (record.id != 0) return records::update(*writer_, type, record, changed_comment_);
    records::create(*writer_, type, record, created_comment_);
    return true;
}

std::vector<Importer::ChildList> Importer::read_children(Row const& row, Record const& record) {
    auto const actor = [&](std::string_view column, std::string_view slug) {
        auto const id = find("actor", std::string(slug));
        if (!id)
            row.refuse(column, slug,
                       fmt::format("the actor “{}” is not known; add it first, or mend its slug", slug));
        return *id;
    };
    // A child is identified as it would be in a file of its own.
    std::string const parent =
        row.type.key.empty() ? std::string() : records::to_text(row.type.find(row.type.key)->get(record));
    std::vector<ChildList> lists;
    if (row.file.has("parties")) {
        ChildList parties{&records::type_of<PartnershipParty>(), "partnership_id", {}};
        for (std::string const& slug : records::split_list(row.cell("parties"))) {
            auto party = std::make_unique<PartnershipParty>();
            party->actor_id = actor("parties", slug);
            party->position = static_cast<std::int64_t>(parties.children.size()) + 1;
            parties.children.emplace(fmt::format("{}|{}|", parent, slug), std::move(party));
        }
        if (parties.children.size() < 2)
            row.refuse("parties", row.cell("parties"),
                       "a partnership has two parties or more; write their slugs with ; between them");
        lists.push_back(std::move(parties));
    }
    if (row.file.has("participants")) {
        ChildList participants{&records::type_of<ActivityParticipant>(), "activity_id", {}};
        for (std::string const& entry : records::split_list(row.cell("participants"))) {
            auto participant = std::make_unique<ActivityParticipant>();
            participant->actor_id = actor("participants", before(entry, '='));
            participant->role = after(entry, '=');
            participant->position = static_cast<std::int64_t>(participants.children.size()) + 1;
            participants.children.emplace(
                fmt::format("{}|{}|{}|", parent, before(entry, '='), after(entry, '=')),
                std::move(participant));
        }
        lists.push_back(std::move(participants));
    }
    if (row.file.has("identifiers")) {
        ChildList identifiers{&records::type_of<Identifier>(), "actor_id", {}};
        for (std::string const& entry : records::split_list(row.cell("identifiers"))) {
            if (after(entry, ':').empty())
                row.refuse("identifiers", entry,
                           fmt::format("the identifier “{}” must be written as scheme:value", entry));
            auto identifier = std::make_unique<Identifier>();
            identifier->scheme = before(entry, ':');
            identifier->value = after(entry, ':');
            identifiers.children.emplace(
                fmt::format("{}|{}|{}|", parent, before(entry, ':'), after(entry, ':')),
                std::move(identifier));
        }
        lists.push_back(std::move(identifiers));
    }
    return lists;
}

bool Importer::replace_children(ChildList& list, std::int64_t parent_id) {
    RecordType const& type = *list.type;
    bool is_changed = false;
    std::map<std::string, std::int64_t> known; // uuid → id
    tx_.each<std::string, std::int64_t>(
        fmt::format("SELECT uuid, id FROM {} WHERE {} = :parent", type.table, list.parent_column),
        [&](std::string uuid, std::int64_t id) { known.emplace(std::move(uuid), id); }, parent_id);
    for (auto& [identity, child] : list.children) {
        type.find(list.parent_column)->set(*child, parent_id);
        child->uuid = uuid_v5(fmt::format("{}:{}", type.name, identity));
        auto const found = known.find(child->uuid);
        if (found != known.end()) {
            // The stored one with what the file says now: another position, or no longer hidden.
            auto const before = records::load(tx_, type, found->second);
            child->id = before->id;
            child->version = before->version;
            child->audience = before->audience;
            is_changed |= before->is_hidden;
            known.erase(found);
        }
        is_changed |= save(type, *child);
    }
    for (auto const& [uuid, id] : known) { // no longer in the file
        auto const removed = records::load(tx_, type, id);
        if (removed->is_hidden) continue;
        if (writer_ != nullptr) records::hide(*writer_, type, *removed, removed_comment_);
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
