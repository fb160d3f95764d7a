#include "register/feeds/country_changes.hpp"

#include "register/feeds/changes.hpp"

#include <vector>

namespace legation::registry {

namespace {

/// Type, id, country and last change of whatever is in or with a country.
constexpr std::string_view in_countries =
    "SELECT 'actor' AS record_type, id AS record_id, country, changed_at FROM actors "
    "WHERE is_hidden = 0 AND audience = 'public' "
    "UNION ALL SELECT 'presence', id, country, changed_at FROM presences "
    "WHERE is_hidden = 0 AND audience = 'public' "
    "UNION ALL SELECT 'activity', id, country, changed_at FROM activities "
    "WHERE is_hidden = 0 AND audience = 'public' "
    "UNION ALL SELECT 'edition', id, country, changed_at FROM editions "
    "WHERE is_hidden = 0 AND audience = 'public' "
    "UNION ALL SELECT 'partnership', t.id, a.country, t.changed_at FROM partnerships t "
    "JOIN partnership_parties q ON q.partnership_id = t.id JOIN actors a ON a.id = q.actor_id "
    "WHERE q.is_hidden = 0 AND a.is_hidden = 0 AND a.audience = 'public' AND t.is_hidden = 0 "
    "AND t.audience = 'public' "
    "UNION ALL SELECT 'activity', t.id, a.country, t.changed_at FROM activities t "
    "JOIN activity_participants q ON q.activity_id = t.id JOIN actors a ON a.id = q.actor_id "
    "WHERE q.is_hidden = 0 AND a.is_hidden = 0 AND a.audience = 'public' AND t.is_hidden = 0 "
    "AND t.audience = 'public'";

} // namespace

std::vector<ChangedCountry> changed_countries(store::ReadTransaction& tx) {
    std::vector<ChangedCountry> countries;
    tx.each<std::string, std::string>(
        fmt::format("SELECT x.country, MAX(x.changed_at) FROM ({}) x WHERE x.country IS NOT NULL "
                    "GROUP BY x.country ORDER BY MAX(x.changed_at) DESC, x.country",
                    in_countries),
        [&](std::string code, std::string changed_at) {
            countries.push_back({std::move(code), std::move(changed_at)});
        });
    return countries;
}

std::vector<records::Revision> changes_in_country(store::ReadTransaction& tx, std::string_view code,
                                                  std::int64_t page) {
    std::string const sql = fmt::format(
        "SELECT r.id, r.record_type, r.record_id, r.version, r.author, r.comment, r.changed_at, r.changes "
        "FROM (SELECT DISTINCT y.record_type, y.record_id FROM ({}) y WHERE y.country = :code) x "
        "JOIN revisions r ON r.record_type = x.record_type AND r.record_id = x.record_id "
        "ORDER BY r.id DESC LIMIT :limit OFFSET :offset",
        in_countries);
    std::vector<store::Bound> const bound{store::Bound(code), store::Bound(changes_per_page),
                                          store::Bound((page - 1) * changes_per_page)};
    return records::read_revisions(tx, sql, bound);
}

} // namespace legation::registry
