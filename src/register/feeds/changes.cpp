#include "register/feeds/changes.hpp"

#include "kernel/records/changes.hpp"

#include <fmt/format.h>

#include <array>

namespace legation::registry {

namespace {

using records::RecordType;
using records::Revision;
using store::Bound;

/// What a reader who follows a record wants to hear of as well: type and id of visible records that are tied
/// to it. Each `:id` stands for the record followed.
struct Ties {
    std::string_view type;
    std::size_t bound; ///< how often the id is bound
    std::string_view sql;
};

constexpr std::array ties{
    Ties{"actor", 11,
         "UNION SELECT 'partnership', t.id FROM partnerships t JOIN partnership_parties q ON "
         "q.partnership_id = "
         "t.id WHERE q.actor_id = :a1 AND q.is_hidden = 0 AND t.is_hidden = 0 AND t.audience = 'public' "
         "UNION SELECT 'activity', t.id FROM activities t JOIN activity_participants q ON q.activity_id = "
         "t.id "
         "WHERE q.actor_id = :a2 AND q.is_hidden = 0 AND t.is_hidden = 0 AND t.audience = 'public' "
         "UNION SELECT 'membership', id FROM memberships WHERE member_id = :a3 AND is_hidden = 0 AND "
         "audience = "
         "'public' "
         "UNION SELECT 'membership', id FROM memberships WHERE network_id = :a4 AND is_hidden = 0 AND "
         "audience "
         "= 'public' "
         "UNION SELECT 'presence', id FROM presences WHERE actor_id = :a5 AND is_hidden = 0 AND audience = "
         "'public' "
         "UNION SELECT 'jurisdiction', id FROM jurisdictions WHERE mission_id = :a6 AND is_hidden = 0 AND "
         "audience = 'public' "
         "UNION SELECT 'commitment', id FROM commitments WHERE actor_id = :a7 AND is_hidden = 0 AND audience "
         "= "
         "'public' "
         "UNION SELECT 'person', id FROM people WHERE actor_id = :a8 AND is_hidden = 0 AND audience = "
         "'public' "
         "UNION SELECT 'international_office', id FROM international_offices WHERE actor_id = :a9 AND "
         "is_hidden "
         "= 0 AND audience = 'public' "
         "UNION SELECT 'actor', id FROM actors WHERE parent_id = :a10 AND is_hidden = 0 AND audience = "
         "'public' "
         "UNION SELECT 'practice', t.id FROM practices t JOIN mentions m ON m.record_type = 'practice' AND "
         "m.record_id = t.id AND m.target_type = 'actor' JOIN actors a ON a.slug = m.target_key WHERE a.id = "
         ":a11 AND t.is_hidden = 0 AND t.audience = 'public' "},
    Ties{"convening", 1,
         "UNION SELECT 'edition', id FROM editions WHERE convening_id = :a1 AND is_hidden = 0 AND audience = "
         "'public' "},
    Ties{"activity", 1,
         "UNION SELECT 'outcome', id FROM outcomes WHERE activity_id = :a1 AND is_hidden = 0 AND audience = "
         "'public' "},
};

/// A slug names a record in its address; nouns without one are named by their UUID.
std::string_view name_column(RecordType const& type) {
    return type.find("slug") == nullptr ? "uuid" : "slug";
}

} // namespace

std::vector<ChangedRecord> changed_records(store::ReadTransaction& tx, RecordType const& type,
                                           std::int64_t page, std::string_view condition) {
    std::vector<ChangedRecord> changed;
    tx.each<std::string, std::string, std::string>(
        fmt::format("SELECT {}, uuid, changed_at FROM {} WHERE {} AND {} ORDER BY changed_at DESC, id DESC "
                    "LIMIT :limit OFFSET :offset",
                    name_column(type), type.table, records::visible_condition, condition),
        [&](std::string name, std::string uuid, std::string changed_at) {
            changed.push_back({std::move(name), std::move(uuid), std::move(changed_at)});
        },
        changes_per_page, (page - 1) * changes_per_page);
    return changed;
}

std::int64_t count_visible(store::ReadTransaction& tx, RecordType const& type, std::string_view condition) {
    return tx
        .value<std::int64_t>(fmt::format("SELECT COUNT(*) FROM {} WHERE {} AND {}", type.table,
                                         records::visible_condition, condition))
        .value_or(0);
}

RecordsAround records_around(RecordType const& type, std::int64_t record_id) {
    RecordsAround around{"SELECT CAST(:type AS TEXT) AS record_type, CAST(:id AS BIGINT) AS record_id ",
                         {Bound(type.name), Bound(record_id)}};
    for (Ties const& known : ties)
        if (known.type == type.name) {
            around.sql += known.sql;
            around.bound.insert(around.bound.end(), known.bound, Bound(record_id));
        }
    return around;
}

std::vector<Revision> changes_around(store::ReadTransaction& tx, RecordType const& type,
                                     std::int64_t record_id, std::int64_t page) {
    RecordsAround around = records_around(type, record_id);
    std::string const sql = fmt::format(
        "SELECT r.id, r.record_type, r.record_id, r.version, r.author, r.comment, r.changed_at, r.changes "
        "FROM ({}) x JOIN revisions r ON r.record_type = x.record_type AND r.record_id = x.record_id ORDER "
        "BY r.id DESC "
        "LIMIT :limit OFFSET :offset",
        around.sql);
    around.bound.emplace_back(changes_per_page);
    around.bound.emplace_back((page - 1) * changes_per_page);
    return records::read_revisions(tx, sql, around.bound);
}

std::optional<ChangedRecord> visible_record(store::ReadTransaction& tx, RecordType const& type,
                                            std::int64_t record_id) {
    auto const found = tx.row<std::string, std::string, std::string>(
        fmt::format("SELECT {}, uuid, changed_at FROM {} WHERE id = :id AND {}", name_column(type),
                    type.table, records::visible_condition),
        record_id);
    if (!found) return std::nullopt;
    auto const& [name, uuid, changed_at] = *found;
    return ChangedRecord{name, uuid, changed_at};
}

} // namespace legation::registry
