#pragma once

#include "kernel/search/name_index.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace legation::search {

struct Query {
    std::string_view text;
    std::size_t limit = 10;
    std::size_t offset = 0;
    bool as_you_type = false; ///< the last word is unfinished, and the well-known may precede the exact
    std::uint64_t kinds = std::numeric_limits<std::uint64_t>::max(); ///< bit n admits kind n
    std::function<bool(std::uint32_t id)> hidden{}; ///< entries that shall not be found, by id; may be empty
};

struct Match {
    std::uint32_t id = 0;
    float score = 0; ///< comparable among all indexes
    int edits = 0;   ///< typos forgiven
    bool by_other_name = false;
};

struct Matches {
    std::vector<Match> best; ///< from `offset`, at most `limit`, the best first
    std::size_t total = 0;   ///< never above `most_matches`
    bool more_exist = false; ///< `total` was cut
};

constexpr std::size_t most_matches = 200;

/// Finds entries by name in several indexes at once. In this order: the whole name, its beginning, all words
/// in any order, one typo, two typos, most words, further text; within each, the well-known first. Words
/// before or after the name may say where: "paris tx", "nagoya, japan". Typos are forgiven from three letters
/// on, two from five on.
Matches search(std::span<NameIndex const* const> indexes, Query const& query);
Matches search(NameIndex const& index, Query const& query);

} // namespace legation::search
