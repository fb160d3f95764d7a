#include "register/reconcile/reconciler.hpp"

#include "kernel/search/fold.hpp"
#include "register/actor.hpp"
#include "register/reconcile/area_names.hpp"
#include "register/reconcile/evidence.hpp"
#include "register/reconcile/name_readings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace legation::registry {

namespace {

using gazetteer::Atlas;
using gazetteer::PlaceKind;
using search::NameIndex;

constexpr std::size_t most_candidates = 10;
/// A hostile or broken cell must not make the work long.
constexpr std::size_t longest_name = 300;

std::vector<std::string_view> split(std::string_view list, char separator) {
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        std::size_t const end = std::min(list.find(separator), list.size());
        if (end > 0) parts.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return parts;
}

NameIndex index_actors(Roster const& roster) {
    search::NameIndexBuilder builder;
    std::uint32_t number = 0;
    for (RosterEntry const& actor : roster.entries()) {
        search::Entry entry;
        entry.id = number++;
        entry.name = actor.name;
        entry.other_names = split(actor.other_names, ';');
        if (!actor.short_name.empty()) entry.other_names.push_back(actor.short_name);
        builder.add(entry);
    }
    return std::move(builder).build();
}

/// A kind that only actors have, which no place of the gazetteer can be.
bool is_kind_of_actor_only(std::string_view kind) {
    for (records::Choice const& choice : actor_kinds())
        if (choice.code == kind) return rank_of_kind(kind) == Rank::any && kind != "foreign_subnational";
    return false;
}

/// Whether a name goes on with what says where it is or whose, not with what makes it another name.
bool continues_with_where(std::string_view rest) {
    static constexpr std::array<std::string_view, 24> words{
        "de", "del", "da", "do",   "di",  "des",  "du", "am",  "an",  "im",  "in", "bei",
        "ob", "der", "on", "upon", "sur", "sous", "en", "les", "nad", "pod", "la", "los"};
    std::vector<std::string_view> const found = search::words(rest);
    return found.size() > 1 && std::ranges::find(words, found.front()) != words.end();
}

/// Looks up what bears the names of one mention.
class Collector {
  public:
    Collector(Query const& query, Atlas const& atlas, Roster const& roster, NameIndex const& places,
              NameIndex const& actors)
        : query_(query), atlas_(atlas), roster_(roster), places_(places), actors_(actors) {}

    /// Readings come in the order of their quality. What keeps less of the name is looked up only when
    /// nothing of what keeps more is where it should be: Carson City is not Carson.
    void find_exact(std::vector<Reading> const& readings) {
        double quality = 1;
        for (Reading const& reading : readings) {
            if (reading.quality < quality && has_likely()) return;
            quality = reading.quality;
            find_named(reading, NameMatch::whole);
        }
    }

    /// Rockwell is not Rockwell City; but New York is New York City.
    void find_wider(std::vector<Reading> const& readings) {
        for (Reading const& reading : readings) {
            bool const has_word_more = reading.name.ends_with(" city") || reading.name.ends_with(" town") ||
                                       reading.name.ends_with(" village");
            find_named(reading, has_word_more ? NameMatch::beginning : NameMatch::whole);
        }
    }

    /// `Tula` for `Tula de Allende`, only where something else says where it is.
    void find_beginnings(Reading const& reading) {
        constexpr std::size_t shortest = 4, most = 200;
        if (reading.name.size() < shortest) return;
        auto const [first, end] = places_.names().numbers_beginning_with(reading.name + " ");
        for (auto number = first; number < std::min<std::size_t>(end, first + most); ++number)
            add_entries(places_, number, {reading.name, reading.rank, 0.75}, NameMatch::beginning,
                        continues_with_where(places_.names().text(number).substr(reading.name.size())));
    }

    void find_despite_typos(Reading const& reading) {
        constexpr std::size_t shortest = 5, long_enough_for_two = 9;
        if (reading.name.size() < shortest) return;
        int const limit = reading.name.size() >= long_enough_for_two ? 2 : 1;
        for (search::Lexicon::Near const near : places_.names().near(reading.name, limit))
            add_entries(places_, near.text, {reading.name, reading.rank, 0.9 - 0.1 * near.edits},
                        NameMatch::typo);
        for (search::Lexicon::Near const near : actors_.names().near(reading.name, limit))
            add_entries(actors_, near.text, {reading.name, reading.rank, 0.9 - 0.1 * near.edits},
                        NameMatch::typo);
    }

    bool has_likely() const {
        return std::ranges::any_of(
            found_, [](auto const& found) { return !found.second.evidence.is_contradicted(); });
    }

    std::vector<Considered> found() const {
        std::vector<Considered> all;
        all.reserve(found_.size());
        for (auto const& [key, considered] : found_)
            all.push_back(considered);
        return all;
    }

  private:
    void find_named(Reading const& reading, NameMatch match) {
        for (NameIndex const* index : {&places_, &actors_})
            if (auto const number = index->names().find(reading.name))
                add_entries(*index, *number, reading, match);
    }

    void add_entries(NameIndex const& index, NameIndex::NameNumber number, Reading const& reading,
                     NameMatch match, bool continues = false) {
        for (NameIndex::NamedEntry const named : index.entries_named(number)) {
            std::uint32_t const id = index.entry(named.entry).id;
            NameMatch const how = match == NameMatch::whole && named.by_other_name ? NameMatch::other : match;
            double const quality = reading.quality * (named.by_other_name ? 0.96 : 1);
            if (&index == &places_) {
                // Who wants an organization does not want the city of the same name.
                if (!is_kind_of_actor_only(query_.mention.kind))
                    add_place(id, reading.rank, how, quality, continues);
            } else {
                add_actor(roster_.entries()[id], reading.rank, how, quality);
            }
        }
    }

    void add_place(std::int64_t place_id, Rank rank, NameMatch match, double quality, bool continues) {
        if (place_id == query_.mention.other_than) return;
        Considered considered{place_id, roster_.of_place(place_id),
                              weigh_place(query_, atlas_, place_id, rank)};
        considered.evidence.name_match = match;
        considered.evidence.name_quality = quality;
        constexpr std::int64_t known_everywhere = 100'000;
        considered.evidence.continues_with_where =
            continues || (match == NameMatch::beginning && rank == Rank::settlement &&
                          atlas_.entry(place_id).kind == PlaceKind::place &&
                          considered.evidence.population >= known_everywhere);
        if (considered.actor != nullptr) weigh_networks(considered);
        keep({place_id, 0}, considered);
    }

    void add_actor(RosterEntry const& actor, Rank rank, NameMatch match, double quality) {
        if (actor.governs_place && actor.place_id != 0) {
            if (!is_kind_of_actor_only(query_.mention.kind))
                add_place(actor.place_id, rank, match, quality, false);
            return;
        }
        Considered considered;
        considered.actor = &actor;
        Evidence& evidence = considered.evidence;
        evidence.name_match = match;
        evidence.name_quality = quality;
        evidence.population = 50'000; // a recorded organization is about as well known as such a city
        std::string const& kind = query_.mention.kind;
        if (!kind.empty()) evidence.kind = kind == actor.kind ? Stance::agrees : Stance::contradicts;
        if (!query_.country.empty() && !actor.country.empty())
            evidence.country = actor.country == query_.country ? Stance::agrees : Stance::contradicts;
        // A network's seat says little about what it is.
        if (evidence.country == Stance::contradicts &&
            (actor.kind == "network" || actor.kind == "multilateral"))
            evidence.country = Stance::silent;
        weigh_networks(considered);
        keep({0, actor.id}, considered);
    }

    void weigh_networks(Considered& considered) const {
        for (std::string const& slug : query_.mention.networks)
            if (RosterEntry const* network = roster_.find(slug))
                if (std::ranges::find(considered.actor->networks, network->id) !=
                    considered.actor->networks.end())
                    considered.evidence.network = Stance::agrees;
    }

    void keep(std::pair<std::int64_t, std::int64_t> key, Considered const& considered) {
        auto const [known, is_new] = found_.try_emplace(key, considered);
        if (!is_new && considered.evidence.score() > known->second.evidence.score())
            known->second = considered;
    }

    Query const& query_;
    Atlas const& atlas_;
    Roster const& roster_;
    NameIndex const& places_;
    NameIndex const& actors_;
    std::map<std::pair<std::int64_t, std::int64_t>, Considered> found_; ///< by place or actor
};

Query understand(Mention const& mention, std::vector<std::string> const& qualifiers, AreaNames const& names) {
    Query query{mention, rank_of_kind(mention.kind), names.country(mention.country), false, {}, {}};
    query.names_unknown_country = !mention.country.empty() && query.country.empty();
    auto const say_where = [&](std::string const& written, bool is_of_name) {
        if (written.empty()) return;
        std::vector<std::int64_t> areas = names.areas(written, query.country);
        if (areas.empty()) {
            query.unknown_areas.push_back(written);
        } else {
            query.within.push_back({std::move(areas), is_of_name});
        }
    };
    say_where(mention.state, false);
    say_where(mention.county, false);
    for (std::string const& qualifier : qualifiers)
        say_where(qualifier, true);
    return query;
}

/// `Decatur Illinois` in Illinois is Decatur.
void add_without_area(Query const& query, Atlas const& atlas, std::vector<Reading>& readings) {
    for (Query::Within const& said : query.within) {
        for (std::int64_t const area : said.areas) {
            std::string const name = " " + search::fold(atlas.entry(area).name);
            for (std::size_t at = 0, count = readings.size(); at < count; ++at)
                if (readings[at].name.size() > name.size() && readings[at].name.ends_with(name))
                    readings.push_back({readings[at].name.substr(0, readings[at].name.size() - name.size()),
                                        readings[at].rank, readings[at].quality - 0.05});
        }
    }
    std::ranges::stable_sort(readings, std::greater<>(), &Reading::quality);
}

Candidate show(Considered const& considered, Atlas const& atlas) {
    Candidate candidate;
    candidate.place_id = considered.place_id;
    candidate.score = considered.evidence.score();
    candidate.reasons = considered.evidence.reasons();
    if (considered.actor != nullptr) {
        candidate.actor_id = considered.actor->id;
        candidate.slug = considered.actor->slug;
        candidate.name = considered.actor->name;
    }
    if (considered.place_id != 0) {
        candidate.slug = atlas.entry(considered.place_id).slug;
        candidate.name = atlas.full_name(considered.place_id, false);
    }
    return candidate;
}

} // namespace

std::string_view code_of(Verdict::Decision decision) {
    switch (decision) {
    case Verdict::Decision::certain:
        return "certain";
    case Verdict::Decision::unsure:
        return "unsure";
    case Verdict::Decision::unknown:
        return "unknown";
    }
    return "unknown";
}

Reconciler::Reconciler(std::shared_ptr<Atlas const> atlas, std::shared_ptr<Roster const> roster,
                       std::shared_ptr<NameIndex const> places)
    : atlas_(std::move(atlas)), roster_(std::move(roster)), places_(std::move(places)),
      actors_(index_actors(*roster_)) {}

std::string Reconciler::country(std::string_view written) const {
    return AreaNames(*atlas_, *places_).country(written);
}

Verdict Reconciler::decide(Mention const& mention) const {
    Verdict verdict;
    if (mention.name.size() > longest_name) {
        verdict.reason = "the name is too long to be one";
        return verdict;
    }
    NameReadings names = readings_of(mention.name);
    if (mention.is_plain)
        std::erase_if(names.readings, [](Reading const& reading) { return reading.quality < 1; });
    if (names.readings.empty()) {
        verdict.reason = "there is no name";
        return verdict;
    }
    Query const query = understand(mention, names.qualifiers, AreaNames(*atlas_, *places_));
    add_without_area(query, *atlas_, names.readings);

    Collector collector(query, *atlas_, *roster_, *places_, actors_);
    collector.find_exact(names.readings);
    if (!collector.has_likely()) {
        // Nothing of the name is where it should be: names with a word more, then beginnings, then typos.
        Reading const& shortest = *std::ranges::min_element(
            names.readings, {}, [](Reading const& reading) { return reading.name.size(); });
        for (Reading const& reading : names.readings)
            collector.find_wider(
                wider_readings(reading.name, reading.rank == Rank::any ? query.rank : reading.rank));
        bool const is_located = !query.within.empty() || mention.latitude;
        if (!collector.has_likely() && is_located) collector.find_beginnings(shortest);
        if (!collector.has_likely())
            collector.find_despite_typos(names.readings.size() > 1 ? names.readings[1] : shortest);
    }

    std::vector<Considered> found = collector.found();
    std::ranges::stable_sort(found, std::greater<>(),
                             [](Considered const& one) { return one.evidence.score(); });
    for (std::size_t at = 0; at < std::min(found.size(), most_candidates); ++at)
        verdict.candidates.push_back(show(found[at], *atlas_));
    if (found.empty()) {
        verdict.reason = fmt::format("nothing is called “{}”", mention.name);
        return verdict;
    }
    verdict.decision = Verdict::Decision::unsure;
    verdict.reason = doubt_about(query, found.front(), found.size() == 1);
    if (!verdict.reason.empty()) return verdict;
    for (std::size_t at = 1; at < found.size(); ++at) {
        if (stands_above(found.front(), found[at])) continue;
        verdict.reason = fmt::format("it may also be {}", show(found[at], *atlas_).name);
        return verdict;
    }
    verdict.decision = Verdict::Decision::certain;
    for (std::string const& reason : verdict.candidates.front().reasons)
        verdict.reason += (verdict.reason.empty() ? "" : "; ") + reason;
    return verdict;
}

} // namespace legation::registry
