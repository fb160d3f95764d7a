#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::http {

/// Who may call a route. There is no default: a route that names none does not compile.
class Policy {
  public:
    /// Public pages: the Register, the Library, open opportunities.
    static Policy everyone();
    /// Only a caller on this machine: metrics.
    static Policy this_machine();

    bool allows(Request const& request) const { return allows_(request); }
    std::string_view name() const { return name_; }

  private:
    Policy(std::string_view name, bool (*allows)(Request const&)) : name_(name), allows_(allows) {}
    std::string_view name_;
    bool (*allows_)(Request const&);
};

using Handler = std::function<Response(Request const&)>;

/// One address of the program. Patterns are literal but for `{name}` (a segment), `{name:integer}` (1 to 18
/// digits) and `{name:slug}` (lower-case letters, digits and single hyphens). A route answers GET and HEAD alike.
/// Where `formats` says so, `pattern` + ".json" reaches the same handler with `request.format == json`.
struct Route {
    Method method;
    std::string pattern;
    Policy policy;
    Handler handler;
    bool has_json = false;
};

/// Every route of the program, in one list; finds the one for a request.
class Router {
  public:
    void add(std::vector<Route> routes);

    /// Splits off the language prefix and format suffix, fills `request.path_parameters`, checks the policy and
    /// calls the handler. Throws Error: not_found, method_not_allowed or forbidden.
    Response answer(Request& request) const;

    std::vector<Route> const& routes() const { return routes_; }

  private:
    std::vector<Route> routes_;
};

} // namespace legation::http
