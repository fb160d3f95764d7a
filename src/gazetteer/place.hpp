#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace legation::gazetteer {

/// A place of the gazetteer: reference data, true whether or not anything is recorded about it.
struct Place {
    std::int64_t id = 0;
    std::string uuid;
    std::string source_id; ///< `iso:JP-23`, `fips:06037`, `geonames:5368361`
    std::string kind;      ///< country, subdivision, state, territory, county, place
    std::optional<std::int64_t> parent_id;
    std::string slug; ///< stored, never computed again
    std::string name;
    std::string name_es;     ///< countries only
    std::string other_names; ///< separated by `|`
    std::string country;     ///< ISO 3166-1 alpha-2
    std::string subdivision; ///< ISO 3166-2, only when certain
    std::string iso_3166_1, iso_3166_1_alpha3, iso_3166_2;
    std::optional<std::int64_t> geonames_id;
    std::string geoid;  ///< U.S. Census
    std::string ocd_id; ///< Open Civic Data division
    std::optional<double> latitude, longitude;
    std::optional<std::int64_t> population;
    std::string feature;    ///< GeoNames feature code
    std::string type_label; ///< what the country calls such a subdivision: Prefecture, Region
};

} // namespace legation::gazetteer
