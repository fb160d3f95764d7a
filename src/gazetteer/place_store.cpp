#include "gazetteer/place_store.hpp"

#include <fmt/format.h>

namespace legation::gazetteer {

std::optional<Place> find_place(store::ReadTransaction& tx, std::string_view slug) {
    static std::string const sql = fmt::format("SELECT {} FROM places WHERE slug = :slug", place_columns);
    using Text = std::string;
    using Integer = std::int64_t;
    std::optional<Place> found;
    tx.each<Integer, Text, Text, Text, std::optional<Integer>, Text, Text, Text, Text, Text, Text, Text, Text,
            Text, std::optional<Integer>, Text, Text, std::optional<double>, std::optional<double>,
            std::optional<Integer>, Text, Text>(
        sql, [&](auto&&... columns) { found = Place{std::move(columns)...}; }, slug);
    return found;
}

bool add_identifiers(store::WriteTransaction& tx, std::int64_t place_id, std::string_view geoid,
                     std::string_view ocd_id) {
    auto const known =
        tx.row<std::string, std::string>("SELECT geoid, ocd_id FROM places WHERE id = :id", place_id);
    if (!known) return false;
    auto const& [known_geoid, known_ocd_id] = *known;
    bool const adds_geoid = known_geoid.empty() && !geoid.empty();
    bool const adds_ocd_id = known_ocd_id.empty() && !ocd_id.empty();
    if (adds_geoid) tx.execute("UPDATE places SET geoid = :geoid WHERE id = :id", geoid, place_id);
    if (adds_ocd_id) tx.execute("UPDATE places SET ocd_id = :ocd_id WHERE id = :id", ocd_id, place_id);
    return adds_geoid || adds_ocd_id;
}

} // namespace legation::gazetteer
