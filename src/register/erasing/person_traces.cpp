#include "register/erasing/person_traces.hpp"

#include "kernel/search/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace legation::registry {

namespace {

constexpr std::string_view taken_out = "[…]";

bool is_letter(std::string_view text, std::size_t at) {
    return at < text.size() && !search::fold(text.substr(at, 1)).empty();
}

/// Folded, but for the `s` of “Lovelace’s”: that is a word of its own here, or the name would not be found.
std::string words_of(std::string_view text) {
    std::string apart(text);
    for (std::string_view const possessive : {"'s", "’s"})
        for (std::size_t at = apart.find(possessive); at != std::string::npos;
             at = apart.find(possessive, at + 1))
            if (!is_letter(apart, at + possessive.size())) apart.replace(at, possessive.size(), " s");
    return search::fold(apart);
}

std::string padded(std::string_view text) {
    return fmt::format(" {} ", words_of(text));
}

/// Where the letter after this one begins, with the accents that stand alone behind it (U+0300 to U+036F).
std::size_t after_letter(std::string_view text, std::size_t position) {
    auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    auto const is_continued = [&](std::size_t at) { return at < text.size() && (byte(at) & 0xc0) == 0x80; };
    auto const is_accent = [&](std::size_t at) {
        return at + 1 < text.size() && (byte(at) == 0xcc || (byte(at) == 0xcd && byte(at + 1) < 0xb0));
    };
    do {
        ++position;
        while (is_continued(position))
            ++position;
    } while (is_accent(position));
    return position;
}

/// Whether no word is cut when a text is cut into these three.
bool are_whole_words(std::string_view before, std::string_view words, std::string_view after) {
    return words_of(fmt::format("{}{}{}", before, words, after)) ==
           words_of(fmt::format("{} {} {}", before, words, after));
}

/// Where the name that begins here ends; nothing where none does.
std::optional<std::size_t> end_of_name(std::string_view text, std::size_t begin,
                                       std::string_view folded_name) {
    for (std::size_t end = after_letter(text, begin); end <= text.size(); end = after_letter(text, end)) {
        std::string const words = search::fold(text.substr(begin, end - begin));
        if (words == folded_name &&
            are_whole_words(text.substr(0, begin), text.substr(begin, end - begin), text.substr(end)))
            return end;
        if (words.size() > folded_name.size()) return std::nullopt;
    }
    return std::nullopt;
}

std::string without(std::string_view text, std::string_view folded_name) {
    std::string rest;
    for (std::size_t position = 0; position < text.size();) {
        std::size_t const next = after_letter(text, position);
        // What folds to nothing, such as a blank or a quotation mark, is no part of a name.
        bool const may_begin = !search::fold(text.substr(position, next - position)).empty();
        auto const end = may_begin ? end_of_name(text, position, folded_name) : std::nullopt;
        rest += end ? taken_out : text.substr(position, next - position);
        position = end.value_or(next);
    }
    return rest;
}

void add_name(PersonTraces& traces, std::string_view name) {
    if (std::string folded = padded(name); folded.size() > 2) traces.names.insert(std::move(folded));
}

} // namespace

bool PersonTraces::are_named_in(std::string_view text) const {
    if (names.empty()) return false;
    std::string const folded = padded(text);
    return std::ranges::any_of(
        names, [&](std::string const& name) { return folded.find(name) != std::string::npos; });
}

bool PersonTraces::are_in(std::string const& cell) const {
    return keys.contains(cell) || are_named_in(cell);
}

std::string PersonTraces::taken_out_of(std::string_view text) const {
    std::string rest(text);
    for (std::string const& name : names)
        if (padded(rest).find(name) != std::string::npos)
            rest = without(rest, std::string_view(name).substr(1, name.size() - 2));
    return rest;
}

PersonTraces traces_of_name(std::string_view name) {
    PersonTraces traces;
    add_name(traces, name);
    return traces;
}

PersonTraces traces_of(store::ReadTransaction& tx, std::span<std::int64_t const> people) {
    PersonTraces traces;
    for (std::int64_t const id : people)
        for (auto const& [key, name] :
             tx.rows<std::string, std::string>("SELECT key, name FROM people_history WHERE id = :id", id)) {
            traces.keys.insert(key);
            add_name(traces, name);
        }
    return traces;
}

} // namespace legation::registry
