#pragma once

#include "kernel/id.hpp"

#include <string>
#include <string_view>
#include <vector>

/// A small gazetteer for tests, as text of the file that the build step makes.
namespace legation::gazetteer {

struct SamplePlace {
    std::string source_id, kind, parent, slug, name;
    std::string country = "US", code = {}; ///< the code is ISO 3166-1 of a country, 3166-2 of a subdivision
    std::string population = {}, latitude = {}, longitude = {};
    std::string name_es = {}, other_names = {}, geonames_id = {};
};

inline std::vector<SamplePlace> sample_places() {
    return {
        {"iso:FR", "country", "", "fr", "France", "FR", "FR", "", "46.0", "2.0", "Francia",
         "French Republic|FRA"},
        {"iso:JP", "country", "", "jp", "Japan", "JP", "JP", "", "36.0", "138.0", "Japón", "日本|JPN"},
        {"iso:US", "country", "", "us", "United States", "US", "US", "", "38.0", "-97.0", "Estados Unidos",
         "USA"},
        {"iso:FR-IDF", "subdivision", "iso:FR", "fr-ile-de-france", "Île-de-France", "FR", "FR-IDF"},
        {"iso:JP-23", "subdivision", "iso:JP", "jp-aichi", "Aichi", "JP", "JP-23"},
        {"iso:US-CA", "state", "iso:US", "us-ca", "California", "US", "US-CA"},
        {"iso:US-TX", "state", "iso:US", "us-tx", "Texas", "US", "US-TX"},
        {"fips:06037", "county", "iso:US-CA", "us-ca-los-angeles-county", "Los Angeles County", "US"},
        {"geonames:2988507", "place", "iso:FR-IDF", "fr-paris", "Paris", "FR", "", "2138551", "48.85341",
         "2.3488", "", "Paname", "2988507"},
        {"geonames:4717560", "place", "iso:US-TX", "us-tx-paris", "Paris", "US", "", "24782", "33.66094",
         "-95.55551", "", "", "4717560"},
        {"geonames:4699066", "place", "iso:US-TX", "us-tx-houston", "Houston", "US", "", "2296224",
         "29.76328", "-95.36327", "", "", "4699066"},
        {"geonames:5368361", "place", "fips:06037", "us-ca-los-angeles", "Los Angeles", "US", "", "3971883",
         "34.05223", "-118.24368", "", "LA", "5368361"},
        {"geonames:5381396", "place", "fips:06037", "us-ca-pasadena", "Pasadena", "US", "", "142250",
         "34.14778", "-118.14452", "", "", "5381396"},
        {"geonames:5392900", "place", "fips:06037", "us-ca-santa-monica", "Santa Monica", "US", "", "93220",
         "34.01949", "-118.49138", "", "", "5392900"},
        {"geonames:1856057", "place", "iso:JP-23", "jp-nagoya", "Nagoya", "JP", "", "2191279", "35.18147",
         "136.90641", "", "名古屋", "1856057"},
    };
}

inline constexpr std::string_view places_header =
    "# legation-gazetteer "
    "1\nsource_id\tuuid\tkind\tparent\tslug\tname\tname_es\tother_names\tcountry\tsubdivision\t"
    "iso_3166_1\tiso_3166_1_alpha3\tiso_3166_2\tgeonames_id\tgeoid\tocd_id\tlatitude\tlongitude\tpopulation\t"
    "feature\ttype_label\n";

inline std::string place_line(SamplePlace const& place) {
    bool const is_country = place.kind == "country";
    std::string line;
    for (std::string const& cell : {place.source_id,
                                    uuid_v5(place.source_id),
                                    place.kind,
                                    place.parent,
                                    place.slug,
                                    place.name,
                                    place.name_es,
                                    place.other_names,
                                    place.country,
                                    std::string(),
                                    is_country ? place.code : std::string(),
                                    std::string(),
                                    is_country ? std::string() : place.code,
                                    place.geonames_id,
                                    std::string(),
                                    std::string(),
                                    place.latitude,
                                    place.longitude,
                                    place.population,
                                    std::string(),
                                    std::string()})
        line += (line.empty() ? "" : "\t") + cell;
    return line + "\n";
}

inline std::string places_file(std::vector<SamplePlace> const& places) {
    std::string text(places_header);
    for (SamplePlace const& place : places)
        text += place_line(place);
    return text + "# end " + std::to_string(places.size()) + "\n";
}

} // namespace legation::gazetteer
