#include "register/reconcile/area_names.hpp"

#include "kernel/search/fold.hpp"
#include "register/reconcile/name_readings.hpp"

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using gazetteer::Atlas;
using gazetteer::PlaceKind;

struct Alias {
    std::string_view name, code;
};
/// What neither ISO nor the gazetteer calls them.
constexpr auto country_aliases = std::to_array<Alias>({
    {"america", "US"},
    {"u s", "US"},
    {"us", "US"},
    {"usa", "US"},
    {"united states of america", "US"},
    {"uk", "GB"},
    {"u k", "GB"},
    {"great britain", "GB"},
    {"britain", "GB"},
    {"england", "GB"},
    {"scotland", "GB"},
    {"wales", "GB"},
    {"northern ireland", "GB"},
    {"united kingdom", "GB"},
    {"republic of ireland", "IE"},
    {"holland", "NL"},
    {"the netherlands", "NL"},
    {"czech republic", "CZ"},
    {"czechia", "CZ"},
    {"slovak republic", "SK"},
    {"macedonia", "MK"},
    {"north macedonia", "MK"},
    {"republic of macedonia", "MK"},
    {"bosnia", "BA"},
    {"moldova", "MD"},
    {"russia", "RU"},
    {"turkey", "TR"},
    {"turkiye", "TR"},
    {"syria", "SY"},
    {"iran", "IR"},
    {"palestine", "PS"},
    {"palestinian territories", "PS"},
    {"state of palestine", "PS"},
    {"gaza strip", "PS"},
    {"west bank", "PS"},
    {"vatican", "VA"},
    {"vatican city", "VA"},
    {"china", "CN"},
    {"prc", "CN"},
    {"peoples republic of china", "CN"},
    {"taiwan", "TW"},
    {"republic of china", "TW"},
    {"south korea", "KR"},
    {"korea", "KR"},
    {"republic of korea", "KR"},
    {"north korea", "KP"},
    {"vietnam", "VN"},
    {"viet nam", "VN"},
    {"laos", "LA"},
    {"burma", "MM"},
    {"myanmar", "MM"},
    {"brunei", "BN"},
    {"east timor", "TL"},
    {"micronesia", "FM"},
    {"ivory coast", "CI"},
    {"cote divoire", "CI"},
    {"cape verde", "CV"},
    {"swaziland", "SZ"},
    {"tanzania", "TZ"},
    {"gambia", "GM"},
    {"the gambia", "GM"},
    {"drc", "CD"},
    {"dr congo", "CD"},
    {"democratic republic of the congo", "CD"},
    {"democratic republic of congo", "CD"},
    {"congo kinshasa", "CD"},
    {"congo", "CG"},
    {"republic of the congo", "CG"},
    {"congo brazzaville", "CG"},
    {"bolivia", "BO"},
    {"venezuela", "VE"},
    {"bahamas", "BS"},
    {"the bahamas", "BS"},
    {"kosovo", "XK"},
});

std::string folded(std::string_view text) {
    return search::spell_out(search::fold(text));
}

bool is_area(Atlas::Entry const& place) {
    return place.kind != PlaceKind::place;
}

} // namespace

std::string AreaNames::country(std::string_view written) const {
    if (written.empty()) return {};
    std::string const name = folded(written);
    if (name.size() == 2) {
        std::string code = name;
        for (char& letter : code)
            letter = static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
        if (atlas_.country(code)) return code;
    }
    for (auto const& [alias, code] : country_aliases)
        if (name == alias) return std::string(code);
    auto const number = places_.names().find(name);
    if (!number) return {};
    for (search::NameIndex::NamedEntry const named : places_.entries_named(*number)) {
        Atlas::Entry const& place = atlas_.entry(places_.entry(named.entry).id);
        if (place.kind == PlaceKind::country) return std::string(place.country);
    }
    return {};
}

void AreaNames::add_named(std::string const& name, std::string_view country,
                          std::vector<std::int64_t>& areas) const {
    auto const number = places_.names().find(name);
    if (!number) return;
    for (search::NameIndex::NamedEntry const named : places_.entries_named(*number)) {
        std::int64_t const id = places_.entry(named.entry).id;
        Atlas::Entry const& place = atlas_.entry(id);
        if (!is_area(place) || (!country.empty() && place.country != country)) continue;
        if (std::ranges::find(areas, id) == areas.end()) areas.push_back(id);
    }
}

std::vector<std::int64_t> AreaNames::areas(std::string_view written, std::string_view country) const {
    std::vector<std::int64_t> areas;
    if (written.empty()) return areas;
    // `US-TX`: the index has the part behind the country.
    bool const is_code = written.size() > 3 && written.size() <= 6 && written[2] == '-';
    if (is_code) {
        if (std::string const of = this->country(written.substr(0, 2)); !of.empty()) {
            add_named(folded(written.substr(3)), of, areas);
            std::erase_if(areas, [&](std::int64_t id) { return atlas_.entry(id).code != written; });
            if (!areas.empty()) return areas;
        }
    }
    std::string const name = folded(written);
    add_named(name, country, areas);
    if (areas.empty())
        for (Reading const& reading : readings_of(written).readings)
            add_named(reading.name, country, areas);
    if (areas.empty()) {
        for (Rank const rank : {Rank::state, Rank::county})
            for (Reading const& reading : wider_readings(name, rank))
                add_named(reading.name, country, areas);
    }
    // A country by an alias, where one may be written.
    if (std::string const code = this->country(written);
        !code.empty() && (country.empty() || code == country))
        if (auto const id = atlas_.country(code); id && std::ranges::find(areas, *id) == areas.end())
            areas.push_back(*id);
    return areas;
}

} // namespace legation::registry
