#include "kernel/search/lexicon.hpp"

#include "kernel/search/edit_distance.hpp"

#include <algorithm>
#include <array>
#include <queue>

namespace legation::search {

namespace {

/// How many bytes the UTF-8 letter takes that begins with this byte. Folded texts are valid UTF-8.
std::size_t letter_length(char first_byte) {
    auto const byte = static_cast<unsigned char>(first_byte);
    if (byte < 0x80) return 1;
    if (byte < 0xE0) return 2;
    return byte < 0xF0 ? 3 : 4;
}

char32_t letter_at(std::string_view text, std::size_t at) {
    std::size_t const length = letter_length(text[at]);
    if (length == 1) return static_cast<unsigned char>(text[at]);
    return code_points(text.substr(at, length)).front();
}

} // namespace

Lexicon::Lexicon(std::vector<std::string_view> const& sorted_texts, std::vector<float> importance)
    : importance_(std::move(importance)) {
    std::size_t total = 0;
    for (std::string_view const text : sorted_texts)
        total += text.size();
    letters_.reserve(total);
    starts_.reserve(sorted_texts.size() + 1);
    for (std::string_view const text : sorted_texts) {
        starts_.push_back(static_cast<std::uint32_t>(letters_.size()));
        letters_ += text;
    }
    starts_.push_back(static_cast<std::uint32_t>(letters_.size()));
    build_trie();
}

std::string_view Lexicon::text(Number number) const {
    return std::string_view(letters_).substr(starts_[number], starts_[number + 1] - starts_[number]);
}

void Lexicon::build_trie() {
    struct Pending {
        Number end_text;
        std::uint32_t depth; // in bytes; all texts of the node share them
    };
    std::vector<Pending> pending{{static_cast<Number>(size()), 0}};
    nodes_.push_back({});
    for (std::uint32_t at = 0; at < nodes_.size(); ++at) {
        auto const [end_text, depth] = pending[at];
        Number next = nodes_[at].first_text;
        nodes_[at].first_child = static_cast<std::uint32_t>(nodes_.size());
        ends_text_.push_back(next < end_text && text(next).size() == depth);
        if (ends_text(at)) ++next;
        while (next < end_text) {
            std::string_view const first = text(next);
            std::size_t const length = letter_length(first[depth]);
            std::string_view const letter = first.substr(depth, length);
            Node child;
            child.letter = letter_at(first, depth);
            child.first_text = next;
            while (next < end_text && text(next).substr(depth, length) == letter)
                ++next;
            nodes_.push_back(child);
            pending.push_back({next, static_cast<std::uint32_t>(depth + length)});
        }
    }
    nodes_.push_back({}); // ends the children of the last node
    nodes_.back().first_child = static_cast<std::uint32_t>(nodes_.size() - 1);
    nodes_.shrink_to_fit();

    for (auto at = static_cast<std::uint32_t>(nodes_.size() - 1); at-- > 0;) {
        Node& node = nodes_[at];
        node.importance = ends_text(at) ? importance_[node.first_text] : -1.0F;
        for (std::uint32_t child = node.first_child; child < nodes_[at + 1].first_child; ++child) {
            node.importance = std::max(node.importance, nodes_[child].importance);
        }
    }
}

std::optional<Lexicon::Range> Lexicon::descend(std::string_view prefix) const {
    if (nodes_.empty()) return std::nullopt;
    Range range{0, static_cast<Number>(size())};
    for (char32_t const letter : code_points(prefix)) {
        auto const begin = nodes_.begin() + nodes_[range.node].first_child;
        auto const end = nodes_.begin() + nodes_[range.node + 1].first_child;
        auto const found = std::lower_bound(
            begin, end, letter, [](Node const& node, char32_t wanted) { return node.letter < wanted; });
        if (found == end || found->letter != letter) return std::nullopt;
        if (found + 1 != end) range.end_text = (found + 1)->first_text;
        range.node = static_cast<std::uint32_t>(found - nodes_.begin());
    }
    return range;
}

std::optional<Lexicon::Number> Lexicon::find(std::string_view text) const {
    auto const range = descend(text);
    if (!range || !ends_text(range->node)) return std::nullopt;
    return nodes_[range->node].first_text;
}

std::pair<Lexicon::Number, Lexicon::Number> Lexicon::numbers_beginning_with(std::string_view prefix) const {
    auto const range = descend(prefix);
    if (!range) return {0, 0};
    return {nodes_[range->node].first_text, range->end_text};
}

std::optional<Lexicon::Beginning> Lexicon::beginning(std::string_view prefix) const {
    auto const range = descend(prefix);
    if (!range) return std::nullopt;
    return Beginning{range->node, 0};
}

namespace {

constexpr int most_edits = 2;
constexpr std::size_t width = 2 * most_edits + 1;

/// One row of the edit distance table for a path into the trie, as far as it can be within the limit: cell c
/// of the row at depth d compares d letters of the path with d - most_edits + c letters of the text.
using Row = std::array<std::int8_t, width>;

} // namespace

/// Walks all paths of the trie whose beginnings can still come within the limit.
class NearWalk {
  public:
    NearWalk(std::u32string text, int limit) : text_(std::move(text)), limit_(limit) {
        rows_.resize(text_.size() + most_edits + 2);
        path_.resize(rows_.size());
        Row& first = rows_.front();
        for (int cell = 0; cell < static_cast<int>(width); ++cell) {
            int const column = cell - most_edits;
            bool const possible = column >= 0 && column <= length() && column <= limit_;
            first[cell] = static_cast<std::int8_t>(possible ? column : limit_ + 1);
        }
    }

    /// Goes one letter further than `depth`. False if nothing below can be near.
    bool step(int depth, char32_t letter) {
        Row const& last = rows_[depth];
        Row& row = rows_[depth + 1];
        path_[depth] = letter;
        int const beyond = limit_ + 1;
        int smallest = beyond;
        for (int cell = 0; cell < static_cast<int>(width); ++cell) {
            int const column = depth + 1 - most_edits + cell;
            int cost = beyond;
            if (column >= 0 && column <= length()) {
                if (column > 0) cost = last[cell] + (text_[column - 1] == letter ? 0 : 1);
                if (cell + 1 < static_cast<int>(width)) cost = std::min(cost, last[cell + 1] + 1);
                if (cell > 0) cost = std::min(cost, row[cell - 1] + 1);
                bool const swapped = depth > 0 && column > 1 && letter == text_[column - 2] &&
                                     path_[depth - 1] == text_[column - 1];
                if (swapped) cost = std::min(cost, rows_[depth - 1][cell] + 1);
                cost = std::min(cost, beyond);
            }
            row[cell] = static_cast<std::int8_t>(cost);
            smallest = std::min(smallest, cost);
        }
        return smallest <= limit_;
    }

    /// The letters worth trying after `depth`, or nothing if any may be: once all edits are spent, only the
    /// text's own letters lead on. This spares most of the walk.
    std::u32string_view only_letters(int depth) {
        Row const& last = rows_[depth];
        if (*std::min_element(last.begin(), last.end()) < limit_) return {};
        std::size_t count = 0;
        for (int cell = 0; cell < static_cast<int>(width); ++cell) {
            int const column = depth - most_edits + cell;
            if (last[cell] == limit_ && column >= 0 && column < length()) letters_[count++] = text_[column];
            bool const may_swap =
                depth > 0 && column > 0 && column < length() && rows_[depth - 1][cell] < limit_;
            if (may_swap) letters_[count++] = text_[column - 1];
        }
        // A path with no way on must not be taken for one where all are open.
        if (count == 0) letters_[count++] = 0;
        return {letters_.data(), count};
    }

    /// The edits between the path so far and the whole text, `limit + 1` for more than allowed.
    int edits(int depth) const {
        int const cell = length() - depth + most_edits;
        return cell < 0 || cell >= static_cast<int>(width) ? limit_ + 1 : rows_[depth][cell];
    }

    int limit() const { return limit_; }

  private:
    int length() const { return static_cast<int>(text_.size()); }

    std::u32string text_;
    int limit_;
    std::vector<Row> rows_;
    std::vector<char32_t> path_;
    std::array<char32_t, 2 * width> letters_{};
};

namespace {

template <typename Nodes, typename Visit>
void walk(Nodes const& nodes, NearWalk& near, std::uint32_t node, int depth, Visit const& visit) {
    if (int const edits = near.edits(depth); edits <= near.limit()) visit(node, edits);
    std::array<char32_t, 2 * width> only{};
    std::u32string_view const letters = near.only_letters(depth);
    std::copy(letters.begin(), letters.end(), only.begin());
    auto const only_end = only.begin() + static_cast<std::ptrdiff_t>(letters.size());
    for (std::uint32_t child = nodes[node].first_child; child < nodes[node + 1].first_child; ++child) {
        char32_t const letter = nodes[child].letter;
        if (!letters.empty() && std::find(only.begin(), only_end, letter) == only_end) continue;
        if (near.step(depth, letter)) walk(nodes, near, child, depth + 1, visit);
    }
}

} // namespace

std::vector<Lexicon::Near> Lexicon::near(std::string_view text, int limit) const {
    std::vector<Near> found;
    if (nodes_.empty()) return found;
    NearWalk near(code_points(text), std::min(limit, most_edits));
    walk(nodes_, near, 0, 0, [&](std::uint32_t node, int edits) {
        if (ends_text(node)) found.push_back({nodes_[node].first_text, edits});
    });
    return found;
}

std::vector<Lexicon::Beginning> Lexicon::beginnings_near(std::string_view prefix, int limit) const {
    std::vector<Beginning> found;
    if (nodes_.empty()) return found;
    NearWalk near(code_points(prefix), std::min(limit, most_edits));
    walk(nodes_, near, 0, 0, [&](std::uint32_t node, int edits) { found.push_back({node, edits}); });
    return found;
}

void Lexicon::visit_best(std::vector<Beginning> const& beginnings, float edit_cost,
                         std::function<bool(Near)> const& visit) const {
    struct Step {
        float rank;
        std::uint32_t number;
        int edits;
        bool is_text;
        bool operator<(Step const& other) const { return rank < other.rank; }
    };
    std::priority_queue<Step> steps;
    auto const cost = [edit_cost](int edits) { return edit_cost * static_cast<float>(edits); };
    for (auto const& [node, edits] : beginnings) {
        steps.push({nodes_[node].importance - cost(edits), node, edits, false});
    }
    while (!steps.empty()) {
        Step const step = steps.top();
        steps.pop();
        if (step.is_text) {
            if (!visit({step.number, step.edits})) return;
            continue;
        }
        Node const& node = nodes_[step.number];
        if (ends_text(step.number)) {
            steps.push({importance_[node.first_text] - cost(step.edits), node.first_text, step.edits, true});
        }
        for (std::uint32_t child = node.first_child; child < nodes_[step.number + 1].first_child; ++child) {
            steps.push({nodes_[child].importance - cost(step.edits), child, step.edits, false});
        }
    }
}

std::size_t Lexicon::bytes() const {
    return letters_.capacity() + starts_.capacity() * sizeof(starts_[0]) +
           importance_.capacity() * sizeof(importance_[0]) + nodes_.capacity() * sizeof(Node);
}

} // namespace legation::search
