#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace legation::search {

/// An immutable, sorted set of folded texts, each with an importance, kept as a trie: it finds a text, the
/// most important texts that begin in a given way, and the texts within one or two edits. A trie answers all
/// three from one structure of a few megabytes; a deletion index is no faster here and several times larger.
class Lexicon {
  public:
    using Number = std::uint32_t; ///< the place of a text in the sorted order

    struct Near {
        Number text = 0;
        int edits = 0;
    };

    /// A point in the trie: all texts that begin in one way.
    struct Beginning {
        std::uint32_t node = 0;
        int edits = 0; ///< how far that beginning is from what was asked
    };

    Lexicon() = default;
    /// `sorted_texts` without repetitions, in byte order.
    Lexicon(std::vector<std::string_view> const& sorted_texts, std::vector<float> importance);

    std::size_t size() const { return importance_.size(); }
    std::string_view text(Number number) const;
    float importance(Number number) const { return importance_[number]; }
    std::optional<Number> find(std::string_view text) const;

    /// The texts that begin with `prefix` are the numbers [first, second).
    std::pair<Number, Number> numbers_beginning_with(std::string_view prefix) const;

    /// All texts at most `limit` (1 or 2) edits away.
    std::vector<Near> near(std::string_view text, int limit) const;

    std::optional<Beginning> beginning(std::string_view prefix) const;
    /// Beginnings at most `limit` edits away from `prefix`.
    std::vector<Beginning> beginnings_near(std::string_view prefix, int limit) const;

    /// Visits texts under the given beginnings, the most important first (an edit costs `edit_cost` of
    /// importance), until `visit` answers false. A text may come twice if one beginning contains another.
    void visit_best(std::vector<Beginning> const& beginnings, float edit_cost,
                    std::function<bool(Near)> const& visit) const;

    std::size_t bytes() const;

  private:
    struct Node {
        char32_t letter = 0;
        std::uint32_t first_child = 0; ///< the children end where those of the next node begin
        Number first_text = 0;         ///< the least text below
        float importance = 0;          ///< the highest below
    };

    struct Range {
        std::uint32_t node = 0;
        Number end_text = 0;
    };

    /// Whether the way to the node spells its first text. The first child then begins with the next.
    bool ends_text(std::uint32_t node) const { return ends_text_[node]; }
    std::optional<Range> descend(std::string_view prefix) const;
    void build_trie();

    std::string letters_;
    std::vector<std::uint32_t> starts_;
    std::vector<float> importance_;
    std::vector<bool> ends_text_;
    std::vector<Node> nodes_; ///< level by level, so that the children of one node lie side by side
};

} // namespace legation::search
