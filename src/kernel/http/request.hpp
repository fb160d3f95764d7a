#pragma once

#include "kernel/http/viewer.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace legation::http {

enum class Method { get, head, post, put, patch, del, options };

/// Whether it is none of the safe methods (RFC 9110, 9.2.1).
constexpr bool may_change_something(Method method) {
    return method != Method::get && method != Method::head && method != Method::options;
}

/// What the address asked for: `/register/x` is a page, `/register/x.json` the same as JSON, and so on with
/// the other suffixes.
enum class Format { html, json, csv, xlsx, geojson, ndjson };

/// Interface language, from the address: `/es/…` is Spanish, everything else English.
enum class Language { en, es };

/// Decoded `name=value` pairs in the order they came. Every text is valid UTF-8 without NUL.
class Query {
  public:
    using Pair = std::pair<std::string, std::string>;

    Query() = default;
    explicit Query(std::vector<Pair> pairs) : pairs_(std::move(pairs)) {}

    /// The first value of that name, or nothing.
    std::optional<std::string_view> find(std::string_view name) const;
    std::vector<Pair> const& pairs() const { return pairs_; }
    bool empty() const { return pairs_.empty(); }

  private:
    std::vector<Pair> pairs_;
};

/// A request's body: in memory when small, otherwise spooled to a file that is removed with the request.
struct Body {
    std::string text;      ///< the whole body when it was small
    std::string file_path; ///< else where it was spooled
    std::uint64_t size = 0;
};

/// One HTTP request as the sections see it: plain data, checked and decoded.
struct Request {
    Method method = Method::get;
    std::string target; ///< as sent, path and query
    std::string path;   ///< decoded, without language prefix and format suffix
    Query query;
    Format format = Format::html;
    Language language = Language::en;
    std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case
    Body body;
    std::string
        as_of;      ///< the day or moment that the record is shown at: filled by the section, empty for now
    std::string id; ///< request id: also in the answer and the access log
    std::string client;                                               ///< address of the peer
    std::vector<std::pair<std::string, std::string>> path_parameters; ///< filled by the router
    std::string allowed_methods; ///< filled by the router when the method is not among them
    Viewer viewer;               ///< who asks; filled before the router is asked

    /// The value of a header (name in lower case), or an empty view.
    std::string_view header(std::string_view name) const;
    /// The value of `{name}` in the route's pattern; the router guarantees that it is there.
    std::string const& parameter(std::string_view name) const;
    /// The value of a cookie, or an empty view.
    std::string_view cookie(std::string_view name) const;
};

/// Percent-decodes and checks a target's query, or a form's body. Throws Error(bad_request) on bad escapes,
/// bad UTF-8, NUL, or more than 200 parameters.
Query parse_query(std::string_view text);

/// The fields of a form that was sent. Throws Error(bad_request) when the body is something else, and
/// Error(too_large) when it is too long for a form without files.
Query parse_form(Request const& request);

/// Percent-decodes and checks a target's path. Throws Error(bad_request) on bad escapes, bad UTF-8, NUL and
/// other control characters, an encoded slash, or `.` and `..` segments.
std::string parse_path(std::string_view text);

/// The language that a path begins with: `/es` and `/es/…` are Spanish.
Language language_of(std::string_view path);

/// Fills `path`, `query` and `language` from `target`, as the server does before it calls the router.
void read_target(Request& request);

/// Whether a query parameter was put there by a newsletter or advertisement (`utm_source`, `fbclid`) to
/// follow a link: it says nothing to the page, and a shared link must work with it.
bool is_campaign_parameter(std::string_view name);

/// Refuses a parameter that is none of these, except what newsletters add: a typo must not look like an
/// answer.
void allow_parameters(Request const& request, std::initializer_list<std::string_view> names);

/// Percent-encodes for use as one query value or path segment.
std::string percent_encode(std::string_view text);

} // namespace legation::http
