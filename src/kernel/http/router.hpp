#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "kernel/http/route_pattern.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::http {

/// Who may call a route. There is no default: a route that names none does not compile.
class Policy {
  public:
    using Check = std::function<bool(Request const&)>;

    /// A rule of the layer that knows people. What is refused to somebody who has not signed in is answered
    /// with "sign in first".
    Policy(std::string_view called, Check check) : Policy(called, std::move(check), true) {}
    /// Public pages: the Register, the Library, open opportunities.
    static Policy everyone();
    /// Only a caller on this machine, and not one that a reverse proxy on this machine speaks for: metrics.
    static Policy this_machine();

    bool allows(Request const& request) const { return allows_(request); }
    std::string_view name() const { return name_; }
    bool is_for_people() const { return is_for_people_; }

  private:
    Policy(std::string_view called, Check check, bool is_for_people)
        : name_(called), allows_(std::move(check)), is_for_people_(is_for_people) {}
    std::string_view name_;
    Check allows_;
    bool is_for_people_;
};

using Handler = std::function<Response(Request const&)>;

/// One address of the program. Patterns are literal but for `{name}` (a segment), `{name:integer}` (1 to 18
/// digits), `{name:slug}` (lower-case letters, digits and single hyphens) and, at the end only, `{name:path}`
/// (the rest, slashes included). What follows a parameter stays literal: `{slug:slug}.atom`. A route for GET
/// answers HEAD too; OPTIONS is answered for every address. Where `has_json` says so, `pattern` + ".json"
/// reaches the same handler with `request.format == json`; with the formats of `downloads` it is the same:
/// `pattern` + ".csv". Of two patterns that match, the one that says more wins: literal, integer, slug, any
/// segment, rest.
struct Route {
    Method method;
    std::string pattern;
    Policy policy;
    Handler handler;
    bool has_json = false;
    std::vector<Format> downloads = {};
    /// Takes what pages of other sites send: only where nothing is changed by it, as with a long question.
    bool is_open_to_other_sites = false;

    /// Whether the address has a form in that format.
    bool has(Format format) const;
};

/// Every format but the page.
inline constexpr std::array formats_with_suffix{Format::json, Format::csv, Format::xlsx, Format::geojson,
                                                Format::ndjson};
/// The end of an address that asks for a format: `.csv`; nothing for a page.
std::string_view suffix_of(Format format);

/// Looks at a request whose route is known and whose policy allows it, before the handler does; throws Error.
using Guard = std::function<void(Request const&, Route const&)>;

/// Every route of the program, in one list; finds the one for a request.
class Router {
  public:
    /// Throws std::logic_error when two routes claim the same method and address: a mistake of ours.
    void add(std::vector<Route> routes);
    /// Asks this before every handler.
    void guard_with(Guard guard) { guard_ = std::move(guard); }

    /// Splits off the language prefix and format suffix, fills `request.path_parameters`, checks the policy
    /// and calls the handler. Throws Error: not_found, method_not_allowed (with `request.allowed_methods`
    /// filled, from which the server makes the Allow header), forbidden, or unauthorized where signing in
    /// may help.
    Response answer(Request& request) const;

    std::vector<Route> const& routes() const { return routes_; }

  private:
    /// The routes of one pattern: one address, several methods.
    struct Resource {
        RoutePattern pattern;
        std::vector<std::size_t> routes; ///< positions in `routes_`
    };

    void add(Route route);
    /// The resource that a path names, with parameters and format filled in; throws not_found.
    Resource const& find(Request& request, std::string_view path) const;
    std::string allowed_methods(Resource const& resource, Format format) const;

    Guard guard_;
    std::vector<Route> routes_;
    std::vector<Resource> resources_; ///< the most specific pattern first
};

} // namespace legation::http
