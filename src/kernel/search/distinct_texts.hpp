#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace legation::search {

/// Numbers texts in the order they are first seen, and keeps each once, in one piece of memory.
class DistinctTexts {
  public:
    std::uint32_t add(std::string_view text);
    std::size_t size() const { return starts_.size() - 1; }
    /// Valid until the next `add`.
    std::string_view operator[](std::uint32_t number) const;

  private:
    void grow();
    std::size_t slot_of(std::string_view text) const;

    std::string letters_;
    std::vector<std::uint32_t> starts_{0};
    std::vector<std::uint32_t> slots_; ///< an open-addressed hash table of numbers, size a power of two
};

} // namespace legation::search
