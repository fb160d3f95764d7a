#pragma once

#include "kernel/search/candidates.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace legation::search {

/// What each way of matching counts, in powers of ten of the weight. Where ways lie 12 apart, no weight makes
/// up for the worse match.
struct Ranks {
    float exact = 0;
    float beginning = 0;
    float beginning_but_one = 0; ///< all but one letter of the name
    float words = 0;
    float one_edit = 0;
    float words_one_edit = 0;
    float two_edits = 0;
    float words_two_edits = 0;

    static Ranks of_search() { return {0, -12, -11, -24, -36, -42, -48, -54}; }
    /// While someone types, the well-known place that may be meant precedes the obscure one that is spelled
    /// out.
    static Ranks as_you_type() { return {0, -2.5F, -2.5F, -5, -36, -42, -48, -54}; }
};

/// Ranks of what is found last, the same in every search.
constexpr float rank_most_words = -60;
constexpr float rank_text = -84;

/// Finds entries of all indexes by their names.
class NameMatcher {
  public:
    NameMatcher(std::span<NameIndex const* const> indexes, Candidates& candidates, Ranks ranks)
        : indexes_(indexes), candidates_(candidates), ranks_(ranks) {}

    /// Whether something bears exactly this name.
    bool knows(std::string const& name) const;

    /// The whole name, its beginning, or all words in any order. True if a whole name or a beginning was
    /// found.
    bool find_as_typed(std::string const& name, std::vector<AreaIds> const& areas, float cost);

    /// Names, beginnings of names, and words of names within `limit` edits.
    void find_despite_typos(std::string const& name, int limit, std::vector<AreaIds> const& areas,
                            float cost);

    /// Names with most of the words, counted by how rare they are.
    void find_most_words(std::string const& name);

  private:
    struct Word {
        std::string_view text;
        int edits_forgiven = 0; ///< only where no name knows the word as it is
        std::size_t names = 0;  ///< in how many names it occurs, in all indexes
        float rarity = 0;
    };
    /// How well a name holds the words of the query.
    struct Agreement {
        int edits = 0;
        std::size_t missing = 0;
        float share = 0; ///< of the query, by rarity
        float quality = 0;
    };

    std::size_t find_beginning(std::size_t index, std::string const& name, std::vector<AreaIds> const& areas,
                               float cost);
    void find_words(std::size_t index, std::vector<Word> const& words, std::vector<AreaIds> const& areas,
                    float cost);
    void find_with_word(std::size_t index, std::vector<Word> const& words, Word const& by,
                        std::size_t most_missing, std::vector<AreaIds> const& areas, float cost);
    std::vector<Word> words_of(std::string const& name, bool forgiving) const;
    static std::optional<int> edits_to_word(Word const& word, std::string_view of_name);
    static Agreement agreement(std::vector<Word> const& words, std::string_view name);

    std::span<NameIndex const* const> indexes_;
    Candidates& candidates_;
    Ranks ranks_;
};

} // namespace legation::search
