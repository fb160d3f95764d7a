#include "register/revisions/word_difference.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace legation::registry {

namespace {

constexpr std::size_t most_compared = 400'000; // pairs of words: a megabyte and a half

/// Words with the spaces that follow them.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        std::size_t const space = std::min(text.find_first_of(" \n\t"), text.size());
        std::size_t const end = std::min(text.find_first_not_of(" \n\t", space), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

/// The last word of a text has no space after it, which makes it no other word.
std::string_view bare(std::string_view word) {
    return word.substr(0, word.find_last_not_of(" \n\t") + 1);
}

bool is_same(std::string_view a, std::string_view b) {
    return bare(a) == bare(b);
}

void append(std::vector<Stretch>& stretches, std::string_view word, bool is_changed) {
    if (stretches.empty() || stretches.back().is_changed != is_changed) stretches.push_back({{}, is_changed});
    stretches.back().text += word;
}

WordDifference as_a_whole(std::string_view before, std::string_view after) {
    WordDifference difference;
    if (!before.empty()) difference.before.push_back({std::string(before), true});
    if (!after.empty()) difference.after.push_back({std::string(after), true});
    return difference;
}

/// For each pair of positions, how many words of the rest of both texts can be paired in order.
class Pairs {
  public:
    Pairs(std::vector<std::string_view> const& before, std::vector<std::string_view> const& after)
        : width_(after.size() + 1), lengths_((before.size() + 1) * width_) {
        for (std::size_t i = before.size(); i-- > 0;)
            for (std::size_t j = after.size(); j-- > 0;)
                lengths_[i * width_ + j] = is_same(before[i], after[j])
                                               ? at(i + 1, j + 1) + 1
                                               : std::max(at(i + 1, j), at(i, j + 1));
    }
    std::uint32_t at(std::size_t i, std::size_t j) const { return lengths_[i * width_ + j]; }

  private:
    std::size_t width_;
    std::vector<std::uint32_t> lengths_;
};

} // namespace

WordDifference word_difference(std::string_view before, std::string_view after) {
    auto const old_words = words_of(before);
    auto const new_words = words_of(after);
    if (old_words.size() * new_words.size() > most_compared) return as_a_whole(before, after);
    Pairs const pairs(old_words, new_words);
    constexpr std::size_t part_in_common = 3; // a third of the shorter text, at least
    std::size_t const shorter = std::min(old_words.size(), new_words.size());
    if (pairs.at(0, 0) * part_in_common < shorter || pairs.at(0, 0) == 0) return as_a_whole(before, after);

    WordDifference difference;
    std::size_t i = 0, j = 0;
    while (i < old_words.size() || j < new_words.size()) {
        bool const has_both = i < old_words.size() && j < new_words.size();
        if (has_both && is_same(old_words[i], new_words[j])) {
            append(difference.before, old_words[i++], false);
            append(difference.after, new_words[j++], false);
        } else if (j == new_words.size() || (has_both && pairs.at(i + 1, j) >= pairs.at(i, j + 1))) {
            append(difference.before, old_words[i++], true);
        } else {
            append(difference.after, new_words[j++], true);
        }
    }
    return difference;
}

} // namespace legation::registry
