#include "register/reconcile/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace legation::registry {

namespace {

using gazetteer::Atlas;
using gazetteer::PlaceKind;

/// Sources give the middle of a town or its town hall; a big city's differ by more.
constexpr double near_kilometers = 10, same_kilometers = 30, far_kilometers = 75;
/// Populations of the same place, years apart and within other limits.
constexpr double same_population = 2, other_population = 5, absurd_population = 30;

double times(double one, double other) {
    return std::max(one, other) / std::max(1.0, std::min(one, other));
}

Stance stance_on_kind(Query const& query, Atlas::Entry const& place, Rank reading) {
    // What the name itself says ("County") counts before the kind of the whole file.
    // But a town of a file of townships is one, and only what is called so is taken for it.
    if (query.rank == Rank::township) {
        bool const is_called_so = place.name.ends_with("ownship") || place.name.starts_with("Township");
        if (place.kind != PlaceKind::place) return Stance::contradicts;
        return is_called_so ? Stance::agrees : Stance::silent;
    }
    Rank const rank = reading == Rank::any ? query.rank : reading;
    switch (rank) {
    case Rank::any:
        return Stance::silent;
    case Rank::settlement:
        return place.kind == PlaceKind::place ? Stance::agrees : Stance::contradicts;
    case Rank::township:
        return place.kind == PlaceKind::place ? Stance::silent : Stance::contradicts;
    case Rank::county: {
        // Elsewhere a county is the first level below the country, as in Hungary, Norway or Sweden.
        bool const is_county = place.kind == PlaceKind::county ||
                               (place.kind == PlaceKind::subdivision && place.country != "US");
        return is_county ? Stance::agrees : Stance::contradicts;
    }
    case Rank::state: {
        bool const is_state = place.kind == PlaceKind::subdivision || place.kind == PlaceKind::state ||
                              place.kind == PlaceKind::territory;
        return is_state ? Stance::agrees : Stance::contradicts;
    }
    case Rank::country:
        return place.kind == PlaceKind::country || place.kind == PlaceKind::territory ? Stance::agrees
                                                                                      : Stance::contradicts;
    }
    return Stance::silent;
}

/// All statements where it is must hold. One of an area beside which the gazetteer knows none for the place
/// (a state where only its country is certain) neither speaks for it nor against it.
Stance stance_on_areas(Query const& query, Atlas const& atlas, std::int64_t place_id) {
    Stance result = Stance::silent;
    std::vector<std::int64_t> within = atlas.ancestors(place_id);
    bool const knows_state = atlas.state_of(place_id) != 0;
    bool const knows_county = std::ranges::any_of(
        within, [&](std::int64_t id) { return atlas.entry(id).kind == PlaceKind::county; });
    for (Query::Within const& said : query.within) {
        bool is_within = false, may_be_within = false;
        for (std::int64_t const area : said.areas) {
            is_within |=
                (area == place_id && !said.is_of_name) || std::ranges::find(within, area) != within.end();
            PlaceKind const kind = atlas.entry(area).kind;
            // A level that the gazetteer does not place anything in, such as Italy's provinces.
            may_be_within |= kind == PlaceKind::subdivision && atlas.entry(area).people_within == 0 &&
                             atlas.entry(area).country == atlas.entry(place_id).country && area != place_id;
            bool const is_settlement = atlas.entry(place_id).kind == PlaceKind::place;
            bool const is_known = !is_settlement || (kind == PlaceKind::county ? knows_county : knows_state);
            bool const is_country = kind == PlaceKind::country;
            may_be_within |=
                !is_country && !is_known && atlas.entry(area).country == atlas.entry(place_id).country;
        }
        if (is_within) {
            if (result == Stance::silent) result = Stance::agrees;
        } else if (!may_be_within) {
            return Stance::contradicts;
        }
    }
    return result;
}

} // namespace

Rank rank_of_kind(std::string_view kind) {
    struct KindRank {
        std::string_view code;
        Rank rank;
    };
    static constexpr auto ranks = std::to_array<KindRank>({
        {"municipality", Rank::settlement},
        {"place", Rank::settlement},
        {"city", Rank::settlement},
        {"town", Rank::settlement},
        {"village", Rank::settlement},
        {"township", Rank::township},
        {"county", Rank::county},
        {"state", Rank::state},
        {"territory", Rank::state},
        {"subdivision", Rank::state},
        {"country", Rank::country},
    });
    for (auto const& [code, rank] : ranks)
        if (code == kind) return rank;
    return Rank::any;
}

bool Evidence::is_contradicted() const {
    // A place at the very coordinates is there, whatever the row calls the area.
    bool const is_there = kilometers && *kilometers <= near_kilometers;
    return kind == Stance::contradicts || country == Stance::contradicts ||
           (area == Stance::contradicts && !is_there) || (kilometers && *kilometers > far_kilometers);
}

double Evidence::score() const {
    double score = 60 * name_quality;
    if (name_match == NameMatch::beginning || name_match == NameMatch::typo) score -= 15;
    if (kind == Stance::agrees) score += 5;
    if (kind == Stance::contradicts) score -= 25;
    if (country == Stance::agrees) score += 10;
    if (country == Stance::contradicts) score -= 60;
    if (area == Stance::agrees) score += 15;
    if (area == Stance::contradicts) score -= 35;
    if (network == Stance::agrees) score += 3;
    if (kilometers) {
        if (*kilometers <= near_kilometers) {
            score += 20;
        } else if (*kilometers <= same_kilometers) {
            score += 12;
        } else if (*kilometers > far_kilometers) {
            score -= 40;
        }
    }
    if (population_ratio) {
        if (*population_ratio <= same_population) {
            score += 6;
        } else if (*population_ratio > absurd_population) {
            score -= 8;
        }
    }
    // Among equals the better known comes first; never more than a few points.
    score += std::min(4.0, std::log10(1.0 + static_cast<double>(population)) / 2);
    return std::clamp(score, 0.0, 100.0);
}

std::vector<std::string> Evidence::reasons() const {
    std::vector<std::string> reasons;
    switch (name_match) {
    case NameMatch::whole:
        reasons.emplace_back(name_quality >= 0.999 ? "the name is the same"
                                                   : "the name is the same but for what it is called by");
        break;
    case NameMatch::other:
        reasons.emplace_back("it is another name of it");
        break;
    case NameMatch::beginning:
        reasons.emplace_back("its name begins so");
        break;
    case NameMatch::typo:
        reasons.emplace_back("the name differs by a letter or two");
        break;
    }
    auto const say = [&](Stance stance, std::string_view agrees, std::string_view contradicts) {
        if (stance == Stance::agrees) reasons.emplace_back(agrees);
        if (stance == Stance::contradicts) reasons.emplace_back(contradicts);
    };
    say(kind, "the kind fits", "it is of another kind");
    say(country, "it is in the country named", "it is in another country");
    say(area, "it is in the area named", "it is not in the area named");
    say(network, "it is a member of the same network", "");
    if (kilometers) reasons.push_back(fmt::format("{:.0f} km from the coordinates", *kilometers));
    if (population_ratio && *population_ratio <= same_population)
        reasons.emplace_back("the population is about the same");
    if (population_ratio && *population_ratio > other_population)
        reasons.push_back(fmt::format("the populations differ {:.0f} times", *population_ratio));
    return reasons;
}

Evidence weigh_place(Query const& query, Atlas const& atlas, std::int64_t place_id, Rank rank) {
    Atlas::Entry const& place = atlas.entry(place_id);
    Evidence evidence;
    evidence.population = place.kind == PlaceKind::place ? place.population : place.people_within;
    evidence.kind = stance_on_kind(query, place, rank);
    if (!query.country.empty())
        evidence.country = place.country == query.country || place.code == query.country
                               ? Stance::agrees
                               : Stance::contradicts;
    evidence.area = stance_on_areas(query, atlas, place_id);
    Mention const& mention = query.mention;
    if (mention.latitude && mention.longitude && place.has_coordinates) {
        double const kilometers = gazetteer::kilometers_between(static_cast<float>(*mention.latitude),
                                                                static_cast<float>(*mention.longitude),
                                                                place.latitude, place.longitude);
        // The middle of a state may be far from what stands for it elsewhere.
        if (place.kind == PlaceKind::place || place.kind == PlaceKind::county)
            evidence.kilometers = kilometers;
    }
    if (mention.population && *mention.population > 0 && evidence.population > 0)
        evidence.population_ratio =
            times(static_cast<double>(*mention.population), static_cast<double>(evidence.population));
    return evidence;
}

bool stands_above(Considered const& best, Considered const& rival) {
    Evidence const& one = best.evidence;
    Evidence const& other = rival.evidence;
    if (other.is_contradicted()) return true;
    if (one.kind == Stance::agrees && other.kind != Stance::agrees) return true;
    if (one.area == Stance::agrees && other.area == Stance::silent) return true;
    // Distance decides where it tells them apart.
    if (one.kilometers && other.kilometers) {
        if (*one.kilometers <= same_kilometers && *other.kilometers > *one.kilometers + near_kilometers &&
            *other.kilometers > 3 * *one.kilometers)
            return true;
    }
    if (one.kilometers && !other.kilometers && *one.kilometers <= near_kilometers) return true;
    if (one.population_ratio && other.population_ratio && *one.population_ratio <= same_population &&
        *other.population_ratio > other_population)
        return true;
    bool const is_closer_name =
        (one.name_match == NameMatch::whole && other.name_match != NameMatch::whole) ||
        (one.name_match == NameMatch::other && other.name_match > NameMatch::other);
    // Who writes a name without more means the one that everybody knows: the largest by far.
    double const needed = one.area == Stance::agrees ? 5 : one.country == Stance::agrees ? 6 : 10;
    double const by_name = is_closer_name ? 4 : 1;
    return static_cast<double>(one.population) * by_name >=
           needed * static_cast<double>(std::max<std::int64_t>(other.population, 500));
}

std::string_view doubt_about(Query const& query, Considered const& best, bool is_only_one) {
    Evidence const& evidence = best.evidence;
    if (evidence.kind == Stance::contradicts) return "what bears the name is of another kind";
    if (evidence.country == Stance::contradicts) return "what bears the name is in another country";
    if (evidence.kilometers && *evidence.kilometers > far_kilometers)
        return "what bears the name is far from the coordinates";
    // Nor do the very coordinates outweigh it: of two places of a name the row may have the other's.
    if (evidence.area == Stance::contradicts) return "what bears the name is in another area";
    bool const is_placed_closely = evidence.kilometers && *evidence.kilometers <= same_kilometers;
    if (query.names_unknown_country && !is_placed_closely) return "the country named is not known";
    if (query.rank == Rank::township && best.place_id != 0 && evidence.kind != Stance::agrees)
        return "the gazetteer has a place of that name, which need not be the township";
    if (evidence.name_match == NameMatch::typo) {
        if (!is_placed_closely) return "the name is only similar";
        if (evidence.population_ratio && *evidence.population_ratio > other_population)
            return "the name is only similar, and the population is another";
    }
    if (evidence.name_match == NameMatch::beginning) {
        // León in Guanajuato is León de los Aldama; Union in Alabama is not Union Springs.
        bool const is_said = evidence.continues_with_where && evidence.area == Stance::agrees;
        bool const has_same_people =
            is_placed_closely && evidence.population_ratio && *evidence.population_ratio <= same_population;
        if (!is_said && !has_same_people) return "its name only begins so";
    }
    if (query.unknown_areas.size() > 1) return "it seems to name several places";
    if (!query.unknown_areas.empty() && evidence.area != Stance::agrees && !is_placed_closely)
        return "the area named is not known";
    bool const is_located =
        is_placed_closely || evidence.area == Stance::agrees || evidence.country == Stance::agrees;
    constexpr std::int64_t known_everywhere = 5'000;
    if (!is_located && best.place_id != 0 && evidence.population < known_everywhere &&
        !(is_only_one && evidence.name_match == NameMatch::whole))
        return "a small place, and nothing says where it is";
    if (!is_placed_closely && evidence.population_ratio && *evidence.population_ratio > absurd_population)
        return "the populations differ too much";
    return {};
}

} // namespace legation::registry
