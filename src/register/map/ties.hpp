#pragma once

#include "kernel/store/store.hpp"
#include "register/map/great_circle.hpp"
#include "register/map/map_points.hpp"
#include "register/roster.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

class Presenter;

enum class TieKind : std::uint8_t { partnership, presence, membership };
std::string_view code_of(TieKind kind);

/// One side of a tie: an actor, or for an office abroad only where it is.
struct TieEnd {
    RosterEntry const* actor = nullptr;
    std::int64_t place_id = 0; ///< 0 where not even a country is known
    std::string_view country;  ///< ISO 3166-1 alpha-2
};

/// What is recorded between two ends. A partnership of several parties is a tie of its first party with each
/// of the others: lines between all of them would be a tangle that says no more.
struct Tie {
    TieKind kind{};
    TieEnd from, to;
    std::string path;  ///< its page
    std::string title; ///< empty where it has none of its own
};

/// Every tie on record whose actors are visible. Holds on to the roster.
std::vector<Tie> read_ties(store::ReadTransaction& tx, Roster const& roster);

/// Where an end is on the map.
std::optional<Position> position_of(Roster const& roster, TieEnd const& end);

/// The ties that a selection has an end of, in the order of `read_ties`.
std::vector<Tie const*> ties_of(std::vector<Tie> const& ties, Roster const& roster,
                                MapSelection const& selection);

/// What is recorded with each country: ties of the selection that lead there from another one.
std::map<std::string_view, std::int64_t>
ties_with_countries(std::vector<Tie const*> const& ties, Roster const& roster, MapSelection const& selection);

/// The ties as GeoJSON, at most as many as a map can show; `recorded` says how many there are, `cut` whether
/// some are left out only because they are too many (others have no two known ends), and `countries` what is
/// recorded with each country.
std::string ties_geojson(std::vector<Tie const*> const& ties, MapSelection const& selection,
                         Presenter const& presenter);

} // namespace legation::registry
