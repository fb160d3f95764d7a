#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace legation::registry {

/// About what a cell of a table takes, which is how the room of kept values is counted.
inline constexpr std::size_t bytes_a_kept_cell = 250;

/// What pages of one data version were made from, by address: gathering and counting cost more than
/// rendering. Thrown away as a whole with the picture it belongs to, so nothing is ever invalidated. Pages
/// themselves are not kept: each answer is rendered afresh.
///
/// `cells_of(Value const&)` says how much room a value takes.
template <class Value>
class Kept {
  public:
    /// `most_cells` bounds the memory, at about `bytes_a_kept_cell` each; 0 keeps nothing.
    explicit Kept(std::size_t most_cells) : most_cells_(most_cells) {}

    /// The value kept under that key, or what `gather()` gives, kept from now on while there is room. What
    /// `gather` throws is not kept.
    template <class Gather>
    std::shared_ptr<Value const> find(std::string const& key, Gather const& gather) {
        {
            std::scoped_lock const lock(changing_);
            auto const found = values_.find(key);
            if (found != values_.end()) return found->second;
        }
        // Two requests may gather the same value at once; that is cheaper than making one wait for the other.
        auto const value = std::make_shared<Value const>(gather());
        std::size_t const cells = cells_of(*value) + key.size() / bytes_a_kept_cell;
        std::scoped_lock const lock(changing_);
        if (cells_ + cells <= most_cells_ && values_.emplace(key, value).second) cells_ += cells;
        return value;
    }

  private:
    std::size_t most_cells_;
    std::mutex changing_;
    std::size_t cells_ = 0;
    std::unordered_map<std::string, std::shared_ptr<Value const>> values_;
};

} // namespace legation::registry
