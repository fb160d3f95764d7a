#include "register/import/reason_words.hpp"

#include "kernel/text.hpp"
#include "kernel/views/tr.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace legation::registry {

namespace {

/// What is said in the same words every time.
constexpr std::array fixed{
    // of a candidate
    tr_noop("the name is the same"),
    tr_noop("the name is the same but for what it is called by"),
    tr_noop("it is another name of it"),
    tr_noop("its name begins so"),
    tr_noop("the name differs by a letter or two"),
    tr_noop("the kind fits"),
    tr_noop("it is of another kind"),
    tr_noop("it is in the country named"),
    tr_noop("it is in another country"),
    tr_noop("it is in the area named"),
    tr_noop("it is not in the area named"),
    tr_noop("it is a member of the same network"),
    tr_noop("the population is about the same"),
    tr_noop("its slug"),
    // why a person must decide
    tr_noop("what bears the name is of another kind"),
    tr_noop("what bears the name is in another country"),
    tr_noop("what bears the name is far from the coordinates"),
    tr_noop("what bears the name is in another area"),
    tr_noop("the country named is not known"),
    tr_noop("the gazetteer has a place of that name, which need not be the township"),
    tr_noop("the name is only similar"),
    tr_noop("the name is only similar, and the population is another"),
    tr_noop("its name only begins so"),
    tr_noop("it seems to name several places"),
    tr_noop("the area named is not known"),
    tr_noop("a small place, and nothing says where it is"),
    tr_noop("the populations differ too much"),
    tr_noop("several governments of the state have this name"),
    tr_noop("it is recorded, but it is no place of the gazetteer"),
    tr_noop("the name is too long to be one"),
    tr_noop("there is no name"),
    // why a row is left out or wrong
    tr_noop("a line of the template: it explains, and is no record"),
    tr_noop("a person decided to leave this row out"),
    tr_noop("another file said the same since, and more"),
    tr_noop("a name is missing"),
    tr_noop("it names no network that is recorded here"),
    tr_noop("only domains of cities and counties are brought in"),
    tr_noop("the domain of a part of the government"),
    tr_noop("a partnership has two parties or more; write their slugs with ; between them"),
    tr_noop("nothing is proposed for it"),
    tr_noop("it does not wait any more"),
    tr_noop("this table has more than 150 columns; keep those that matter"),
};

/// What names something. The first that fits counts.
constexpr std::array patterns{
    tr_noop("nothing is called “{name}”"),
    tr_noop("it may also be {name}"),
    tr_noop("“{name}” is a place; nothing says that it has a government of its own. Accept it if it has"),
    tr_noop("{number} km from the coordinates"),
    tr_noop("the populations differ {number} times"),
    tr_noop("line {number} says it already, and comes first"),
    tr_noop("line {number} says the same"),
    tr_noop("this record stands in line {number} already; remove one of the two"),
    tr_noop("the {noun} “{name}” is not known; add it first, or mend it"),
    tr_noop("the {noun} “{name}” is not known; add it, or mend its slug"),
    tr_noop("the identifier “{name}” must be written as scheme:value"),
    tr_noop("no actor or place has the slug “{name}”; it is the last part of the address of its page"),
    tr_noop(
        "“{name}” cannot be the slug of a new actor here: it is in use, or the row is about something else"),
    tr_noop("no country is known as “{name}”"),
    tr_noop("{column} is missing"),
    tr_noop("{column} must be one of: {choices}"),
};

/// What stands in the holes of a pattern, where a text is made after it.
std::optional<std::vector<Filling>> read_after(std::string_view pattern, std::string_view text) {
    std::vector<Filling> values;
    while (!pattern.empty()) {
        std::size_t const hole = std::min(pattern.find('{'), pattern.size());
        if (!text.starts_with(pattern.substr(0, hole))) return std::nullopt;
        text.remove_prefix(hole);
        pattern.remove_prefix(hole);
        if (pattern.empty()) break;
        std::size_t const end = pattern.find('}');
        std::string_view const name = pattern.substr(1, end - 1);
        pattern.remove_prefix(end + 1);
        std::string_view const next = pattern.substr(0, pattern.find('{'));
        std::size_t const value_end = next.empty() ? text.size() : text.find(next);
        if (value_end == std::string_view::npos) return std::nullopt;
        values.emplace_back(name, text.substr(0, value_end));
        text.remove_prefix(value_end);
    }
    if (!text.empty()) return std::nullopt;
    return values;
}

std::optional<std::string> translated(Presenter const& presenter, std::string_view reason) {
    if (std::ranges::find(fixed, reason) != fixed.end()) return presenter.text(reason);
    for (std::string_view const pattern : patterns)
        if (auto const values = read_after(pattern, reason))
            return fill(presenter.text(pattern), std::span<Filling const>(*values));
    // `website must be a web address`: the field as files name it, and what forms say of it.
    std::size_t const blank = reason.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    std::string_view const message = reason.substr(blank + 1);
    std::string const words = presenter.text(message);
    if (words == message) return std::nullopt;
    return std::string(reason.substr(0, blank + 1)) + words;
}

} // namespace

std::string in_words(Presenter const& presenter, std::string_view reason) {
    if (!presenter.is_spanish()) return std::string(reason);
    if (auto whole = translated(presenter, reason)) return std::move(*whole);
    // Several reasons, one after the other; of a row with several names, each behind its name.
    constexpr std::string_view between = "; ", behind_name = "”: ";
    std::string words;
    while (!reason.empty()) {
        std::size_t const end = std::min(reason.find(between), reason.size());
        std::string_view part = reason.substr(0, end);
        reason.remove_prefix(std::min(end + between.size(), reason.size()));
        if (!words.empty()) words += between;
        if (std::size_t const name_end = part.find(behind_name);
            part.starts_with("“") && name_end != std::string_view::npos) {
            words += part.substr(0, name_end + behind_name.size());
            part.remove_prefix(name_end + behind_name.size());
        }
        words += translated(presenter, part).value_or(std::string(part));
    }
    return words;
}

} // namespace legation::registry
