#include "register/export/record_rows.hpp"

#include "kernel/records/record_store.hpp"
#include "register/public_keys.hpp"
#include "register/record_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace legation::registry {

using records::Field;
using records::Kind;
using records::RecordType;
using records::SheetKind;

namespace {

// The order of the columns that every record has; see `name_columns`.
constexpr std::size_t id_column = 0;
constexpr std::size_t uuid_column = 1;
constexpr std::size_t version_column = 2;
constexpr std::size_t changed_at_column = 5;
constexpr std::size_t first_field_column = 6;

bool refers_to(RecordType const& type, std::string_view target) {
    return std::ranges::any_of(type.fields, [&](Field const& field) {
        return field.is_public && field.kind == Kind::reference && field.target == target;
    });
}

/// The children that stand in a cell of their parent.
std::string_view child_column(RecordType const& type) {
    if (type.name == "partnership") return "parties";
    if (type.name == "activity") return "participants";
    return {};
}

SheetKind sheet_kind(Field const& field) {
    if (field.kind == Kind::integer || field.kind == Kind::real) return SheetKind::number;
    return field.kind == Kind::list ? SheetKind::list : SheetKind::text;
}

void append_entry(std::string& list, std::string_view entry) {
    if (!list.empty()) list += ';';
    list += entry;
}

} // namespace

std::vector<RecordColumn> record_columns(RecordType const& type) {
    std::vector<RecordColumn> columns;
    auto const add = [&](std::string_view name, SheetKind kind) {
        columns.push_back({{std::string(name), kind}, nullptr});
    };
    add("id", SheetKind::text);
    add("page", SheetKind::text);
    for (Field const& field : type.fields)
        if (field.is_public)
            columns.push_back({{std::string(records::public_name(field)), sheet_kind(field)}, &field});
    if (!child_column(type).empty()) add(child_column(type), SheetKind::list);
    if (type.name == "actor") {
        add("state", SheetKind::text);
        add("population", SheetKind::number);
    }
    if (refers_to(type, "place")) {
        add("latitude", SheetKind::number);
        add("longitude", SheetKind::number);
    }
    if (type.find("sources") != nullptr) {
        add("sources_license", SheetKind::text);
        add("sources_as_of", SheetKind::text);
    }
    add("version", SheetKind::number);
    add("changed_at", SheetKind::text);
    return columns;
}

std::vector<records::SheetColumn> sheet_columns(RecordType const& type) {
    std::vector<records::SheetColumn> columns;
    for (RecordColumn& column : record_columns(type))
        columns.push_back(std::move(column.sheet));
    return columns;
}

bool has_points(RecordType const& type) {
    return type.name == "partnership" || refers_to(type, "place") || refers_to(type, "actor");
}

std::string record_path(RecordType const& type, std::string_view uuid, std::string_view key) {
    if (type.name == "actor") return fmt::format("/register/{}", key);
    return fmt::format("/register/{}/{}", address_of(type.table), type.key == "slug" ? key : uuid);
}

std::string record_path(RecordType const& type, records::Record const& record) {
    return record_path(type, record.uuid,
                       type.key.empty() ? std::string() : records::to_text(type.find(type.key)->get(record)));
}

/// One reading: what it keeps belongs to its picture.
class RecordRows::Batch {
  public:
    Batch(RecordRows const& rows, store::ReadTransaction& tx, Picture const& picture)
        : rows_(rows), tx_(tx), picture_(picture) {}

    void add(store::Row const& row) {
        Row& made = made_.emplace_back();
        made.id = row.integer(id_column);
        made.sheet.cells.resize(rows_.columns_.size());
        auto cell = made.sheet.cells.begin();
        cell++->assign(row.text(uuid_column));
        auto page = cell++;
        std::string_view sources;
        std::string_view key;
        Places places;
        for (std::size_t i = 0; i < rows_.type_.fields.size(); ++i) {
            Field const& field = rows_.type_.fields[i];
            std::size_t const column = first_field_column + i;
            if (!field.is_public) continue;
            std::string& text = *cell++;
            if (row.is_null(column)) continue;
            if (field.kind == Kind::reference)
                refer(field, row.integer(column), text, places);
            else if (field.column_type == store::ColumnType::integer)
                text = std::to_string(row.integer(column));
            else if (field.column_type == store::ColumnType::real)
                text = fmt::format("{}", row.real(column));
            else
                text = visible_entries(roster(), field, row.text(column));
            if (field.name == "sources") sources = text;
            if (field.name == rows_.type_.key) key = text;
        }
        *page = rows_.public_url_ + record_path(rows_.type_, made.sheet.cells.front(), key);
        if (!child_column(rows_.type_).empty()) ++cell; // filled when all rows are read
        if (rows_.type_.name == "actor") add_roster(made.id, cell);
        add_place(places, made.sheet, cell);
        if (rows_.type_.find("sources") != nullptr) {
            auto const& [license, as_of] = provenance_of(sources);
            *cell++ = license;
            *cell++ = as_of;
        }
        *cell++ = std::to_string(row.integer(version_column));
        *cell++ = row.text(changed_at_column);
    }

    /// What needs the connection for itself, once all rows are read.
    std::vector<Row> finish() {
        for (auto const& [row, column, field, id] : to_look_up_)
            made_[row].sheet.cells[column] = public_key(tx_, roster(), *field, id);
        if (!child_column(rows_.type_).empty())
            for (Row& row : made_)
                add_children(row);
        return std::move(made_);
    }

  private:
    struct Places {
        std::int64_t place = 0, actor = 0;
    };
    struct LookUp {
        std::size_t row, column;
        Field const* field;
        std::int64_t id;
    };
    using Cells = std::vector<std::string>::iterator;

    gazetteer::Atlas const& atlas() const { return *picture_.atlas; }
    Roster const& roster() const { return *picture_.roster; }

    void refer(Field const& field, std::int64_t id, std::string& text, Places& places) {
        if (field.target == "place") {
            if (!atlas().has(id)) return;
            text = atlas().entry(id).slug;
            if (places.place == 0) places.place = id;
        } else if (field.target == "actor") {
            RosterEntry const* entry = roster().by_id(id);
            if (entry == nullptr) return; // hidden, or not public
            text = entry->slug;
            if (places.actor == 0) places.actor = id;
        } else {
            auto const column = static_cast<std::size_t>(&text - made_.back().sheet.cells.data());
            to_look_up_.push_back({made_.size() - 1, column, &field, id});
        }
    }

    void add_roster(std::int64_t actor_id, Cells& cell) {
        RosterEntry const* entry = roster().by_id(actor_id);
        std::string& state = *cell++;
        std::string& population = *cell++;
        if (entry == nullptr) return;
        if (atlas().has(entry->state_id)) state = atlas().entry(entry->state_id).slug;
        if (entry->population > 0) population = std::to_string(entry->population);
    }

    void add_point(std::int64_t place_id, records::SheetRow& row) {
        if (!atlas().has(place_id)) return;
        gazetteer::Atlas::Entry const& place = atlas().entry(place_id);
        if (place.has_coordinates) row.points.push_back({place.latitude, place.longitude});
    }

    void add_actor_point(std::int64_t actor_id, records::SheetRow& row) {
        RosterEntry const* entry = roster().by_id(actor_id);
        if (entry != nullptr) add_point(entry->place_id, row);
    }

    /// Where it takes place, or else where its government or organization is.
    void add_place(Places const& places, records::SheetRow& row, Cells& cell) {
        if (places.place != 0)
            add_point(places.place, row);
        else if (rows_.type_.name != "actor" && places.actor != 0) // a bureau is not where its department is
            add_actor_point(places.actor, row);
        if (!refers_to(rows_.type_, "place")) return;
        std::string& latitude = *cell++;
        std::string& longitude = *cell++;
        if (places.place == 0 || row.points.empty()) return;
        // The atlas keeps floats: five digits after the point are about a meter.
        latitude = fmt::format("{:.5f}", row.points.front().latitude);
        longitude = fmt::format("{:.5f}", row.points.front().longitude);
    }

    void add_children(Row& row) {
        auto const column = std::ranges::find_if(rows_.columns_, [&](RecordColumn const& candidate) {
            return candidate.sheet.name == child_column(rows_.type_);
        });
        std::string& list = row.sheet.cells[static_cast<std::size_t>(column - rows_.columns_.begin())];
        if (rows_.type_.name == "partnership") {
            for (std::int64_t const actor_id : roster().parties(row.id)) {
                RosterEntry const* entry = roster().by_id(actor_id);
                if (entry == nullptr) continue;
                append_entry(list, entry->slug);
                add_point(entry->place_id, row.sheet);
            }
            return;
        }
        tx_.each<std::string, std::string>(
            "SELECT a.slug, p.role FROM activity_participants p JOIN actors a ON a.id = p.actor_id "
            "WHERE p.activity_id = :activity AND p.is_hidden = 0 AND p.audience = 'public' "
            "AND a.is_hidden = 0 AND a.audience = 'public' ORDER BY p.position, p.id",
            [&](std::string const& slug, std::string const& role) {
                append_entry(list, role.empty() ? slug : fmt::format("{}={}", slug, role));
            },
            row.id);
    }

    using Provenance = std::pair<std::string, std::string>;

    /// The licenses of the sources that are cited, and the latest day that their facts describe.
    Provenance const& provenance_of(std::string_view sources) {
        auto const [found, is_new] = provenance_.try_emplace(std::string(sources));
        if (!is_new) return found->second;
        auto& [licenses, as_of] = found->second;
        std::vector<std::string_view> seen;
        for (std::string const& entry : records::split_list(sources)) {
            Source const* source = roster().source(entry.substr(0, entry.find('@')));
            if (source == nullptr) continue;
            as_of = std::max(as_of, source->as_of.empty() ? source->published : source->as_of);
            if (source->license.empty() || std::ranges::find(seen, source->license) != seen.end()) continue;
            seen.push_back(source->license);
            licenses += fmt::format("{}{}", licenses.empty() ? "" : "; ", source->license);
        }
        return found->second;
    }

    RecordRows const& rows_;
    store::ReadTransaction& tx_;
    Picture const& picture_;
    std::vector<Row> made_;
    std::vector<LookUp> to_look_up_;
    std::unordered_map<std::string, Provenance> provenance_;
};

RecordRows::RecordRows(RecordType const& type, std::string public_url)
    : type_(type), public_url_(std::move(public_url)), columns_(record_columns(type)) {}

std::vector<RecordRows::Row> RecordRows::read(store::ReadTransaction& tx, Picture const& picture,
                                              std::string_view condition,
                                              std::span<store::Bound const> bound) const {
    Batch batch(*this, tx, picture);
    tx.query(fmt::format("SELECT {} FROM {} WHERE {} AND {}", type_.columns, type_.table,
                         records::visible_condition, condition),
             bound, type_.column_types, [&](store::Row const& row) { batch.add(row); });
    return batch.finish();
}

} // namespace legation::registry
