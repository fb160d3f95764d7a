#include "kernel/search/text_matcher.hpp"

#include "kernel/search/fold.hpp"
#include "kernel/search/name_matcher.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace legation::search {

namespace {

constexpr std::size_t most_words = 8;
constexpr std::size_t most_entries_per_word = 20000;
constexpr std::size_t shortest_beginning = 3; // shorter words must stand whole

void find_in_text(NameIndex const& index, std::size_t number, std::vector<std::string_view> const& words,
                  Candidates& candidates) {
    std::vector<std::pair<NameIndex::EntryNumber, std::size_t>> occurrences; // entry, which word
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto [first, end] = index.words().numbers_beginning_with(words[at]);
        if (words[at].size() < shortest_beginning) {
            auto const exact = index.words().find(words[at]);
            first = exact.value_or(0);
            end = exact ? first + 1 : 0;
        }
        auto const entries = index.entries_with_text(first, end);
        for (NameIndex::EntryNumber const entry :
             entries.first(std::min(entries.size(), most_entries_per_word))) {
            occurrences.emplace_back(entry, at);
        }
    }
    std::sort(occurrences.begin(), occurrences.end());
    occurrences.erase(std::unique(occurrences.begin(), occurrences.end()), occurrences.end());

    for (std::size_t at = 0; at < occurrences.size();) {
        std::size_t end = at;
        while (end < occurrences.size() && occurrences[end].first == occurrences[at].first)
            ++end;
        std::size_t const found = end - at;
        if (2 * found > words.size()) {
            float const missing = 1 - static_cast<float>(found) / static_cast<float>(words.size());
            candidates.add(number, occurrences[at].first, rank_text - 24 * missing);
        }
        at = end;
    }
}

} // namespace

void find_in_texts(std::span<NameIndex const* const> indexes, std::string const& folded,
                   Candidates& candidates) {
    std::vector<std::string_view> words = search::words(folded);
    words.resize(std::min(words.size(), most_words));
    for (std::size_t number = 0; number < indexes.size(); ++number) {
        if (indexes[number]->has_text()) find_in_text(*indexes[number], number, words, candidates);
    }
}

} // namespace legation::search
