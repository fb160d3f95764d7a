#pragma once

#include "register/record_view.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace legation::registry {

/// What was gathered from the database for pages of one data version: gathering costs more than rendering,
/// most of all on PostgreSQL. Thrown away as a whole with the picture it belongs to, so nothing is ever
/// invalidated. Pages themselves are not kept: each answer is rendered afresh.
class KeptViews {
  public:
    /// `most_cells` bounds the memory, at about 250 bytes a cell; 0 keeps nothing.
    explicit KeptViews(std::size_t most_cells) : most_cells_(most_cells) {}

    /// The view kept under that key, or what `gather` gives, kept from now on while there is room. What
    /// `gather` throws is not kept.
    std::shared_ptr<RecordView const> find(std::string const& key, std::function<RecordView()> const& gather);

  private:
    std::size_t most_cells_;
    std::mutex changing_;
    std::size_t cells_ = 0;
    std::unordered_map<std::string, std::shared_ptr<RecordView const>> views_;
};

} // namespace legation::registry
