#include "kernel/search/name_matcher.hpp"

#include "kernel/search/edit_distance.hpp"
#include "kernel/search/fold.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace legation::search {

namespace {

// Bounds on the work for one query. Whatever is sorted by importance has shown its best by then.
constexpr std::size_t most_names_visited = 2000;
constexpr std::size_t most_words_compared = 8;
constexpr std::size_t longest_with_typos = 80;
constexpr float edit_cost_of_beginning = 3;
constexpr float least_share = 0.4F;
constexpr std::size_t enough_names = 10;

/// A letter left out or two swapped have few explanations, a wrong letter has many: whoever types "pars"
/// rather meant Paris than Mars. So each letter that the name does not have counts as a tenth of the weight.
constexpr float cost_of_foreign_letter = 1;

std::size_t letter_count(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    }));
}

/// Counts the letters of a text that a name lacks.
class ForeignLetters {
  public:
    explicit ForeignLetters(std::string_view text) {
        for (char const byte : text)
            ++counts_[static_cast<unsigned char>(byte)];
        length_ = static_cast<int>(text.size());
    }

    int beside(std::string_view name) {
        int known = 0;
        for (char const byte : name)
            known += counts_[static_cast<unsigned char>(byte)]-- > 0 ? 1 : 0;
        for (char const byte : name)
            ++counts_[static_cast<unsigned char>(byte)];
        return length_ - known;
    }

  private:
    std::array<int, 256> counts_{}; ///< by bytes: near enough for other scripts
    int length_ = 0;
};

/// The text with its last word spelled out as well: "port st" may go on as "port saint lucie".
std::string spell_out_last(std::string const& name) {
    std::string spelled = spell_out(name + " .");
    spelled.resize(spelled.size() - 2);
    return spelled;
}

} // namespace

bool NameMatcher::find_as_typed(std::string const& name, std::vector<AreaIds> const& areas, float cost) {
    std::vector<Word> const words = words_of(name, false);
    std::string const spelled = spell_out_last(name);
    std::size_t found = 0;
    for (std::size_t index = 0; index < indexes_.size(); ++index) {
        if (auto const exact = indexes_[index]->names().find(name)) {
            found += candidates_.add_named(index, *exact, ranks_.exact - cost, 0, areas);
        }
        std::size_t begun = find_beginning(index, name, areas, cost);
        if (spelled != name) begun += find_beginning(index, spelled, areas, cost);
        // Among hundreds of names that begin so, those that only hold the words would not be seen.
        if (begun < most_matches) find_words(index, words, areas, cost);
        found += begun;
    }
    return found > 0;
}

std::size_t NameMatcher::find_beginning(std::size_t index, std::string const& name,
                                        std::vector<AreaIds> const& areas, float cost) {
    Lexicon const& names = indexes_[index]->names();
    auto const beginning = names.beginning(name);
    if (!beginning) return 0;
    std::size_t found = 0;
    std::size_t visited = 0;
    names.visit_best({*beginning}, 0, [&](Lexicon::Near near) {
        std::string_view const whole = names.text(near.text);
        if (whole.size() > name.size()) {
            bool const but_one = letter_count(whole) == letter_count(name) + 1;
            float const rank = but_one ? ranks_.beginning_but_one : ranks_.beginning;
            found += candidates_.add_named(index, near.text, rank - cost, 0, areas);
        }
        return found < most_matches && ++visited < most_names_visited;
    });
    return found;
}

bool NameMatcher::knows(std::string const& name) const {
    return std::any_of(indexes_.begin(), indexes_.end(),
                       [&](NameIndex const* index) { return index->names().find(name).has_value(); });
}

void NameMatcher::find_despite_typos(std::string const& name, int limit, std::vector<AreaIds> const& areas,
                                     float cost) {
    std::size_t const letters = letter_count(name);
    if (letters > longest_with_typos) return;
    std::vector<Word> const words = words_of(name, true);
    bool const any_forgiven =
        std::any_of(words.begin(), words.end(), [](Word const& word) { return word.edits_forgiven > 0; });
    ForeignLetters foreign(name);
    std::size_t const found_before = candidates_.size();
    for (std::size_t index = 0; index < indexes_.size(); ++index) {
        Lexicon const& names = indexes_[index]->names();
        for (auto const& [near, edits] : names.near(name, limit)) {
            if (edits == 0) continue;
            float const rank = (edits == 1 ? ranks_.one_edit : ranks_.two_edits) -
                               cost_of_foreign_letter * static_cast<float>(foreign.beside(names.text(near)));
            candidates_.add_named(index, near, rank - cost, edits, areas);
        }
        if (any_forgiven) find_words(index, words, areas, cost);
    }
    // "san fransi": one who is not done typing makes typos too.
    bool const is_found = candidates_.size() >= found_before + enough_names;
    if (is_found || letters < 4) return;
    for (std::size_t index = 0; index < indexes_.size(); ++index) {
        Lexicon const& names = indexes_[index]->names();
        std::size_t visited = 0;
        auto const beginnings = names.beginnings_near(name, 1);
        names.visit_best(beginnings, edit_cost_of_beginning, [&](Lexicon::Near near) {
            candidates_.add_named(index, near.text, ranks_.words_one_edit - cost, near.edits, areas);
            return ++visited < most_matches;
        });
    }
}

std::vector<NameMatcher::Word> NameMatcher::words_of(std::string const& name, bool forgiving) const {
    std::vector<Word> found;
    std::size_t names = 0;
    for (NameIndex const* index : indexes_)
        names += index->names().size();
    for (std::string_view const text : words(name)) {
        if (found.size() == most_words_compared) break;
        Word word;
        word.text = text;
        for (NameIndex const* index : indexes_) {
            auto const [first, end] = index->words().numbers_beginning_with(text);
            word.names += index->names_with(first, end).size();
        }
        std::size_t const letters = letter_count(text);
        if (forgiving && word.names == 0 && letters >= 4 && letters <= longest_with_typos) {
            word.edits_forgiven = letters < 6 ? 1 : 2;
        }
        float const rarity =
            std::log(1.0F + static_cast<float>(names) / (1.0F + static_cast<float>(word.names)));
        word.rarity = rarity * rarity; // so that "chicago" outweighs "city of"
        found.push_back(word);
    }
    return found;
}

void NameMatcher::find_words(std::size_t index, std::vector<Word> const& words,
                             std::vector<AreaIds> const& areas, float cost) {
    if (words.empty()) return;
    auto const rarest = std::min_element(words.begin(), words.end(), [](Word const& one, Word const& other) {
        // A word with a typo is looked up only if there is no other.
        return std::pair(one.edits_forgiven > 0, one.names) <
               std::pair(other.edits_forgiven > 0, other.names);
    });
    if (rarest->names == 0 && rarest->edits_forgiven == 0) return;
    find_with_word(index, words, *rarest, 0, areas, cost);
}

void NameMatcher::find_most_words(std::string const& name) {
    std::vector<Word> words = words_of(name, true);
    if (words.size() < 2) return;
    std::vector<Word const*> rarest;
    for (Word const& word : words) {
        if (word.names > 0) rarest.push_back(&word);
    }
    std::sort(rarest.begin(), rarest.end(),
              [](Word const* one, Word const* other) { return one->names < other->names; });
    rarest.resize(std::min<std::size_t>(rarest.size(), 3));
    for (std::size_t index = 0; index < indexes_.size(); ++index) {
        for (Word const* word : rarest)
            find_with_word(index, words, *word, words.size() - 1, {}, 0);
    }
}

void NameMatcher::find_with_word(std::size_t index, std::vector<Word> const& words, Word const& by,
                                 std::size_t most_missing, std::vector<AreaIds> const& areas, float cost) {
    NameIndex const& in = *indexes_[index];
    std::size_t visited = 0;
    auto const try_word = [&](Lexicon::Near known) {
        for (NameIndex::NameNumber const name : in.names_with(known.text, known.text + 1)) {
            if (++visited > most_names_visited) return false;
            Agreement const agreed = agreement(words, in.names().text(name));
            if (agreed.missing > most_missing || agreed.share < least_share) continue;
            float rank = agreed.missing > 0  ? rank_most_words - 12 * (1 - agreed.share)
                         : agreed.edits == 0 ? ranks_.words
                         : agreed.edits == 1 ? ranks_.words_one_edit
                                             : ranks_.words_two_edits;
            candidates_.add_named(index, name, rank + agreed.quality - cost, agreed.edits, areas);
        }
        return true;
    };
    if (by.edits_forgiven == 0) {
        if (auto const beginning = in.words().beginning(by.text)) {
            in.words().visit_best({*beginning}, 0, try_word);
        }
        return;
    }
    auto known = in.words().near(by.text, by.edits_forgiven);
    std::sort(known.begin(), known.end(), [&](Lexicon::Near const& one, Lexicon::Near const& other) {
        return std::pair(one.edits, -in.words().importance(one.text)) <
               std::pair(other.edits, -in.words().importance(other.text));
    });
    for (auto const& near : known) {
        if (!try_word(near)) return;
    }
}

std::optional<int> NameMatcher::edits_to_word(Word const& word, std::string_view of_name) {
    if (of_name.starts_with(word.text)) return 0;
    if (word.edits_forgiven == 0) return std::nullopt;
    int const edits = edit_distance(word.text, of_name, word.edits_forgiven);
    return edits <= word.edits_forgiven ? std::optional(edits) : std::nullopt;
}

NameMatcher::Agreement NameMatcher::agreement(std::vector<Word> const& words, std::string_view name) {
    Agreement result;
    float wanted = 0;
    float found = 0;
    float whole_words = 0;
    for (Word const& word : words) {
        wanted += word.rarity;
        std::optional<int> least;
        bool is_whole = false;
        for (std::size_t start = 0; start < name.size() && !is_whole;) {
            std::size_t const end = std::min(name.find(' ', start), name.size());
            std::string_view const of_name = name.substr(start, end - start);
            auto const edits = edits_to_word(word, of_name);
            if (edits && (!least || *edits < *least)) least = edits;
            is_whole = of_name == word.text;
            start = end + 1;
        }
        if (least) {
            result.edits += *least;
            found += word.rarity;
            whole_words += is_whole ? 1.0F : 0.0F;
        } else {
            ++result.missing;
        }
    }
    result.share = wanted > 0 ? found / wanted : 0;
    // Of two names with the same words the one with fewer others is meant, and a whole word beats a
    // beginning.
    auto const words_of_name = 1 + std::count(name.begin(), name.end(), ' ');
    auto const others = static_cast<float>(words_of_name) - static_cast<float>(words.size());
    result.quality =
        0.5F * whole_words / static_cast<float>(words.size()) - 0.3F * std::clamp(others, 0.0F, 5.0F);
    return result;
}

} // namespace legation::search
