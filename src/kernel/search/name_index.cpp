#include "kernel/search/name_index.hpp"

#include "kernel/search/fold.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace legation::search {

namespace {

/// A recorded entry stands above an unrecorded one of the same name, unless that is twenty times as large.
float const recorded_gain = std::log10(20.0F);

/// Half, so that a city stands before the district that consists of little more.
constexpr double weight_of_contents = 0.5;

/// The place of each text in byte order: `order[rank]` is its number, `rank[number]` its place.
struct Sorted {
    explicit Sorted(DistinctTexts const& texts) : order(texts.size()), rank(texts.size()) {
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(),
                  [&](auto one, auto other) { return texts[one] < texts[other]; });
        for (std::uint32_t at = 0; at < order.size(); ++at)
            rank[order[at]] = at;
    }
    std::vector<std::uint32_t> order;
    std::vector<std::uint32_t> rank;
};

Lexicon lexicon_of(DistinctTexts const& texts, Sorted const& sorted, std::vector<float> importance) {
    std::vector<std::string_view> in_order;
    in_order.reserve(texts.size());
    for (std::uint32_t const number : sorted.order)
        in_order.push_back(texts[number]);
    return {in_order, std::move(importance)};
}

} // namespace

std::span<std::uint32_t const> NameIndex::areas_of(EntryNumber number) const {
    std::uint32_t const first = entries_[number].first_area;
    return std::span(areas_).subspan(first, entries_[number + 1].first_area - first);
}

bool NameIndex::uses_area(std::uint32_t id) const {
    return std::binary_search(used_areas_.begin(), used_areas_.end(), id);
}

std::size_t NameIndex::bytes() const {
    return entries_.capacity() * sizeof(StoredEntry) +
           (areas_.capacity() + used_areas_.capacity()) * sizeof(std::uint32_t) + names_.bytes() +
           name_entries_.bytes() + words_.bytes() + word_names_.bytes() + word_entries_.bytes();
}

void NameIndexBuilder::add(Entry const& entry) {
    NameIndex::StoredEntry stored;
    stored.id = entry.id;
    stored.kind = entry.kind;
    stored.first_area = static_cast<std::uint32_t>(index_.areas_.size());
    index_.entries_.push_back(stored);
    weights_.push_back(std::isfinite(entry.weight) ? std::max(0.0, entry.weight) : 0.0);
    recorded_.push_back(entry.recorded);
    index_.areas_.insert(index_.areas_.end(), entry.areas.begin(), entry.areas.end());

    bool const has_text = !entry.words.empty();
    add_name(entry.name, false, has_text);
    for (std::string_view const name : entry.other_names)
        add_name(name, true, has_text);
    if (has_text) add_text(spell_out(fold(entry.words)));
}

void NameIndexBuilder::add_name(std::string_view name, bool is_other, bool has_text) {
    std::string const folded = spell_out(fold(name));
    if (folded.empty()) return;
    NameIndex::NamedEntry named;
    named.entry = static_cast<std::uint32_t>(index_.entries_.size() - 1) & 0x7FFFFFFFU;
    named.by_other_name = is_other ? 1 : 0;
    named_.emplace_back(names_.add(folded), named);
    // A text is often searched together with the name above it.
    if (has_text) add_text(folded);
}

void NameIndexBuilder::add_text(std::string_view folded) {
    auto const entry = static_cast<std::uint32_t>(index_.entries_.size() - 1);
    for (std::string_view const word : search::words(folded)) {
        in_text_.emplace_back(text_words_.add(word), entry);
    }
}

void NameIndexBuilder::weigh_entries() {
    NameIndex::StoredEntry end;
    end.first_area = static_cast<std::uint32_t>(index_.areas_.size());
    index_.entries_.push_back(end);

    std::unordered_map<std::uint32_t, double> contents;
    for (std::size_t at = 0; at < weights_.size(); ++at) {
        for (std::uint32_t const area : index_.areas_of(static_cast<NameIndex::EntryNumber>(at))) {
            contents[area] += weight_of_contents * weights_[at];
        }
    }
    for (std::size_t at = 0; at < weights_.size(); ++at) {
        NameIndex::StoredEntry& entry = index_.entries_[at];
        auto const inside = contents.find(entry.id);
        double const weight = std::max(weights_[at], inside == contents.end() ? 0.0 : inside->second);
        entry.importance =
            static_cast<float>(std::log10(1.0 + weight)) + (recorded_[at] ? recorded_gain : 0.0F);
    }
}

NameIndex NameIndexBuilder::build() && {
    weigh_entries();
    index_.used_areas_ = index_.areas_;
    std::sort(index_.used_areas_.begin(), index_.used_areas_.end());
    index_.used_areas_.erase(std::unique(index_.used_areas_.begin(), index_.used_areas_.end()),
                             index_.used_areas_.end());
    index_.used_areas_.shrink_to_fit();
    index_.areas_.shrink_to_fit();

    // Names, each with its entries. The most important entry lends the name its importance.
    Sorted const sorted_names(names_);
    std::vector<float> name_importance(names_.size(), 0.0F);
    for (auto& [name, named] : named_) {
        name = sorted_names.rank[name];
        name_importance[name] = std::max(name_importance[name], index_.entries_[named.entry].importance);
    }
    index_.name_entries_ = {names_.size(), named_};
    std::vector<std::pair<std::uint32_t, NameIndex::NamedEntry>>().swap(named_);
    index_.names_ = lexicon_of(names_, sorted_names, std::move(name_importance));
    names_ = {};

    // Words, each with its names, the most important first: a search that has to stop early has seen the
    // best.
    std::vector<std::uint32_t> by_importance(index_.names_.size());
    std::iota(by_importance.begin(), by_importance.end(), 0U);
    std::sort(by_importance.begin(), by_importance.end(), [&](auto one, auto other) {
        return std::pair(-index_.names_.importance(one), one) <
               std::pair(-index_.names_.importance(other), other);
    });
    DistinctTexts& all_words = text_words_; // the words of names join those of texts
    std::vector<Numbered> in_names;
    in_names.reserve(by_importance.size() * 3 / 2);
    for (std::uint32_t const name : by_importance) {
        for (std::string_view const word : search::words(index_.names_.text(name))) {
            Numbered const occurrence{all_words.add(word), name};
            // A word may stand twice in a name: "Baden-Baden".
            bool repeated = false;
            for (auto last = in_names.rbegin(); last != in_names.rend() && last->second == name; ++last) {
                repeated = repeated || last->first == occurrence.first;
            }
            if (!repeated) in_names.push_back(occurrence);
        }
    }

    Sorted const sorted_words(all_words);
    std::vector<float> word_importance(all_words.size(), 0.0F);
    for (auto& [word, name] : in_names) {
        word = sorted_words.rank[word];
        word_importance[word] = std::max(word_importance[word], index_.names_.importance(name));
    }
    index_.word_names_ = {all_words.size(), in_names};
    for (auto& [word, entry] : in_text_)
        word = sorted_words.rank[word];
    std::sort(in_text_.begin(), in_text_.end());
    in_text_.erase(std::unique(in_text_.begin(), in_text_.end()), in_text_.end());
    index_.word_entries_ = {all_words.size(), in_text_};
    index_.words_ = lexicon_of(all_words, sorted_words, std::move(word_importance));

    index_.entries_.shrink_to_fit();
    return std::move(index_);
}

} // namespace legation::search
