#pragma once

#include "kernel/http/request.hpp"
#include "register/roster.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace legation::registry {

/// What the list of the Register is narrowed to; empty members narrow nothing. The address holds all of it.
struct ActorFilter {
    std::string group; ///< `governments` or `organizations`
    std::string kind;  ///< code of an actor kind
    std::string country;
    std::string state;   ///< slug of a gazetteer state or subdivision
    std::string theme;   ///< slug
    std::string network; ///< slug of the actor
    bool has_office = false;
    std::string partner;    ///< country of a partnership's other side
    std::string population; ///< `50000-500000`, `-9999`, `1000000-`
    std::string sort = "name";
    std::int64_t page = 1;

    std::optional<std::int64_t> population_from, population_to;
};

/// Reads the filter from an address. Throws Error(bad_request) that names what is not known and what would
/// be.
ActorFilter parse_actor_filter(http::Query const& query, Roster const& roster);

/// The address of the list with that filter, without `page=1` and everything else that is not set; or of
/// another page that is narrowed in the same way.
std::string path_of(ActorFilter const& filter, std::string path = "/register");

/// Tells which entries a filter leaves. Holds on to the filter.
class ActorNarrowing {
  public:
    ActorNarrowing(Roster const& roster, ActorFilter const& filter);

    bool passes(RosterEntry const& entry) const { return failures(entry).first == 0; }

    /// The filters one by one: an entry that fails exactly one of them still counts among that filter's
    /// values.
    enum Part : std::size_t {
        group,
        kind,
        country,
        state,
        theme,
        network,
        office,
        partner,
        population,
        part_count
    };
    /// How many parts an entry fails, and one of them.
    std::pair<int, Part> failures(RosterEntry const& entry) const;

  private:
    ActorFilter const& filter_;
    std::int64_t state_id_ = 0;
    std::int64_t network_id_ = 0;
};

struct FacetValue {
    std::string value;
    std::int64_t count = 0;
};

/// One page of the list, and how many entries each value of each filter would leave.
struct ActorList {
    std::vector<RosterEntry const*> page;
    std::int64_t total = 0;
    std::int64_t pages = 0;
    std::vector<FacetValue> groups, kinds, countries, states, themes, networks, partners, populations;
    std::int64_t with_office = 0;
};

inline constexpr std::int64_t actors_per_page = 50;

ActorList list_actors(Roster const& roster, ActorFilter const& filter);

/// Every entry that the filter leaves, in its order, without pages and counts: for downloads.
std::vector<RosterEntry const*> select_actors(Roster const& roster, ActorFilter const& filter);

/// How much room a list takes where it is kept.
std::size_t cells_of(ActorList const& list);

} // namespace legation::registry
