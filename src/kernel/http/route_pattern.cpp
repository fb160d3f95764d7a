#include "kernel/http/route_pattern.hpp"

#include "kernel/http/ascii.hpp"

#include <algorithm>
#include <stdexcept>

namespace legation::http {

namespace {

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool is_integer(std::string_view text) {
    return !text.empty() && text.size() <= 18 && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_slug(std::string_view text) {
    bool after_hyphen = true; // a slug does not start with a hyphen either
    for (char const character : text) {
        bool const is_hyphen = character == '-';
        if (is_hyphen && after_hyphen) return false;
        if (!is_hyphen && !is_digit(character) && !(character >= 'a' && character <= 'z')) return false;
        after_hyphen = is_hyphen;
    }
    return !after_hyphen;
}

} // namespace

RoutePattern::RoutePattern(std::string_view text) {
    if (!text.starts_with('/')) throw std::logic_error("a pattern starts with a slash: " + std::string(text));
    for (std::string_view const segment : split_path(text)) {
        if (!segments_.empty() && segments_.back().kind == Kind::rest) {
            throw std::logic_error("nothing follows {name:path}: " + std::string(text));
        }
        segments_.push_back(parse(segment));
    }
}

RoutePattern::Segment RoutePattern::parse(std::string_view text) {
    if (text.empty()) throw std::logic_error("a pattern has no empty segment");
    if (!text.starts_with('{')) return {Kind::literal, std::string(text)};
    std::size_t const brace = text.find('}');
    if (brace == std::string_view::npos)
        throw std::logic_error("a parameter ends with a brace: " + std::string(text));
    std::string suffix(text.substr(brace + 1));
    std::string_view type = text.substr(1, brace - 1);
    std::string const name(cut(type, ':'));
    if (name.empty()) throw std::logic_error("a parameter needs a name: " + std::string(text));
    if (type.empty()) return {Kind::any, name, std::move(suffix)};
    if (type == "integer") return {Kind::integer, name, std::move(suffix)};
    if (type == "slug") return {Kind::slug, name, std::move(suffix)};
    if (type == "path" && suffix.empty()) return {Kind::rest, name};
    throw std::logic_error("a parameter is an integer, a slug or a path: " + std::string(text));
}

bool RoutePattern::says_more(Segment const& left, Segment const& right) {
    return left.kind != right.kind ? left.kind < right.kind : left.suffix.size() > right.suffix.size();
}

bool RoutePattern::fits(Segment const& segment, std::string_view text) {
    if (!text.ends_with(segment.suffix)) return false;
    text.remove_suffix(segment.suffix.size());
    switch (segment.kind) {
    case Kind::literal:
        return text == segment.text;
    case Kind::integer:
        return is_integer(text);
    case Kind::slug:
        return is_slug(text);
    case Kind::any:
    case Kind::rest:
        return !text.empty();
    }
    return false;
}

bool RoutePattern::matches(std::vector<std::string_view> const& segments, Parameters& parameters) const {
    bool const takes_rest = !segments_.empty() && segments_.back().kind == Kind::rest;
    if (takes_rest ? segments.size() < segments_.size() : segments.size() != segments_.size()) return false;
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        if (!fits(segments_[i], segments[i])) return false;
    }
    parameters.clear();
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        if (segments_[i].kind == Kind::literal) continue;
        std::string value(segments[i].substr(0, segments[i].size() - segments_[i].suffix.size()));
        if (segments_[i].kind == Kind::rest) {
            for (std::size_t next = i + 1; next < segments.size(); ++next)
                (value += '/') += segments[next];
        }
        parameters.emplace_back(segments_[i].text, std::move(value));
    }
    return true;
}

bool RoutePattern::is_more_specific_than(RoutePattern const& other) const {
    return std::lexicographical_compare(segments_.begin(), segments_.end(), other.segments_.begin(),
                                        other.segments_.end(), says_more);
}

bool RoutePattern::has_shape_of(RoutePattern const& other) const {
    return std::equal(segments_.begin(), segments_.end(), other.segments_.begin(), other.segments_.end(),
                      [](Segment const& left, Segment const& right) {
                          return left.kind == right.kind && left.suffix == right.suffix &&
                                 (left.kind != Kind::literal || left.text == right.text);
                      });
}

std::vector<std::string_view> split_path(std::string_view path) {
    std::vector<std::string_view> segments;
    if (path.size() <= 1) return segments;
    std::string_view rest = path.substr(1);
    while (rest.find('/') != std::string_view::npos)
        segments.push_back(cut(rest, '/'));
    segments.push_back(rest);
    return segments;
}

} // namespace legation::http
