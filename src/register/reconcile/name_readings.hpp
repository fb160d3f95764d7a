#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// What a word of a name says about what bears it: `City of`, `County`, `Prefecture`.
enum class Rank { any, settlement, township, county, state, country };

/// One way to take a written name.
struct Reading {
    std::string name; ///< folded, as the indexes of names have it
    Rank rank = Rank::any;
    double quality = 1; ///< how much of what was written it keeps
};

/// A written name, taken apart: `City of Paris, TX` may be "paris" within "tx".
struct NameReadings {
    std::vector<Reading> readings;       ///< the most literal first, each name once
    std::vector<std::string> qualifiers; ///< behind commas and in parentheses, folded
};

NameReadings readings_of(std::string_view written);

/// Further readings for a name of which nothing was found: without umlauts spelled out, Japanese and Korean
/// endings, or with the word that the gazetteer has behind it (`New York` is `New York City` there).
std::vector<Reading> wider_readings(std::string_view folded, Rank rank);

} // namespace legation::registry
