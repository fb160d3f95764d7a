#include "register/cite/citation.hpp"

#include "kernel/records/json.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace legation::registry {

namespace {

bool is_control(char character) {
    return static_cast<unsigned char>(character) < 0x20 || character == '\x7F';
}

/// Control characters have no place in a line of text: each run of them and of blanks becomes one blank.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (char const character : text) {
        bool const is_blank = is_control(character) || character == ' ';
        if (is_blank && (line.empty() || line.back() == ' ')) continue;
        line += is_blank ? ' ' : character;
    }
    while (line.ends_with(' '))
        line.pop_back();
    return line;
}

/// A text for TeX. Braces are written as commands because BibTeX counts them even behind a backslash.
std::string in_tex(std::string_view text) {
    std::string escaped;
    for (char const character : on_one_line(text)) {
        switch (character) {
        case '\\':
            escaped += "{\\textbackslash}";
            break;
        case '{':
            escaped += "{\\textbraceleft}";
            break;
        case '}':
            escaped += "{\\textbraceright}";
            break;
        case '~':
            escaped += "{\\textasciitilde}";
            break;
        case '^':
            escaped += "{\\textasciicircum}";
            break;
        case '&':
        case '%':
        case '$':
        case '#':
        case '_':
            escaped.append(1, '\\').append(1, character);
            break;
        default:
            escaped += character;
        }
    }
    return escaped;
}

struct Day {
    std::int64_t year = 0, month = 0, day = 0;
};

Day day_of(std::string_view date) {
    auto const number = [&](std::size_t from, std::size_t size) {
        std::int64_t value = 0;
        if (date.size() >= from + size) std::from_chars(date.data() + from, date.data() + from + size, value);
        return value;
    };
    return {number(0, 4), number(5, 2), number(8, 2)};
}

} // namespace

std::string to_bibtex(Citation const& citation) {
    std::string text = fmt::format("@misc{{{},\n", citation.key);
    auto const add = [&](std::string_view name, std::string_view value) {
        text += fmt::format("  {} = {{{}}},\n", name, value);
    };
    // Inner braces keep the case of a title, and a group's name in one piece.
    add("title", fmt::format("{{{}}}", in_tex(citation.title)));
    add("author", fmt::format("{{{}}}", in_tex(citation.site)));
    add("publisher", in_tex(citation.site));
    add("year", citation.date.substr(0, 4));
    add("date", citation.date);
    add("version", citation.version);
    add("url", citation.url);
    add("langid", citation.language == "es" ? "spanish" : "english");
    return text + "}\n";
}

std::string to_ris(Citation const& citation) {
    std::string text;
    auto const add = [&](std::string_view tag, std::string_view value) {
        text += fmt::format("{}  - {}\r\n", tag, on_one_line(value));
    };
    add("TY", "ELEC");
    add("ID", citation.key);
    add("TI", citation.title);
    add("AU", citation.site);
    add("PB", citation.site);
    add("PY", citation.date.substr(0, 4));
    std::string date = citation.date;
    for (char& character : date)
        if (character == '-') character = '/';
    add("DA", date);
    add("ET", citation.version);
    add("LA", citation.language);
    add("UR", citation.url);
    return text + "ER  - \r\n";
}

std::string to_csl_json(Citation const& citation) {
    Day const day = day_of(citation.date);
    records::JsonWriter json;
    json.begin_array().begin_object();
    json.member("id", citation.key).member("type", "webpage").member("title", citation.title);
    json.key("author").begin_array().begin_object().member("literal", citation.site).end_object().end_array();
    json.member("container-title", citation.site).member("publisher", citation.site);
    json.member_if("genre", citation.kind);
    json.key("issued").begin_object().key("date-parts").begin_array().begin_array();
    json.value(day.year).value(day.month).value(day.day).end_array().end_array().end_object();
    json.member("version", citation.version).member("URL", citation.url);
    json.member("language", citation.language);
    return json.end_object().end_array().take();
}

} // namespace legation::registry
