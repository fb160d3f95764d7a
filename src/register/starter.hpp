#pragma once

#include "kernel/store/store.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace legation::registry {

/// Loads the starter Register (`data/*.csv`) in one transaction, unless it was loaded before: later it
/// belongs to the people who keep it, and their decisions are not overruled. Answers how many records were
/// created. Errors name the file, the line and the remedy. `progress` gets the share done, 0 to 1.
std::int64_t load_starter(store::Store& store, std::string const& folder,
                          std::function<void(double)> const& progress);

} // namespace legation::registry
