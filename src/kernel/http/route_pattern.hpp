#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace legation::http {

/// A route's pattern, taken apart once so that a request is matched without reading the text again.
class RoutePattern {
  public:
    using Parameters = std::vector<std::pair<std::string, std::string>>;

    /// Throws std::logic_error when the pattern is not well formed.
    explicit RoutePattern(std::string_view text);

    /// Whether a path's segments fit; fills `parameters` when they do.
    bool matches(std::vector<std::string_view> const& segments, Parameters& parameters) const;

    /// Whether this pattern says more than the other, segment by segment.
    bool is_more_specific_than(RoutePattern const& other) const;
    /// Whether both match exactly the same paths.
    bool has_shape_of(RoutePattern const& other) const;

  private:
    enum class Kind { literal, integer, slug, any, rest }; // from the most to the least specific
    struct Segment {
        Kind kind;
        std::string text;        ///< the literal, or the parameter's name
        std::string suffix = {}; ///< what follows the parameter within the segment: `.atom`
    };

    static Segment parse(std::string_view text);
    static bool says_more(Segment const& left, Segment const& right);
    static bool fits(Segment const& segment, std::string_view text);

    std::vector<Segment> segments_;
};

/// The segments of `/a/b`: `a` and `b`. `/` has none.
std::vector<std::string_view> split_path(std::string_view path);

} // namespace legation::http
