#include "register/merge/references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace legation::registry {

namespace {

using records::Field;
using records::Kind;
using records::Record;
using records::RecordType;

/// What makes two statements of a noun the same statement.
std::span<std::string_view const> identity_of(RecordType const& type) {
    static std::map<std::string_view, std::vector<std::string_view>> const all{
        {"identifier", {"actor_id", "scheme", "value"}},
        {"partnership_party", {"partnership_id", "actor_id"}},
        {"membership", {"member_id", "network_id", "since"}},
        {"jurisdiction", {"mission_id", "area_id"}},
        {"activity_participant", {"activity_id", "actor_id"}},
    };
    auto const found = all.find(type.name);
    return found == all.end() ? std::span<std::string_view const>() : found->second;
}

std::string key_of(RecordType const& type, Record const& record) {
    return type.key.empty() ? std::string() : records::to_text(type.find(type.key)->get(record));
}

/// `report@p. 3` names `report`.
std::string_view key_in(std::string_view entry) {
    return entry.substr(0, entry.find('@'));
}

bool names_key(std::string const& list, std::string_view key) {
    return std::ranges::any_of(records::split_list(list),
                               [&](std::string const& entry) { return key_in(entry) == key; });
}

std::string with_other_key(std::string const& list, std::string_view from, std::string_view to) {
    std::string result;
    std::set<std::string> seen;
    for (std::string const& entry : records::split_list(list)) {
        std::string changed = entry;
        if (key_in(entry) == from) changed = fmt::format("{}{}", to, entry.substr(from.size()));
        if (!seen.insert(changed).second) continue;
        result += fmt::format("{}{}", result.empty() ? "" : ";", changed);
    }
    return result;
}

std::vector<std::int64_t> ids_that_list(store::ReadTransaction& tx, RecordType const& type,
                                        Field const& field, RecordType const& target_type,
                                        std::string_view key) {
    return tx.values<std::int64_t>("SELECT DISTINCT record_id FROM mentions WHERE target_type = :target AND "
                                   "target_key = :key AND record_type = :type AND field = :field",
                                   target_type.name, key, type.name, field.name);
}

/// How many references of the record lead to that target.
std::ptrdiff_t references_to(RecordType const& type, Record const& record, RecordType const& target_type,
                             std::int64_t target_id) {
    std::string const id = std::to_string(target_id);
    return std::ranges::count_if(type.fields, [&](Field const& field) {
        return field.kind == Kind::reference && field.target == target_type.name &&
               records::to_text(field.get(record)) == id;
    });
}

} // namespace

bool refers_to(RecordType const& type, Record const& record, RecordType const& target_type,
               std::int64_t target_id) {
    return references_to(type, record, target_type, target_id) > 0;
}

std::vector<std::unique_ptr<Record>> referring_records(store::ReadTransaction& tx, RecordType const& type,
                                                       Field const& field, RecordType const& target_type,
                                                       Record const& target) {
    if (field.target != target_type.name) return {};
    std::string const key = key_of(target_type, target);
    std::vector<std::int64_t> ids;
    if (field.kind == Kind::reference)
        ids = tx.values<std::int64_t>(
            fmt::format("SELECT id FROM {} WHERE {} = :target", type.table, field.name), target.id);
    else if (field.kind == Kind::list)
        ids = ids_that_list(tx, type, field, target_type, key);

    std::vector<std::unique_ptr<Record>> found;
    for (std::int64_t const id : ids) {
        auto record = records::load(tx, type, id);
        if (record->is_hidden) continue;
        if (field.kind == Kind::list && !names_key(records::to_text(field.get(*record)), key)) continue;
        found.push_back(std::move(record));
    }
    return found;
}

void point_to(Field const& field, Record& record, RecordType const& target_type, Record const& merged,
              Record const& kept) {
    if (field.kind == Kind::reference)
        field.set(record, store::Value(kept.id));
    else
        field.set(record,
                  store::Value(with_other_key(records::to_text(field.get(record)),
                                              key_of(target_type, merged), key_of(target_type, kept))));
}

bool refers_to_itself(store::ReadTransaction& tx, RecordType const& type, Record const& record,
                      RecordType const& target_type, std::int64_t target_id) {
    if (type.name == target_type.name && record.id == target_id) return true;
    if (references_to(type, record, target_type, target_id) > 1) return true;
    // A partnership of two whose parties both were it.
    if (type.name != "partnership_party" || target_type.name != "actor") return false;
    auto const parties = tx.values<std::int64_t>(
        "SELECT actor_id FROM partnership_parties WHERE is_hidden = 0 AND partnership_id = :partnership",
        std::get<std::int64_t>(type.find("partnership_id")->get(record)));
    return parties.size() == 2 && std::ranges::find(parties, target_id) != parties.end();
}

bool is_said_already(store::ReadTransaction& tx, RecordType const& type, Record const& record) {
    auto const identity = identity_of(type);
    if (identity.empty()) return false;
    Field const& first = *type.find(identity.front());
    auto const ids =
        tx.values<std::int64_t>(fmt::format("SELECT id FROM {} WHERE {} = :first", type.table, first.name),
                                std::get<std::int64_t>(first.get(record)));
    return std::ranges::any_of(ids, [&](std::int64_t id) {
        if (id == record.id) return false;
        auto const other = records::load(tx, type, id);
        // A hidden identifier still holds its place in the unique index.
        if (other->is_hidden && type.name != "identifier") return false;
        return std::ranges::all_of(identity, [&](std::string_view name) {
            Field const& field = *type.find(name);
            return records::to_text(field.get(*other)) == records::to_text(field.get(record));
        });
    });
}

} // namespace legation::registry
