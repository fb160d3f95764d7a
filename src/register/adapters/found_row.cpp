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
void decide_pair(Reconciler const& reconciler, MatchedRow& matched) {
    for (std::size_t const at : {0U, 1U}) {
        Mention& mention = matched.row.mentions[at];
        Verdict& verdict = matched.verdicts[at];
        Verdict const& partner = matched.verdicts[1 - at];
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

void decide(Reconciler const& reconciler, MatchedRow& matched) {
    if (!matched.row.left_out.empty()) return;
    for (Mention const& mention : matched.row.mentions)
        matched.verdicts.push_back(reconciler.decide(mention));
    if (matched.verdicts.size() == 2) decide_pair(reconciler, matched);
    if (matched.row.doubt.empty()) return;
    for (Verdict& verdict : matched.verdicts) {
        if (verdict.decision != Decision::certain) continue;
        verdict.decision = Decision::unsure;
        verdict.reason = matched.row.doubt;
    }
}

} // namespace

std::string_view FoundRow::statement(std::string_view name) const {
    for (auto const& [key, value] : statements)
        if (key == name) return value;
    return {};
}

bool MatchedRow::is_certain() const {
    return !verdicts.empty() && std::ranges::all_of(verdicts, [](Verdict const& verdict) {
        return verdict.decision == Decision::certain;
    });
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
    };
    return all;
}

Adapter const* find_adapter(std::string_view name) {
    for (Adapter const& adapter : adapters())
        if (adapter.name == name) return &adapter;
    return nullptr;
}

std::vector<MatchedRow> match_rows(Reconciler const& reconciler, std::vector<FoundRow> rows,
                                   unsigned threads) {
    std::vector<MatchedRow> matched(rows.size());
    for (std::size_t at = 0; at < rows.size(); ++at)
        matched[at].row = std::move(rows[at]);
    constexpr std::size_t at_once = 256;
    std::atomic<std::size_t> next = 0;
    auto const work = [&] {
        for (std::size_t first = next.fetch_add(at_once); first < matched.size();
             first = next.fetch_add(at_once))
            for (std::size_t at = first; at < std::min(first + at_once, matched.size()); ++at)
                decide(reconciler, matched[at]);
    };
    std::vector<std::jthread> workers;
    for (unsigned thread = 1; thread < threads; ++thread)
        workers.emplace_back(work);
    work();
    workers.clear(); // waits for them
    return matched;
}

} // namespace legation::registry
