#include "register/editing/patrol.hpp"

#include "kernel/records/versions.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

/// A record that is closed by now is closed with its past; one that was closed in between, for that time.
void close_what_is_closed(store::ReadTransaction& tx, PatrolEntry& entry) {
    records::RecordType const* const type = find_noun(entry.revision.record_type);
    if (type == nullptr) return;
    auto const now =
        tx.value<std::int64_t>(fmt::format("SELECT MAX(version) FROM {}_history WHERE id = :id", type->table),
                               entry.revision.record_id);
    auto const open = records::open_versions(tx, *type, entry.revision.record_id);
    std::vector<records::Revision> shown{std::move(entry.revision)};
    entry.revision = {};
    entry.revision.id = shown.front().id;
    entry.revision.at = shown.front().at;
    entry.revision.author = shown.front().author;
    if (now && open.contains(*now)) records::keep_open(shown, open);
    if (!now || !open.contains(*now) || shown.empty()) {
        entry.is_closed = true;
        entry.title.clear();
        entry.path.clear();
        return;
    }
    entry.revision = std::move(shown.front());
}

} // namespace

void put_on_patrol(store::WriteTransaction& tx, std::int64_t before, records::RecordType const& type,
                   std::string_view title, std::string_view path) {
    std::vector<std::int64_t> changes;
    for (auto const& [id, kind, version] : tx.rows<std::int64_t, std::string, std::int64_t>(
             "SELECT id, record_type, version FROM revisions WHERE id > :before AND record_type <> 'source' "
             "ORDER BY id",
             before)) {
        changes.push_back(id);
        if (kind != type.name || version != 1) continue;
        changes = {id};
        break;
    }
    for (std::int64_t const id : changes)
        tx.execute("INSERT INTO patrol (revision_id, title, path) VALUES (:revision, :title, :path)", id,
                   title, path);
}

std::vector<PatrolEntry> read_patrol(store::ReadTransaction& tx, std::int64_t page) {
    std::vector<PatrolEntry> entries;
    for (auto& [id, title, path, account] : tx.rows<std::int64_t, std::string, std::string, std::int64_t>(
             "SELECT p.revision_id, p.title, p.path, r.account_id FROM patrol p JOIN revisions r ON r.id = "
             "p.revision_id WHERE p.checked_at IS NULL ORDER BY p.revision_id LIMIT :limit OFFSET :offset",
             patrol_a_page, (page - 1) * patrol_a_page)) {
        auto revision = records::find_revision(tx, id);
        if (!revision) continue;
        entries.push_back({std::move(*revision), std::move(title), std::move(path), account});
        close_what_is_closed(tx, entries.back());
    }
    return entries;
}

bool is_open_on_patrol(store::ReadTransaction& tx, std::int64_t revision_id) {
    auto const waits = tx.value<std::int64_t>(
        "SELECT COUNT(*) FROM patrol WHERE revision_id = :id AND checked_at IS NULL", revision_id);
    auto revision = records::find_revision(tx, revision_id);
    if (waits.value_or(0) == 0 || !revision) return false;
    PatrolEntry entry;
    entry.revision = std::move(*revision);
    close_what_is_closed(tx, entry);
    return !entry.is_closed;
}

std::int64_t count_patrol(store::ReadTransaction& tx) {
    return tx.value<std::int64_t>("SELECT COUNT(*) FROM patrol WHERE checked_at IS NULL").value_or(0);
}

void check_off(store::WriteTransaction& tx, std::span<std::int64_t const> revision_ids) {
    for (std::int64_t const id : revision_ids)
        tx.execute(
            "UPDATE patrol SET checked_by = :who, checked_at = :now WHERE revision_id = :id AND checked_at "
            "IS NULL",
            tx.author().name, to_text(tx.now()), id);
}

} // namespace legation::registry
