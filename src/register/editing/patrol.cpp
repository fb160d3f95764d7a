#include "register/editing/patrol.hpp"

namespace legation::registry {

void put_on_patrol(store::WriteTransaction& tx, std::string_view title, std::string_view path) {
    tx.execute("INSERT INTO patrol (revision_id, title, path) VALUES (:revision, :title, :path)",
               records::change_number(tx), title, path);
}

std::vector<PatrolEntry> read_patrol(store::ReadTransaction& tx, std::int64_t page) {
    std::vector<PatrolEntry> entries;
    for (auto& [id, title, path, account] : tx.rows<std::int64_t, std::string, std::string, std::int64_t>(
             "SELECT p.revision_id, p.title, p.path, r.account_id FROM patrol p JOIN revisions r ON r.id = "
             "p.revision_id WHERE p.checked_at IS NULL ORDER BY p.revision_id LIMIT :limit OFFSET :offset",
             patrol_a_page, (page - 1) * patrol_a_page)) {
        if (auto revision = records::find_revision(tx, id))
            entries.push_back({std::move(*revision), std::move(title), std::move(path), account});
    }
    return entries;
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
