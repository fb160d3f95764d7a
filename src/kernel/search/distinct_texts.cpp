#include "kernel/search/distinct_texts.hpp"

#include <algorithm>
#include <functional>
#include <limits>

namespace legation::search {

namespace {

constexpr std::uint32_t empty = std::numeric_limits<std::uint32_t>::max();

} // namespace

std::string_view DistinctTexts::operator[](std::uint32_t number) const {
    return std::string_view(letters_).substr(starts_[number], starts_[number + 1] - starts_[number]);
}

std::uint32_t DistinctTexts::add(std::string_view text) {
    if (slots_.size() < 2 * (size() + 1)) grow();
    std::size_t const slot = slot_of(text);
    if (slots_[slot] == empty) {
        slots_[slot] = static_cast<std::uint32_t>(size());
        letters_ += text;
        starts_.push_back(static_cast<std::uint32_t>(letters_.size()));
    }
    return slots_[slot];
}

std::size_t DistinctTexts::slot_of(std::string_view text) const {
    std::size_t const mask = slots_.size() - 1;
    std::size_t slot = std::hash<std::string_view>{}(text)&mask;
    while (slots_[slot] != empty && (*this)[slots_[slot]] != text)
        slot = (slot + 1) & mask;
    return slot;
}

void DistinctTexts::grow() {
    slots_.assign(std::max<std::size_t>(1024, slots_.size() * 2), empty);
    for (std::uint32_t number = 0; number < size(); ++number)
        slots_[slot_of((*this)[number])] = number;
}

} // namespace legation::search
