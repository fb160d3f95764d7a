#include "register/adapters/found_row.hpp"

#include "register/reconcile/name_readings.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace legation::registry {

namespace {

using Decision = Verdict::Decision;

using gazetteer::PlaceKind;

/// What kind of place was taken for certain.
std::optional<PlaceKind> kind_taken(Reconciler const& reconciler, Verdict const& verdict) {
    if (verdict.decision != Decision::certain || verdict.candidates.front().place_id == 0)
        return std::nullopt;
    return reconciler.atlas().entry(verdict.candidates.front().place_id).kind;
}

bool says_its_rank(std::string const& name) {
    return std::ranges::any_of(readings_of(name).readings,
                               [](Reading const& reading) { return reading.rank > Rank::township; });
}

/// Of two that are tied, a city's partner is a city before it is the province of that name, and never itself.
void decide_pair(Reconciler const& reconciler, FoundRow& row) {
    for (std::size_t const at : {0U, 1U}) {
        Mention& mention = row.names[at].mention;
        Verdict& verdict = row.names[at].verdict;
        Verdict const& partner = row.names[1 - at].verdict;
        auto const partner_kind = kind_taken(reconciler, partner);
        if (!partner_kind || !mention.kind.empty()) continue;
        bool const is_of_city = *partner_kind == PlaceKind::place || *partner_kind == PlaceKind::county;
        bool const is_right = verdict.decision == Decision::certain &&
                              verdict.candidates.front().place_id != partner.candidates.front().place_id &&
                              (!is_of_city || kind_taken(reconciler, verdict) == PlaceKind::place);
        if (is_right || says_its_rank(mention.name)) continue;
        mention.other_than = partner.candidates.front().place_id;
        if (is_of_city) mention.kind = "municipality";
        verdict = reconciler.decide(mention);
    }
}

bool are_tied(FoundRow const& row) {
    return row.names.size() == 2 && row.names.front().column == "parties";
}

void decide(Reconciler const& reconciler, FoundRow& row) {
    if (!row.left_out.empty() || !row.problem.empty()) return;
    for (FoundName& name : row.names)
        name.verdict = reconciler.decide(name.mention);
    if (are_tied(row)) decide_pair(reconciler, row);
    if (row.doubt.empty()) return;
    for (FoundName& name : row.names) {
        if (name.verdict.decision != Decision::certain) continue;
        name.verdict.decision = Decision::unsure;
        name.verdict.reason = row.doubt;
    }
}

} // namespace

bool FoundRow::is_certain() const {
    return left_out.empty() && problem.empty() && !names.empty() &&
           std::ranges::all_of(names, &FoundName::is_certain);
}

std::vector<Adapter> const& adapters() {
    static std::vector<Adapter> const all{
        {"ocd-divisions",
         "Open Civic Data division identifiers",
         "CC0-1.0",
         "https://github.com/opencivicdata/ocd-division-ids",
         {"id", "name"},
         translate_ocd_divisions},
        {"census-places",
         "U.S. Census Gazetteer of places",
         "U.S. Government work",
         "https://www.census.gov/geographies/reference-files/time-series/geo/gazetteer-files.html",
         {"USPS", "GEOID", "NAME"},
         translate_census_places},
        {"gov-domains",
         ".gov domains",
         "CC0-1.0",
         "https://github.com/cisagov/dotgov-data",
         {"Domain name", "Domain type", "Organization name", "City", "State"},
         translate_gov_domains},
        {"sister-cities",
         "List of sister cities",
         "",
         "",
         {"country", "city", "sister"},
         translate_sister_cities},
        {"network-members",
         "List of members of climate networks",
         "",
         "",
         {"name", "entity_type", "country", "initiatives_committed"},
         translate_network_members},
        {"missions",
         "List of diplomatic missions from Wikidata",
         "CC0-1.0",
         "https://www.wikidata.org/",
         {"operator", "operatorQID", "jurisdictions", "jurisdictionQIDs", "country", "countryQID", "city",
          "type", "creation", "website", "latitude", "longitude", "QID"},
         translate_missions},
    };
    return all;
}

Adapter const* find_adapter(std::string_view name) {
    for (Adapter const& adapter : adapters())
        if (adapter.name == name) return &adapter;
    return nullptr;
}

void decide_rows(Reconciler const& reconciler, std::span<FoundRow> rows, unsigned threads) {
    constexpr std::size_t at_once = 64;
    std::atomic<std::size_t> next = 0;
    auto const work = [&] {
        for (std::size_t first = next.fetch_add(at_once); first < rows.size();
             first = next.fetch_add(at_once))
            for (FoundRow& row : rows.subspan(first, std::min(at_once, rows.size() - first)))
                decide(reconciler, row);
    };
    std::vector<std::jthread> workers;
    for (unsigned thread = 1; thread < threads; ++thread)
        workers.emplace_back(work);
    work();
    workers.clear(); // waits for them
}

} // namespace legation::registry
