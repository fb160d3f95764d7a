#pragma once

#include "kernel/search/search.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace legation::search {

/// Sorted ids of areas that bear one name.
using AreaIds = std::vector<std::uint32_t>;

/// Everything found so far for one query; an entry found in several ways keeps its best.
class Candidates {
  public:
    Candidates(std::span<NameIndex const* const> indexes, Query const& query)
        : indexes_(indexes), query_(query) {}

    /// Adds the entries of a name that the query admits and that lie in all `areas`. Returns how many.
    std::size_t add_named(std::size_t index, NameIndex::NameNumber name, float rank, int edits,
                          std::vector<AreaIds> const& areas);
    bool add(std::size_t index, NameIndex::EntryNumber entry, float rank);

    bool empty() const { return found_.empty(); }
    /// How many were found, counting an entry again for each way it was found.
    std::size_t size() const { return found_.size(); }
    Matches take();

  private:
    struct Found {
        std::uint32_t index = 0;
        NameIndex::EntryNumber entry = 0;
        Match match;
    };

    bool admits(NameIndex::StoredEntry const& entry) const;

    std::span<NameIndex const* const> indexes_;
    Query const& query_;
    std::vector<Found> found_;
};

} // namespace legation::search
