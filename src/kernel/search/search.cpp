#include "kernel/search/search.hpp"

#include "kernel/search/fold.hpp"
#include "kernel/search/name_matcher.hpp"
#include "kernel/search/text_matcher.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace legation::search {

namespace {

/// No name is longer; what follows would only cost time.
constexpr std::size_t most_bytes = 400;
constexpr std::size_t most_area_words = 5; // "saint vincent and the grenadines"
constexpr std::size_t most_readings = 8;
constexpr std::size_t most_forgiven_readings = 3; // typos cost the most time
constexpr std::size_t most_areas_as_you_type = 8;

/// One way to read the text: a name, and areas in which it must lie.
struct Reading {
    std::string_view name;
    std::vector<AreaIds> areas;
    float cost = 0;
};

/// How many typos a text of this length may hold.
int edits_forgiven(std::string_view folded) {
    auto const letters = std::count_if(folded.begin(), folded.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    });
    if (letters < 3) return 0;
    return letters < 5 ? 1 : 2;
}

/// Finds areas by what people call them.
class AreaFinder {
  public:
    explicit AreaFinder(std::span<NameIndex const* const> indexes) : indexes_(indexes) {}

    AreaIds named(std::string_view folded) const {
        AreaIds found;
        for (NameIndex const* index : indexes_) {
            if (auto const name = index->names().find(spell_out(folded))) add(*index, *name, found);
        }
        return sorted(std::move(found));
    }

    AreaIds beginning_with(std::string_view folded) const {
        AreaIds found;
        if (folded.size() < 2) return found;
        for (NameIndex const* index : indexes_) {
            auto const beginning = index->names().beginning(spell_out(folded));
            if (!beginning) continue;
            int patience = 300; // areas are well-known, so they come early
            index->names().visit_best({*beginning}, 0, [&](Lexicon::Near near) {
                add(*index, near.text, found);
                return --patience > 0 && found.size() < most_areas_as_you_type;
            });
        }
        return sorted(std::move(found));
    }

    AreaIds near(std::string_view folded) const {
        AreaIds found;
        if (folded.size() < 4) return found;
        for (NameIndex const* index : indexes_) {
            for (auto const& near : index->names().near(spell_out(folded), 1))
                add(*index, near.text, found);
        }
        return sorted(std::move(found));
    }

  private:
    void add(NameIndex const& index, NameIndex::NameNumber name, AreaIds& found) const {
        for (auto const named : index.entries_named(name)) {
            std::uint32_t const id = index.entry(named.entry).id;
            bool const is_area = std::any_of(indexes_.begin(), indexes_.end(),
                                             [id](NameIndex const* any) { return any->uses_area(id); });
            if (is_area) found.push_back(id);
        }
    }

    static AreaIds sorted(AreaIds ids) {
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        return ids;
    }

    std::span<NameIndex const* const> indexes_;
};

/// The ways to split a text into a name and the areas around it.
class Readings {
  public:
    Readings(AreaFinder const& areas, bool as_you_type) : areas_(areas), as_you_type_(as_you_type) {}

    std::vector<Reading> of(std::string_view text) {
        readings_.clear();
        split(text, {}, 1, &AreaFinder::named);
        std::vector<std::string_view> const parts = words(text);
        if (as_you_type_ && parts.size() > 1) {
            split_end(text, parts.size() - 1, {}, 3, &AreaFinder::beginning_with);
        }
        return std::move(readings_);
    }

    /// As above, but the area itself may hold a typo.
    std::vector<Reading> with_typo(std::string_view text) {
        readings_.clear();
        std::size_t const count = words(text).size();
        for (std::size_t length = 1; length < count && length <= 2; ++length) {
            split_end(text, count - length, {}, -Ranks::of_search().one_edit, &AreaFinder::near);
        }
        return std::move(readings_);
    }

  private:
    using Find = AreaIds (AreaFinder::*)(std::string_view) const;

    void split(std::string_view text, std::vector<AreaIds> const& within, float cost, Find find) {
        std::size_t const count = words(text).size();
        for (std::size_t length = 1; length < count && length <= most_area_words; ++length) {
            split_end(text, count - length, within, cost, find);
        }
        if (!within.empty()) return;
        for (std::size_t at = 1; at < count && at <= most_area_words; ++at) {
            std::string_view const rest = text.substr(start_of_word(text, at));
            add(rest, (areas_.*find)(text.substr(0, text.size() - rest.size() - 1)), {}, cost + 0.5F);
        }
    }

    /// Reads the words from `at` on as an area, and goes on with what precedes: "paris, lamar county, tx,
    /// usa".
    void split_end(std::string_view text, std::size_t at, std::vector<AreaIds> const& within, float cost,
                   Find find) {
        std::size_t const start = start_of_word(text, at);
        std::string_view const name = text.substr(0, start - 1);
        if (!add(name, (areas_.*find)(text.substr(start)), within, cost)) return;
        std::vector<AreaIds> const deeper = readings_.back().areas;
        if (deeper.size() < 3) split(name, deeper, cost, &AreaFinder::named);
    }

    bool add(std::string_view name, AreaIds ids, std::vector<AreaIds> const& within, float cost) {
        if (ids.empty() || readings_.size() >= most_readings) return false;
        Reading reading{name, within, cost};
        reading.areas.push_back(std::move(ids));
        readings_.push_back(std::move(reading));
        return true;
    }

    static std::size_t start_of_word(std::string_view text, std::size_t word) {
        std::size_t start = 0;
        while (word-- > 0)
            start = text.find(' ', start) + 1;
        return start;
    }

    AreaFinder const& areas_;
    bool as_you_type_;
    std::vector<Reading> readings_;
};

class Search {
  public:
    Search(std::span<NameIndex const* const> indexes, Query const& query)
        : indexes_(indexes), query_(query), candidates_(indexes, query),
          names_(indexes, candidates_, query.as_you_type ? Ranks::as_you_type() : Ranks::of_search()) {}

    Matches run() {
        std::string const text = fold(query_.text.substr(0, most_bytes));
        if (text.empty()) return {};
        std::string const whole = spell_out(text);

        names_.find_as_typed(whole, {}, 0);
        AreaFinder const areas(indexes_);
        Readings readings(areas, query_.as_you_type);
        std::vector<Reading> const in_areas = readings.of(text);
        bool found_in_area = false;
        for (Reading const& reading : in_areas) {
            found_in_area =
                names_.find_as_typed(spell_out(reading.name), reading.areas, reading.cost) || found_in_area;
        }

        if (!found_in_area && !is_enough_as_you_type())
            forgive_typos(whole, in_areas, readings.with_typo(text));
        if (!found_in_area && candidates_.size() < (query_.as_you_type ? 1 : query_.limit))
            names_.find_most_words(whole);
        find_in_texts(indexes_, whole, candidates_);
        return candidates_.take();
    }

  private:
    bool is_enough_as_you_type() const {
        return query_.as_you_type && candidates_.size() >= query_.limit + query_.offset;
    }

    void forgive_typos(std::string const& whole, std::vector<Reading> const& in_areas,
                       std::vector<Reading> const& in_areas_with_typo) {
        forgive_typos_in_name(whole, {}, 0);
        for (Reading const& reading :
             std::span(in_areas).first(std::min(in_areas.size(), most_forgiven_readings))) {
            forgive_typos_in_name(spell_out(reading.name), reading.areas, reading.cost);
        }
        for (Reading const& reading : in_areas_with_typo) {
            names_.find_as_typed(spell_out(reading.name), reading.areas, reading.cost);
        }
        if (!candidates_.empty()) return;
        for (Reading const& reading :
             std::span(in_areas_with_typo)
                 .first(std::min(in_areas_with_typo.size(), most_forgiven_readings))) {
            forgive_typos_in_name(spell_out(reading.name), reading.areas, reading.cost);
        }
    }

    void forgive_typos_in_name(std::string const& name, std::vector<AreaIds> const& areas, float cost) {
        int limit = edits_forgiven(name);
        // What is spelled as a name may be another's typo, but hardly two.
        if (names_.knows(name)) limit = std::min(limit, 1);
        if (limit > 0) names_.find_despite_typos(name, limit, areas, cost);
    }

    std::span<NameIndex const* const> indexes_;
    Query const& query_;
    Candidates candidates_;
    NameMatcher names_;
};

} // namespace

Matches search(std::span<NameIndex const* const> indexes, Query const& query) {
    return Search(indexes, query).run();
}

Matches search(NameIndex const& index, Query const& query) {
    std::array<NameIndex const*, 1> const one{&index};
    return search(one, query);
}

} // namespace legation::search
