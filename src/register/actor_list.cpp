#include "register/actor_list.hpp"

#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "register/actor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace legation::registry {

namespace {

constexpr std::array<std::string_view, 11> parameters{"group",      "kind",    "country", "state",
                                                      "theme",      "network", "office",  "partner",
                                                      "population", "sort",    "page"};
constexpr std::array<std::string_view, 4> sorts{"name", "population", "ties", "changed"};
constexpr std::array<std::string_view, 5> population_ranges{"-9999", "10000-49999", "50000-249999",
                                                            "250000-999999", "1000000-"};

void parse_population(ActorFilter& filter) {
    std::string_view const text = filter.population;
    std::size_t const hyphen = text.find('-');
    std::string_view const from = text.substr(0, hyphen);
    std::string_view const to = hyphen == std::string_view::npos ? "" : text.substr(hyphen + 1);
    filter.population_from = whole_number(from);
    filter.population_to = whole_number(to);
    bool const is_wrong =
        hyphen == std::string_view::npos || (!from.empty() && !filter.population_from) ||
        (!to.empty() && !filter.population_to) || (from.empty() && to.empty()) ||
        (filter.population_from && filter.population_to && *filter.population_from > *filter.population_to);
    if (is_wrong)
        throw Error(ErrorCode::bad_request,
                    "The population must be a range such as 50000-249999, 1000000- or -9999.");
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

void check_values(ActorFilter const& filter, Roster const& roster) {
    gazetteer::Atlas const& atlas = roster.atlas();
    if (!filter.group.empty() && filter.group != "governments" && filter.group != "organizations")
        throw Error(ErrorCode::bad_request, "The group must be governments or organizations.");
    if (!filter.kind.empty() &&
        std::ranges::none_of(actor_kinds(), [&](auto const& kind) { return kind.code == filter.kind; })) {
        std::vector<std::string_view> codes;
        for (auto const& kind : actor_kinds())
            codes.push_back(kind.code);
        throw filled_error(ErrorCode::bad_request, "There is no kind “{kind}”. The kinds are: {known}.",
                           {{"kind", filter.kind}, {"known", fmt::format("{}", fmt::join(codes, ", "))}});
    }
    for (std::string const& country : {filter.country, filter.partner})
        if (!country.empty() && !atlas.country(country))
            throw filled_error(ErrorCode::bad_request,
                               "There is no country “{country}”. Countries are given by their two-letter ISO "
                               "code, such as JP.",
                               {{"country", country}});
    auto const state = atlas.find(filter.state);
    if (!filter.state.empty() && (!state || atlas.state_of(*state) != *state))
        throw filled_error(
            ErrorCode::bad_request,
            "There is no state “{state}”. States are given by their short name, such as us-ca.",
            {{"state", filter.state}});
    if (!filter.theme.empty() && roster.theme(filter.theme) == nullptr)
        throw filled_error(ErrorCode::bad_request, "There is no theme “{theme}”.", {{"theme", filter.theme}});
    if (!filter.network.empty() && roster.find(filter.network) == nullptr)
        throw filled_error(ErrorCode::bad_request, "There is no network “{network}” on record.",
                           {{"network", filter.network}});
    if (std::ranges::find(sorts, filter.sort) == sorts.end())
        throw filled_error(ErrorCode::bad_request, "The list can be sorted by: {known}.",
                           {{"known", fmt::format("{}", fmt::join(sorts, ", "))}});
}

bool is_in_range(RosterEntry const& entry, std::optional<std::int64_t> from, std::optional<std::int64_t> to) {
    if (!from && !to) return true;
    if (entry.population == 0) return false; // not known
    return (!from || entry.population >= *from) && (!to || entry.population <= *to);
}

/// Counts values by pointer-free views into the roster, which outlives the count.
class Counter {
  public:
    void add(std::string_view value) { ++counts_[value]; }

    /// The most frequent first.
    std::vector<FacetValue> take() const {
        std::vector<FacetValue> values;
        values.reserve(counts_.size());
        for (auto const& [value, count] : counts_)
            values.push_back({std::string(value), count});
        std::ranges::stable_sort(values, std::ranges::greater{}, &FacetValue::count);
        return values;
    }

  private:
    std::map<std::string_view, std::int64_t> counts_;
};

void sort_entries(std::vector<RosterEntry const*>& entries, std::string_view by) {
    // The roster is in order of name, so a stable sort leaves equals in that order.
    if (by == "population") {
        std::ranges::stable_sort(entries, std::ranges::greater{}, &RosterEntry::population);
    } else if (by == "ties") {
        std::ranges::stable_sort(entries, std::ranges::greater{},
                                 [](auto const* entry) { return entry->recorded.ties(); });
    } else if (by == "changed") {
        std::ranges::stable_sort(entries,
                                 [](auto const* a, auto const* b) { return a->changed_at > b->changed_at; });
    }
}

} // namespace

ActorNarrowing::ActorNarrowing(Roster const& roster, ActorFilter const& filter) : filter_(filter) {
    if (!filter.state.empty()) state_id_ = *roster.atlas().find(filter.state);
    if (!filter.network.empty()) network_id_ = roster.find(filter.network)->id;
}

std::pair<int, ActorNarrowing::Part> ActorNarrowing::failures(RosterEntry const& entry) const {
    int count = 0;
    Part failed = part_count;
    auto const check = [&](Part part, bool passes) {
        if (passes) return;
        ++count;
        failed = part;
    };
    check(group, filter_.group.empty() || (filter_.group == "governments") == entry.is_government);
    check(kind, filter_.kind.empty() || entry.kind == filter_.kind);
    check(country, filter_.country.empty() || entry.country == filter_.country);
    check(state, state_id_ == 0 || entry.state_id == state_id_);
    check(theme,
          filter_.theme.empty() || std::ranges::find(entry.themes, filter_.theme) != entry.themes.end());
    check(network,
          network_id_ == 0 || std::ranges::find(entry.networks, network_id_) != entry.networks.end());
    check(office, !filter_.has_office || entry.recorded.offices > 0);
    check(partner,
          filter_.partner.empty() || std::ranges::find(entry.partnership_countries, filter_.partner) !=
                                         entry.partnership_countries.end());
    check(population, is_in_range(entry, filter_.population_from, filter_.population_to));
    return {count, failed};
}

ActorFilter parse_actor_filter(http::Query const& query, Roster const& roster) {
    ActorFilter filter;
    for (auto const& [name, value] : query.pairs()) {
        if (http::is_campaign_parameter(name)) continue;
        if (std::ranges::find(parameters, name) == parameters.end())
            throw filled_error(ErrorCode::bad_request,
                               "The list cannot be narrowed by “{name}”. It can be narrowed by: {known}.",
                               {{"name", name}, {"known", fmt::format("{}", fmt::join(parameters, ", "))}});
        if (value.empty()) continue; // a form sends its empty fields too
        if (name == "group") filter.group = value;
        if (name == "kind") filter.kind = value;
        if (name == "country") filter.country = upper(value);
        if (name == "state") filter.state = value;
        if (name == "theme") filter.theme = value;
        if (name == "network") filter.network = value;
        if (name == "partner") filter.partner = upper(value);
        if (name == "population") filter.population = value;
        if (name == "sort") filter.sort = value;
        if (name == "office") {
            if (value != "yes") throw Error(ErrorCode::bad_request, "The filter “office” can only be yes.");
            filter.has_office = true;
        }
        if (name == "page") {
            auto const page = whole_number(value);
            if (!page || *page < 1 || *page > 1'000'000)
                throw Error(ErrorCode::bad_request, "The page must be a whole number from 1.");
            filter.page = *page;
        }
    }
    if (!filter.population.empty()) parse_population(filter);
    check_values(filter, roster);
    return filter;
}

std::string path_of(ActorFilter const& filter, std::string path) {
    auto const add = [&](std::string_view name, std::string_view value) {
        if (value.empty()) return;
        path += fmt::format("{}{}={}", path.find('?') == std::string::npos ? '?' : '&', name,
                            http::percent_encode(value));
    };
    add("group", filter.group);
    add("kind", filter.kind);
    add("country", filter.country);
    add("state", filter.state);
    add("theme", filter.theme);
    add("network", filter.network);
    add("office", filter.has_office ? "yes" : "");
    add("partner", filter.partner);
    add("population", filter.population);
    add("sort", filter.sort == "name" ? "" : filter.sort);
    add("page", filter.page == 1 ? "" : std::to_string(filter.page));
    return path;
}

std::vector<RosterEntry const*> select_actors(Roster const& roster, ActorFilter const& filter) {
    ActorNarrowing const narrowing(roster, filter);
    std::vector<RosterEntry const*> entries;
    for (RosterEntry const& entry : roster.entries())
        if (narrowing.passes(entry)) entries.push_back(&entry);
    sort_entries(entries, filter.sort);
    return entries;
}

ActorList list_actors(Roster const& roster, ActorFilter const& filter) {
    using enum ActorNarrowing::Part;
    ActorNarrowing const narrowing(roster, filter);
    std::vector<RosterEntry const*> entries;
    std::array<Counter, ActorNarrowing::part_count> counters;
    ActorList list;
    for (RosterEntry const& entry : roster.entries()) {
        auto const [count, failed] = narrowing.failures(entry);
        if (count > 1) continue;
        if (count == 0) entries.push_back(&entry);
        auto const counts_for = [&, failures = count, failed_part = failed](ActorNarrowing::Part part) {
            return failures == 0 || failed_part == part;
        };
        if (counts_for(group)) counters[group].add(entry.is_government ? "governments" : "organizations");
        if (counts_for(kind)) counters[kind].add(entry.kind);
        if (counts_for(country) && !entry.country.empty()) counters[country].add(entry.country);
        if (counts_for(state) && entry.state_id != 0 && roster.atlas().has(entry.state_id))
            counters[state].add(roster.atlas().entry(entry.state_id).slug);
        if (counts_for(theme))
            for (std::string const& value : entry.themes)
                counters[theme].add(value);
        if (counts_for(network))
            for (std::int64_t const id : entry.networks)
                if (RosterEntry const* found = roster.by_id(id)) counters[network].add(found->slug);
        if (counts_for(office) && entry.recorded.offices > 0) ++list.with_office;
        if (counts_for(partner))
            for (std::string const& value : entry.partnership_countries)
                counters[partner].add(value);
        if (counts_for(population) && entry.population > 0) {
            for (std::string_view const range : population_ranges) {
                std::size_t const hyphen = range.find('-');
                if (is_in_range(entry, whole_number(range.substr(0, hyphen)),
                                whole_number(range.substr(hyphen + 1))))
                    counters[population].add(range);
            }
        }
    }
    sort_entries(entries, filter.sort);
    list.total = static_cast<std::int64_t>(entries.size());
    list.pages = (list.total + actors_per_page - 1) / actors_per_page;
    auto const first = static_cast<std::size_t>((filter.page - 1) * actors_per_page);
    for (std::size_t i = first; i < entries.size() && i < first + actors_per_page; ++i)
        list.page.push_back(entries[i]);
    list.groups = counters[group].take();
    list.kinds = counters[kind].take();
    list.countries = counters[country].take();
    list.states = counters[state].take();
    list.themes = counters[theme].take();
    list.networks = counters[network].take();
    list.partners = counters[partner].take();
    for (std::string_view const range : population_ranges) // in order of size, not of count
        for (FacetValue const& value : counters[population].take())
            if (value.value == range) list.populations.push_back(value);
    return list;
}

std::size_t cells_of(ActorList const& list) {
    return 1 + list.page.size() + list.groups.size() + list.kinds.size() + list.countries.size() +
           list.states.size() + list.themes.size() + list.networks.size() + list.partners.size() +
           list.populations.size();
}

} // namespace legation::registry
