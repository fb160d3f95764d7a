#pragma once

#include "gazetteer/atlas.hpp"
#include "register/reconcile/name_readings.hpp"
#include "register/reconcile/reconciler.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// Whether a statement of the row speaks for a candidate.
enum class Stance { silent, agrees, contradicts };

enum class NameMatch {
    whole,     ///< the name as written, or without `City of` and the like
    other,     ///< another name of it
    beginning, ///< `Tula` of `Tula de Allende`
    typo,
};

/// A row, understood: names looked up, codes made equal.
struct Query {
    Mention const& mention;
    Rank rank = Rank::any; ///< what kind of government or area it must be
    std::string country;   ///< ISO 3166-1 alpha-2; empty when none is known
    bool names_unknown_country = false;
    /// For each statement where it is, the areas that it may mean.
    struct Within {
        std::vector<std::int64_t> areas;
        bool is_of_name = false; ///< from behind a comma: then it is not the thing itself
    };
    std::vector<Within> within;
    std::vector<std::string> unknown_areas; ///< such statements that name nothing known
};

/// What speaks for and against one candidate.
struct Evidence {
    NameMatch name_match = NameMatch::whole;
    double name_quality = 0;
    Stance kind = Stance::silent, country = Stance::silent, area = Stance::silent, network = Stance::silent;
    std::optional<double> kilometers;       ///< from the row's coordinates
    std::optional<double> population_ratio; ///< 1 or more: how many times the one is the other
    std::int64_t population = 0;
    bool continues_with_where = false; ///< a beginning: the name goes on with `de`, `am`, `upon` …

    bool is_contradicted() const;
    double score() const;
    std::vector<std::string> reasons() const;
};

/// One place or actor under consideration.
struct Considered {
    std::int64_t place_id = 0;
    RosterEntry const* actor = nullptr;
    Evidence evidence;
};

Rank rank_of_kind(std::string_view kind);

/// Weighs a place that bears the name against everything else the row says.
Evidence weigh_place(Query const& query, gazetteer::Atlas const& atlas, std::int64_t place_id, Rank rank);

/// Whether `best` stands so clearly above `rival` that nobody would ask.
bool stands_above(Considered const& best, Considered const& rival);

/// Why the best cannot be taken although no other comes near; empty when it can. `is_only_one`: nothing else
/// bears the name.
std::string_view doubt_about(Query const& query, Considered const& best, bool is_only_one);

} // namespace legation::registry
