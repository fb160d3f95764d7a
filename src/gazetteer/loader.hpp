#pragma once

#include "kernel/store/store.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace legation::gazetteer {

/// One line of the gazetteer file as text, in the order of `place_columns` from `uuid` on, but with the
/// parent's source id where the table has its number.
using PlaceLine = std::vector<std::string>;

/// Reads the file that `tools/gazetteer` builds, line by line. Throws Error(unprocessable) naming file, line
/// and remedy when a line is malformed or the file is cut short. Answers the number of places.
std::int64_t read_places(std::istream& file, std::string const& file_name,
                         std::function<void(std::size_t line, PlaceLine const&)> const& visit);

struct LoadReport {
    bool was_current = false; ///< the same file had been loaded before: nothing to do
    std::int64_t added = 0, updated = 0;
};

/// Loads the file into the database in one transaction, unless that very file is loaded already. A place that
/// is known (by uuid) keeps its id and its slug. `progress` gets the share done, 0 to 1.
LoadReport load_places(store::Store& store, std::string const& path,
                       std::function<void(double)> const& progress);

} // namespace legation::gazetteer
