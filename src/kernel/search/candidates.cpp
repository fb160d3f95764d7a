#include "kernel/search/candidates.hpp"

#include <algorithm>
#include <tuple>

namespace legation::search {

namespace {

/// An entry of another name must be a hundred times as large to stand first.
constexpr float other_name_cost = 2;

bool lies_in(std::span<std::uint32_t const> areas_of_entry, AreaIds const& ids) {
    return std::any_of(areas_of_entry.begin(), areas_of_entry.end(),
                       [&](std::uint32_t area) { return std::binary_search(ids.begin(), ids.end(), area); });
}

} // namespace

bool Candidates::admits(NameIndex::StoredEntry const& entry) const {
    if ((query_.kinds >> (entry.kind & 63U) & 1U) == 0) return false;
    return !query_.hidden || !query_.hidden(entry.id);
}

std::size_t Candidates::add_named(std::size_t index, NameIndex::NameNumber name, float rank, int edits,
                                  std::vector<AreaIds> const& areas) {
    NameIndex const& in = *indexes_[index];
    std::size_t added = 0;
    for (auto const named : in.entries_named(name)) {
        auto const own_areas = in.areas_of(named.entry);
        bool const is_there = std::all_of(areas.begin(), areas.end(),
                                          [&](AreaIds const& ids) { return lies_in(own_areas, ids); });
        NameIndex::StoredEntry const& entry = in.entry(named.entry);
        if (!is_there || !admits(entry)) continue;
        bool const by_other = named.by_other_name != 0;
        float const score = rank + entry.importance - (by_other ? other_name_cost : 0);
        found_.push_back(
            {static_cast<std::uint32_t>(index), named.entry, {entry.id, score, edits, by_other}});
        ++added;
    }
    return added;
}

bool Candidates::add(std::size_t index, NameIndex::EntryNumber entry_number, float rank) {
    NameIndex::StoredEntry const& entry = indexes_[index]->entry(entry_number);
    if (!admits(entry)) return false;
    found_.push_back(
        {static_cast<std::uint32_t>(index), entry_number, {entry.id, rank + entry.importance, 0, false}});
    return true;
}

Matches Candidates::take() {
    std::sort(found_.begin(), found_.end(), [](Found const& one, Found const& other) {
        return std::tuple(one.index, one.entry, -one.match.score) <
               std::tuple(other.index, other.entry, -other.match.score);
    });
    auto const same_entry = [](Found const& one, Found const& other) {
        return one.index == other.index && one.entry == other.entry;
    };
    found_.erase(std::unique(found_.begin(), found_.end(), same_entry), found_.end());

    Matches matches;
    matches.more_exist = found_.size() > most_matches;
    matches.total = std::min(found_.size(), most_matches);
    auto const better = [](Found const& one, Found const& other) {
        return std::tuple(-one.match.score, one.match.id) < std::tuple(-other.match.score, other.match.id);
    };
    std::partial_sort(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(matches.total),
                      found_.end(), better);
    std::size_t const first = std::min(query_.offset, matches.total);
    std::size_t const end = first + std::min(query_.limit, matches.total - first);
    for (std::size_t at = first; at < end; ++at)
        matches.best.push_back(found_[at].match);
    return matches;
}

} // namespace legation::search
