#pragma once

#include "gazetteer/place.hpp"
#include "kernel/store/store.hpp"

#include <optional>
#include <string_view>

namespace legation::gazetteer {

std::optional<Place> find_place(store::ReadTransaction& tx, std::string_view slug);

/// The names of the columns of `places` in the order of `Place`'s members.
inline constexpr std::string_view place_columns =
    "id, uuid, source_id, kind, parent_id, slug, name, name_es, other_names, country, subdivision, "
    "iso_3166_1, "
    "iso_3166_1_alpha3, iso_3166_2, geonames_id, geoid, ocd_id, latitude, longitude, population, feature, "
    "type_label";

} // namespace legation::gazetteer
