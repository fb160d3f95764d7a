#pragma once

#include "kernel/search/candidates.hpp"

#include <span>
#include <string>

namespace legation::search {

/// Finds entries by the words of their further text, those with all words of the query before those with
/// most.
void find_in_texts(std::span<NameIndex const* const> indexes, std::string const& folded,
                   Candidates& candidates);

} // namespace legation::search
