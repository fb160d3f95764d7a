#include "register/exporter.hpp"

#include "kernel/records/csv.hpp"
#include "kernel/records/record_store.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <map>

namespace legation::registry {

using records::Field;
using records::Kind;
using records::Record;
using records::RecordType;

namespace {

/// The keys of the records that a noun refers to, read once: a file may hold thousands of rows.
class Keys {
  public:
    explicit Keys(store::ReadTransaction& tx) : tx_(tx) {}

    std::string of(std::string_view target, std::int64_t id) {
        auto found = by_target_.find(target);
        if (found == by_target_.end()) found = by_target_.emplace(target, read(target)).first;
        auto const key = found->second.find(id);
        return key == found->second.end() ? std::string() : key->second;
    }

  private:
    std::map<std::int64_t, std::string> read(std::string_view target) {
        std::map<std::int64_t, std::string> keys;
        RecordType const* type = find_noun(target);
        std::string const sql = type == nullptr
                                    ? "SELECT id, slug FROM places"
                                    : fmt::format("SELECT id, {} FROM {}", type->key, type->table);
        tx_.each<std::int64_t, std::string>(
            sql, [&](std::int64_t id, std::string key) { keys.emplace(id, std::move(key)); });
        return keys;
    }

    store::ReadTransaction& tx_;
    std::map<std::string, std::map<std::int64_t, std::string>, std::less<>> by_target_;
};

/// The children that stand in a cell of their parent: parties and participants.
struct Child {
    std::string_view parent;
    std::string_view column;
    std::string_view sql; ///< id of the parent, slug of the actor, role
};

constexpr std::array children{
    Child{"partnership", "parties",
          "SELECT p.partnership_id, a.slug, '' FROM partnership_parties p JOIN actors a ON a.id = p.actor_id "
          "WHERE "
          "p.is_hidden = 0 ORDER BY p.partnership_id, p.position"},
    Child{"activity", "participants",
          "SELECT p.activity_id, a.slug, p.role FROM activity_participants p JOIN actors a ON a.id = "
          "p.actor_id WHERE "
          "p.is_hidden = 0 ORDER BY p.activity_id, p.position"},
};

std::map<std::int64_t, std::string> cells_of(store::ReadTransaction& tx, Child const& child) {
    std::map<std::int64_t, std::string> cells;
    tx.each<std::int64_t, std::string, std::string>(
        child.sql, [&](std::int64_t id, std::string slug, std::string role) {
            std::string& cell = cells[id];
            cell += fmt::format("{}{}{}{}", cell.empty() ? "" : ";", slug, role.empty() ? "" : "=", role);
        });
    return cells;
}

} // namespace

void export_csv(store::ReadTransaction& tx, RecordType const& type,
                std::function<void(std::string_view)> const& write) {
    Child const* child = nullptr;
    for (Child const& candidate : children)
        if (candidate.parent == type.name) child = &candidate;
    std::map<std::int64_t, std::string> const child_cells =
        child == nullptr ? std::map<std::int64_t, std::string>() : cells_of(tx, *child);

    std::string line;
    for (Field const& field : type.fields)
        if (field.is_public)
            line += fmt::format("{}{}", line.empty() ? "" : ",", records::public_name(field));
    if (child != nullptr) line += fmt::format(",{}", child->column);
    write(line + "\r\n");

    Keys keys(tx);
    std::vector<std::unique_ptr<Record>> all; // read whole: the keys need the connection between rows
    tx.query(fmt::format("SELECT {} FROM {} WHERE {} ORDER BY id", type.columns, type.table,
                         records::visible_condition),
             {}, type.column_types, [&](store::Row const& row) {
                 all.push_back(type.make());
                 records::read_row(type, row, *all.back());
             });
    for (auto const& record : all) {
        line.clear();
        bool is_first = true;
        for (Field const& field : type.fields) {
            if (!field.is_public) continue;
            if (!is_first) line += ',';
            is_first = false;
            store::Value const value = field.get(*record);
            auto const* id = std::get_if<std::int64_t>(&value);
            bool const is_reference = field.kind == Kind::reference && id != nullptr;
            line += records::csv_cell(is_reference ? keys.of(field.target, *id) : records::to_text(value));
        }
        if (child != nullptr) {
            auto const cell = child_cells.find(record->id);
            line += ',' + (cell == child_cells.end() ? std::string() : records::csv_cell(cell->second));
        }
        write(line + "\r\n");
    }
}

} // namespace legation::registry
