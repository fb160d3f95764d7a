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

} // namespace legation::gazetteer
