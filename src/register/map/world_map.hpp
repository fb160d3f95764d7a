#pragma once

#include "register/map/ties.hpp"

#include <span>
#include <string>
#include <vector>

namespace legation::registry {

class Presenter;

/// A map of the world as a page draws it without a script, in the units of equal_earth.hpp.
struct WorldMap {
    struct Shade {
        std::string country; ///< ISO 3166-1 alpha-2
        int level = 0;       ///< 1 to 5
    };
    struct Line {
        TieKind kind{};
        std::string path; ///< as SVG's `d` has it
    };
    struct Spot {
        double x = 0, y = 0, radius = 0;
        std::string count; ///< empty for one alone
    };
    std::vector<Shade> shades;
    std::vector<Line> lines;
    std::vector<Spot> spots;
    std::string summary; ///< what it shows, in words
    std::string path;    ///< of the map to look around on

    bool is_empty() const { return shades.empty() && spots.empty(); }
};

/// How strongly a country is shaded that so much is recorded with, from 1 to 5; 0 for nothing.
int shade_level(std::int64_t count);

/// What a selection has on the map: where it is, what ties it has, and with which countries.
WorldMap world_map(MapSelection const& selection, std::vector<Tie const*> const& ties,
                   Presenter const& presenter);

// The small map of a page, which leads to the large one with the filter that fits.

/// What is recorded with a country: who is there, and what ties they have.
WorldMap map_of_country(store::ReadTransaction& tx, Presenter const& presenter, std::string_view code);
/// Who works on a theme. Their ties may be about anything, and are not shown.
WorldMap map_of_theme(Presenter const& presenter, std::string_view slug);
/// One government or organization, and where its ties lead.
WorldMap map_of_actor(store::ReadTransaction& tx, Presenter const& presenter, RosterEntry const& actor);
/// Several of them together, and where their ties lead. It leads nowhere: for paper.
WorldMap map_of_actors(store::ReadTransaction& tx, Presenter const& presenter,
                       std::span<RosterEntry const* const> actors);

} // namespace legation::registry
