#pragma once

#include "kernel/search/distinct_texts.hpp"
#include "kernel/search/lexicon.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace legation::search {

/// Something that can be found by name: a place, an actor, a partnership. Read by `NameIndexBuilder::add`,
/// which keeps nothing of it.
struct Entry {
    std::uint32_t id = 0; ///< the caller's; unique among all indexes that are searched together
    std::string_view name;
    std::vector<std::string_view> other_names; ///< also codes and acronyms: "TX", "C40"
    /// A population, or a comparable measure of renown for what has none. Ranks by its logarithm. What
    /// contains other entries weighs at least half of them together.
    double weight = 0;
    bool recorded = false;            ///< stands in the Register, so it counts as much as 20 times the weight
    std::uint32_t kind = 0;           ///< below 64, so that a query can name several by a bit mask
    std::vector<std::uint32_t> areas; ///< ids of everything that contains it: county, state, country
    std::string_view words;           ///< further searchable text, found below all names
};

/// Names and words of many entries, built once and then only read, by any number of threads.
/// `search` in search.hpp asks it; the accessors here are for that.
class NameIndex {
  public:
    using NameNumber = Lexicon::Number;
    using WordNumber = Lexicon::Number;
    using EntryNumber = std::uint32_t; ///< the order in which entries were added

    struct StoredEntry {
        std::uint32_t id = 0;
        std::uint32_t kind = 0;
        float importance = 0; ///< log10 of the weight, and a fixed gain for recorded entries
        std::uint32_t first_area = 0;
    };

    struct NamedEntry {
        EntryNumber entry : 31 = 0;
        std::uint32_t by_other_name : 1 = 0;
    };

    NameIndex() = default;

    std::size_t size() const { return entries_.empty() ? 0 : entries_.size() - 1; }
    StoredEntry const& entry(EntryNumber number) const { return entries_[number]; }
    std::span<std::uint32_t const> areas_of(EntryNumber number) const;
    /// Whether some entry of this index names it as an area.
    bool uses_area(std::uint32_t id) const;

    Lexicon const& names() const { return names_; }
    Lexicon const& words() const { return words_; }
    std::span<NamedEntry const> entries_named(NameNumber name) const { return name_entries_.of(name); }
    /// The names in which any of the words [first, end) occurs. For one word, the most important first.
    std::span<NameNumber const> names_with(WordNumber first, WordNumber end) const {
        return word_names_.of(first, end);
    }
    /// The entries in whose further text, or in whose names if they have such text, any of the words occurs.
    std::span<EntryNumber const> entries_with_text(WordNumber first, WordNumber end) const {
        return word_entries_.of(first, end);
    }
    bool has_text() const { return word_entries_.size() > 0; }

    std::size_t bytes() const;

  private:
    friend class NameIndexBuilder;

    /// Lists of values, one for each number, in one piece of memory.
    template <typename Value>
    class Lists {
      public:
        Lists() = default;
        /// `pairs` of number and value, in the order the values shall have.
        Lists(std::size_t numbers, std::vector<std::pair<std::uint32_t, Value>> const& pairs)
            : starts_(numbers + 1), values_(pairs.size()) {
            for (auto const& [number, value] : pairs)
                ++starts_[number + 1];
            for (std::size_t at = 1; at < starts_.size(); ++at)
                starts_[at] += starts_[at - 1];
            std::vector<std::uint32_t> next(starts_.begin(), starts_.end());
            for (auto const& [number, value] : pairs)
                values_[next[number]++] = value;
        }
        std::span<Value const> of(std::uint32_t first, std::uint32_t end) const {
            if (first >= end) return {};
            return std::span(values_).subspan(starts_[first], starts_[end] - starts_[first]);
        }
        std::span<Value const> of(std::uint32_t number) const { return of(number, number + 1); }
        std::size_t size() const { return values_.size(); }
        std::size_t bytes() const {
            return starts_.capacity() * sizeof(std::uint32_t) + values_.capacity() * sizeof(Value);
        }

      private:
        std::vector<std::uint32_t> starts_;
        std::vector<Value> values_;
    };

    std::vector<StoredEntry> entries_; ///< and one more, to end the areas of the last
    std::vector<std::uint32_t> areas_;
    std::vector<std::uint32_t> used_areas_; ///< sorted
    Lexicon names_;
    Lists<NamedEntry> name_entries_;
    Lexicon words_;
    Lists<NameNumber> word_names_;
    Lists<EntryNumber> word_entries_;
};

/// Takes entries one after another, then gives the index.
class NameIndexBuilder {
  public:
    void add(Entry const& entry);
    NameIndex build() &&;

  private:
    void add_name(std::string_view name, bool is_other, bool has_text);
    void add_text(std::string_view folded);

    using Numbered = std::pair<std::uint32_t, std::uint32_t>;

    void weigh_entries();

    NameIndex index_;
    std::vector<double> weights_;
    std::vector<bool> recorded_;
    DistinctTexts names_;
    std::vector<std::pair<std::uint32_t, NameIndex::NamedEntry>> named_;
    DistinctTexts text_words_;
    std::vector<Numbered> in_text_; ///< word of a text, entry
};

} // namespace legation::search
