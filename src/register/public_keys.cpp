#include "register/public_keys.hpp"

#include "kernel/records/record_store.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

bool is_visible(Roster const& roster, records::Field const& field, std::string_view entry) {
    std::string_view const key = entry.substr(0, entry.find('@')); // a source may say where in it
    if (field.target == "actor") return roster.find(key) != nullptr;
    if (field.target == "theme") return roster.theme(key) != nullptr;
    if (field.target == "source") return roster.source(key) != nullptr;
    return true;
}

std::string visible_entries(Roster const& roster, records::Field const& field, std::string list) {
    if (field.target.empty() || list.empty()) return list;
    auto entries = records::split_list(list);
    auto const hidden = std::ranges::remove_if(
        entries, [&](std::string const& entry) { return !is_visible(roster, field, entry); });
    if (hidden.empty()) return list;
    entries.erase(hidden.begin(), hidden.end());
    return fmt::format("{}", fmt::join(entries, ";"));
}

std::string public_key(store::ReadTransaction& tx, Roster const& roster, records::Field const& field,
                       std::int64_t id) {
    if (field.target == "place")
        return roster.atlas().has(id) ? std::string(roster.atlas().entry(id).slug) : "";
    if (field.target == "actor") {
        RosterEntry const* entry = roster.by_id(id);
        return entry == nullptr ? std::string() : entry->slug;
    }
    records::RecordType const* type = find_noun(field.target);
    if (type == nullptr) return {};
    std::string const sql =
        fmt::format("SELECT {} FROM {} WHERE {} AND id = :id", type->key.empty() ? "uuid" : type->key,
                    type->table, records::visible_condition);
    return tx.value<std::string>(sql, id).value_or("");
}

} // namespace legation::registry
