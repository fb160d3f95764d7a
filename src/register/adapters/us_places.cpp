// Files about places of the United States: OCD divisions, the Census Gazetteer, .gov domains.

#include "kernel/search/fold.hpp"
#include "register/adapters/found_row.hpp"
#include "register/reconcile/evidence_numbers.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace legation::registry {

namespace {

using records::CsvFile;
using records::CsvRow;

/// The parts of `ocd-division/country:us/state:pa/county:westmoreland/place:unity`.
struct Division {
    std::string type, state, county;
};

Division division_of(std::string_view id) {
    Division division;
    while (!id.empty()) {
        std::size_t const end = std::min(id.find('/'), id.size());
        std::string_view const part = id.substr(0, end);
        std::size_t const colon = part.find(':');
        if (colon != std::string_view::npos) {
            division.type = part.substr(0, colon);
            std::string value(part.substr(colon + 1));
            std::ranges::replace(value, '_', ' ');
            if (division.type == "state" || division.type == "territory" || division.type == "district") {
                std::ranges::transform(value, value.begin(), [](char c) {
                    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
                });
                division.state = "US-" + value;
            } else if (division.type != "place" && division.type != "country") {
                division.county = value;
            }
        }
        id.remove_prefix(std::min(end + 1, id.size()));
    }
    return division;
}

bool ends_with_word(std::string_view name, std::string_view word) {
    return name.size() > word.size() && name.ends_with(word) && name[name.size() - word.size() - 1] == ' ';
}

/// In New England a town is the municipality, and covers the land without gaps. Elsewhere the gazetteer's
/// place of a township's name is a settlement in it, or another thing altogether.
bool town_is_municipality(std::string_view state) {
    static constexpr std::array<std::string_view, 6> states{"US-CT", "US-MA", "US-ME",
                                                            "US-NH", "US-RI", "US-VT"};
    return std::ranges::find(states, state) != states.end();
}

std::string without_last_word(std::string_view name) {
    return std::string(name.substr(0, std::min(name.rfind(' '), name.size())));
}

/// The Census writes what a place is in small letters behind its name: `Rockwell city`, which is not Rockwell
/// City.
std::string without_description(std::string_view name) {
    std::string plain(name);
    for (std::string_view const words :
         {" Town city", " city and borough", " charter township", " city", " town", " village", " borough",
          " township", " plantation", " municipality", " CDP"})
        if (name.size() > words.size() && name.ends_with(words)) {
            plain.resize(name.size() - words.size());
            break;
        }
    return plain;
}

/// How many cities, villages and boroughs of a state bear a name.
using Incorporated = std::map<std::pair<std::string, std::string>, int>;

Incorporated count_incorporated(CsvFile const& file) {
    Incorporated incorporated;
    for (CsvRow const& cells : file.rows) {
        std::string_view const name = file.cell(cells, "name");
        for (std::string_view const word : {"city", "village", "borough"})
            if (ends_with_word(name, word))
                ++incorporated[{division_of(file.cell(cells, "id")).state, without_last_word(name)}];
    }
    return incorporated;
}

FoundRecord identifier_of_place(std::string_view scheme, std::string_view code) {
    return {"place_identifier", {{"scheme", std::string(scheme)}, {"code", std::string(code)}}, {0}};
}

std::string_view kind_of_place(std::string_view name, Division const& division,
                               Incorporated const& incorporated) {
    for (std::string_view const word : {"township", "plantation", "grant", "gore", "location", "purchase"})
        if (ends_with_word(name, word)) return "township";
    // Beside villages of their own, towns of New York and Wisconsin are what townships are elsewhere.
    bool const is_town_in_county =
        ends_with_word(name, "town") && (!division.county.empty() || division.state == "US-WI");
    if (is_town_in_county && !town_is_municipality(division.state)) return "township";
    if (ends_with_word(name, "town") && incorporated.contains({division.state, without_last_word(name)}))
        return "township";
    return "municipality";
}

} // namespace

std::vector<FoundRow> translate_ocd_divisions(CsvFile const& file, Reconciler const&) {
    Incorporated const incorporated = count_incorporated(file);
    std::vector<FoundRow> rows;
    rows.reserve(file.rows.size());
    for (CsvRow const& cells : file.rows) {
        std::string const id(file.cell(cells, "id"));
        std::string_view geoid = file.cell(cells, "census_geoid");
        if (std::size_t const dash = geoid.find('-'); dash != std::string_view::npos)
            geoid.remove_prefix(dash + 1);
        Division const division = division_of(id);
        FoundRow row;
        row.line = cells.line;
        Mention mention;
        mention.name = file.cell(cells, "name");
        mention.country = "US";
        mention.state = division.state;
        if (division.type == "country") {
            mention.kind = "country";
            mention.state.clear();
        } else if (division.type == "state" || division.type == "territory" || division.type == "district") {
            mention.kind = "state";
        } else if (division.type == "place") {
            mention.kind = kind_of_place(mention.name, division, incorporated);
            mention.county = division.county;
            mention.name = without_description(mention.name);
            mention.is_plain = true;
            auto const same = incorporated.find({division.state, mention.name});
            if (same != incorporated.end() && same->second > 1)
                row.doubt = "several governments of the state have this name";
        } else {
            mention.kind = "county";
        }
        row.names.push_back({"place", std::move(mention)});
        for (auto const& [scheme, code] :
             {std::pair("ocd", std::string_view(id)), std::pair("census-geoid", geoid)})
            if (!code.empty()) row.records.push_back(identifier_of_place(scheme, code));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<FoundRow> translate_census_places(CsvFile const& file, Reconciler const&) {
    std::vector<FoundRow> rows;
    rows.reserve(file.rows.size());
    for (CsvRow const& cells : file.rows) {
        FoundRow row;
        row.line = cells.line;
        Mention mention;
        mention.name = without_description(file.cell(cells, "NAME"));
        mention.is_plain = true;
        mention.kind = "municipality";
        mention.country = "US";
        mention.state = "US-" + std::string(file.cell(cells, "USPS"));
        mention.latitude = latitude_in(file.cell(cells, "INTPTLAT"));
        mention.longitude = longitude_in(file.cell(cells, "INTPTLONG"));
        mention.population = people_in(file.cell(cells, "POP10"));
        row.names.push_back({"place", std::move(mention)});
        row.records.push_back(identifier_of_place("census-geoid", file.cell(cells, "GEOID")));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<FoundRow> translate_gov_domains(CsvFile const& file, Reconciler const&) {
    std::vector<FoundRow> rows;
    rows.reserve(file.rows.size());
    for (CsvRow const& cells : file.rows) {
        std::string_view const type = file.cell(cells, "Domain type");
        FoundRow row;
        row.line = cells.line;
        Mention mention;
        mention.name = file.cell(cells, "Organization name");
        mention.country = "US";
        mention.state = "US-" + std::string(file.cell(cells, "State"));
        std::string const folded = search::fold(mention.name);
        if (type == "City") {
            bool const is_township = folded.find("township") != std::string::npos || folded.ends_with(" twp");
            bool const is_town = (folded.starts_with("town of ") || folded.starts_with("the town of "));
            bool const town_is_township = is_town && (mention.state == "US-NY" || mention.state == "US-WI");
            mention.kind = is_township || town_is_township ? "township" : "municipality";
        } else if (type == "County") {
            mention.kind = "county";
        } else {
            row.left_out = "only domains of cities and counties are brought in";
        }
        // A department's domain is not the government's website.
        if (!file.cell(cells, "Suborganization name").empty())
            row.left_out = "the domain of a part of the government";
        row.names.push_back({"slug", std::move(mention)});
        row.records.push_back(
            {"actor", {{"website", "https://" + std::string(file.cell(cells, "Domain name"))}}, {0}});
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace legation::registry
