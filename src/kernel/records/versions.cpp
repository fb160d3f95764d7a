#include "kernel/records/versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace legation::records {

std::set<std::int64_t> open_versions(store::ReadTransaction& tx, RecordType const& type,
                                     std::int64_t record_id) {
    // Whose a record is, is asked only of a lens that sees what is somebody's own.
    bool const is_own =
        tx.lens().audiences.find(";own:") != std::string::npos &&
        std::ranges::any_of(tx.values<std::int64_t>("SELECT actor_id FROM record_owners WHERE record_table = "
                                                    ":table AND record_id = :id",
                                                    type.table, record_id),
                            [&](std::int64_t owner) { return tx.lens().sees(fmt::format("own:{}", owner)); });
    std::set<std::int64_t> open;
    tx.each<std::int64_t, std::string>(
        fmt::format("SELECT version, audience FROM {}_history WHERE id = :id AND is_hidden = 0", type.table),
        [&](std::int64_t version, std::string const& audience) {
            if (tx.lens().sees(audience) || is_own) open.insert(version);
        },
        record_id);
    return open;
}

void keep_open(std::vector<Revision>& revisions, std::set<std::int64_t> const& open) {
    std::erase_if(revisions, [&](Revision const& revision) { return !open.contains(revision.version); });
    for (Revision& revision : revisions)
        if (!open.contains(revision.version - 1))
            for (FieldChange& change : revision.changes)
                change.before.clear();
}

std::optional<Version> read_version(store::ReadTransaction& tx, RecordType const& type,
                                    std::int64_t record_id, std::int64_t version) {
    auto revision = find_revision(tx, type, record_id, version);
    if (!revision) return std::nullopt;
    std::vector<Revision> revisions{std::move(*revision)};
    keep_open(revisions, open_versions(tx, type, record_id));
    if (revisions.empty()) return std::nullopt;
    auto record = load_version(tx, type, record_id, version);
    if (!record) return std::nullopt;
    return Version{std::move(revisions.front()), std::move(record)};
}

std::vector<FieldChange> difference(RecordType const& type, Record const& before, Record const& after) {
    std::vector<FieldChange> changes;
    for (Field const& field : type.fields) {
        std::string old_text = to_text(field.get(before));
        std::string new_text = to_text(field.get(after));
        if (old_text != new_text)
            changes.push_back({std::string(field.name), std::move(old_text), std::move(new_text)});
    }
    if (before.is_hidden != after.is_hidden)
        changes.push_back({"is_hidden", before.is_hidden ? "1" : "0", after.is_hidden ? "1" : "0"});
    if (before.audience != after.audience) changes.push_back({"audience", before.audience, after.audience});
    return changes;
}

} // namespace legation::records
