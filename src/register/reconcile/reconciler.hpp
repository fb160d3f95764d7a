#pragma once

#include "gazetteer/atlas.hpp"
#include "kernel/search/name_index.hpp"
#include "register/roster.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace legation::registry {

/// What a row of somebody's list says about one actor or place. Only the name is needed; everything else
/// narrows it down.
struct Mention {
    std::string name;    ///< as written: `City of St. Louis`, `Kanegasaki, Iwate`, `Frankfurt (Oder)`
    std::string kind;    ///< of an actor or a place; empty for any
    std::string country; ///< ISO 3166-1 code or name
    std::string state;   ///< ISO 3166-2 code, its part behind the country, or name
    std::optional<double> latitude, longitude;
    std::optional<std::int64_t> population;
    std::vector<std::string> networks; ///< slugs of networks that it is a member of
    std::string county;
    bool is_plain = false;       ///< nothing like "City of" is in the name: nothing is taken off it
    std::int64_t other_than = 0; ///< a place that it is not: no city is its own partner
};

/// One actor or place that may be meant.
struct Candidate {
    std::int64_t place_id = 0; ///< 0 if none
    std::int64_t actor_id = 0; ///< 0 if not recorded
    std::string slug, name;
    double score = 0; ///< 0 to 100
    std::vector<std::string> reasons;
};

struct Verdict {
    enum class Decision {
        certain, ///< the first candidate is meant
        unsure,  ///< a person must choose
        unknown, ///< nothing of the name is known
    };
    Decision decision = Decision::unknown;
    std::vector<Candidate> candidates; ///< the best first
    std::string reason;                ///< in words, for the person who looks at the row
};

/// `certain`, `unsure`, `unknown`: as JSON and reports name them.
std::string_view code_of(Verdict::Decision decision);

/// Decides which actor or place a row means. It scores everything that bears the name by what else the row
/// says, and takes the best only when nothing speaks against it and no other comes near; it never guesses.
/// Made from one picture of the record and then only read, by any number of threads.
class Reconciler {
  public:
    /// `places` is the index of the gazetteer's names that the search has.
    Reconciler(std::shared_ptr<gazetteer::Atlas const> atlas, std::shared_ptr<Roster const> roster,
               std::shared_ptr<search::NameIndex const> places);

    Verdict decide(Mention const& mention) const;
    /// ISO 3166-1 alpha-2 of a country's name or code; empty when it is not known.
    std::string country(std::string_view written) const;

    gazetteer::Atlas const& atlas() const { return *atlas_; }
    Roster const& roster() const { return *roster_; }

  private:
    std::shared_ptr<gazetteer::Atlas const> atlas_;
    std::shared_ptr<Roster const> roster_;
    std::shared_ptr<search::NameIndex const> places_;
    search::NameIndex actors_; ///< entries are numbered as the roster's
};

} // namespace legation::registry
