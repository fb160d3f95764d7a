#include "kernel/http/router.hpp"

#include "kernel/error.hpp"
#include "kernel/http/ascii.hpp"

#include <algorithm>
#include <stdexcept>

namespace legation::http {

namespace {

/// The format that a path's suffix names; html when it names none.
Format format_of(std::string_view path) {
    for (Format const format : formats_with_suffix) {
        std::string_view const suffix = suffix_of(format);
        bool const has_name = path.size() > suffix.size() + 1 && path[path.size() - suffix.size() - 1] != '/';
        if (has_name && path.ends_with(suffix)) return format;
    }
    return Format::html;
}

bool is_from_this_machine(Request const& request) {
    // A reverse proxy on this machine connects from here too, but says whom it speaks for.
    if (!request.header("x-forwarded-for").empty() || !request.header("forwarded").empty()) return false;
    std::string_view client = request.client;
    if (client == "::1") return true;
    if (client.starts_with("::ffff:")) client.remove_prefix(7);
    return client.starts_with("127.");
}

char const* method_name(Method method) {
    switch (method) {
    case Method::get:
        return "GET, HEAD";
    case Method::head:
        return "HEAD";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::patch:
        return "PATCH";
    case Method::del:
        return "DELETE";
    case Method::options:
        return "OPTIONS";
    }
    return "";
}

Response allow(std::string methods) {
    Response response;
    response.status = 204;
    response.with("Allow", std::move(methods));
    return response;
}

[[noreturn]] void refuse(Request const& request, Policy const& policy) {
    if (!policy.is_for_people())
        throw Error{ErrorCode::forbidden, "This address is only open to " + std::string(policy.name()) + "."};
    if (!request.viewer.is_signed_in())
        throw Error{ErrorCode::unauthorized, "Sign in first to see this page."};
    if (request.viewer.is_program)
        throw Error{ErrorCode::forbidden,
                    "This API token may not do this: its scopes do not name it, or it takes a person."};
    throw Error{ErrorCode::forbidden, "Your account may not do this."};
}

/// The same address without its trailing slashes, query kept. `path` has no empty segment inside, so the
/// answer cannot start with `//` and lead to another host.
Response redirect_without_slash(Request const& request, std::string_view path) {
    std::string location;
    for (std::string_view const segment : split_path(path))
        (location += '/') += percent_encode(segment);
    if (location.empty()) location = "/";
    std::size_t const query = request.target.find('?');
    if (query != std::string::npos) location += request.target.substr(query);
    return redirect(std::move(location), 308);
}

} // namespace

std::string_view suffix_of(Format format) {
    switch (format) {
    case Format::html:
        return "";
    case Format::json:
        return ".json";
    case Format::csv:
        return ".csv";
    case Format::xlsx:
        return ".xlsx";
    case Format::geojson:
        return ".geojson";
    case Format::ndjson:
        return ".ndjson";
    }
    return "";
}

bool Route::has(Format format) const {
    if (format == Format::html) return true;
    if (format == Format::json) return has_json;
    return std::ranges::find(downloads, format) != downloads.end();
}

Policy Policy::everyone() {
    return {"everyone", [](Request const&) { return true; }, false};
}

Policy Policy::this_machine() {
    return {"this machine", is_from_this_machine, false};
}

void Router::add(std::vector<Route> routes) {
    for (Route& route : routes)
        add(std::move(route));
}

void Router::add(Route route) {
    RoutePattern pattern(route.pattern);
    auto resource = std::find_if(resources_.begin(), resources_.end(),
                                 [&](Resource const& known) { return known.pattern.has_shape_of(pattern); });
    if (resource == resources_.end()) {
        auto const place = std::find_if(resources_.begin(), resources_.end(), [&](Resource const& known) {
            return pattern.is_more_specific_than(known.pattern);
        });
        resource = resources_.insert(place, Resource{std::move(pattern), {}});
    }
    for (std::size_t const index : resource->routes) {
        if (routes_[index].method == route.method || routes_[index].pattern != route.pattern) {
            throw std::logic_error("two routes claim one address, or name its parameters differently: " +
                                   route.pattern);
        }
    }
    resource->routes.push_back(routes_.size());
    routes_.push_back(std::move(route));
}

Router::Resource const& Router::find(Request& request, std::string_view path) const {
    std::vector<std::string_view> const segments = split_path(path);
    Format const wanted = format_of(path);
    std::string_view const suffix = suffix_of(wanted);
    std::vector<std::string_view> without_suffix = segments;
    if (wanted != Format::html) without_suffix.back().remove_suffix(suffix.size());

    for (Resource const& resource : resources_) {
        // Where a resource has such a form, the suffix is never part of its parameters.
        bool const is_twin = wanted != Format::html && std::ranges::any_of(resource.routes, [&](auto index) {
                                 return routes_[index].has(wanted);
                             });
        if (!resource.pattern.matches(is_twin ? without_suffix : segments, request.path_parameters)) continue;
        request.format = is_twin ? wanted : Format::html;
        if (is_twin) path.remove_suffix(suffix.size());
        request.path = std::string(path);
        return resource;
    }
    throw Error{ErrorCode::not_found, "There is no page at this address."};
}

std::string Router::allowed_methods(Resource const& resource, Format format) const {
    std::string methods;
    for (std::size_t const index : resource.routes) {
        if (!routes_[index].has(format)) continue;
        (methods += method_name(routes_[index].method)) += ", ";
    }
    return methods + "OPTIONS";
}

Response Router::answer(Request& request) const {
    if (request.method == Method::options && request.path == "*") {
        return allow("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    }
    std::string const whole_path = request.path;
    std::string_view path = whole_path;
    while (path.size() > 1 && path.ends_with('/'))
        path.remove_suffix(1);
    if (!path.starts_with('/') || path.find("//") != std::string_view::npos) {
        throw Error{ErrorCode::not_found, "There is no page at this address."};
    }
    if (path.size() != whole_path.size()) return redirect_without_slash(request, path);

    request.language = language_of(path);
    if (request.language == Language::es) path.remove_prefix(3);
    if (path.empty()) path = "/";

    Resource const& resource = find(request, path);
    Method const wanted = request.method == Method::head ? Method::get : request.method;
    for (std::size_t const index : resource.routes) {
        Route const& route = routes_[index];
        if (route.method != wanted || !route.has(request.format)) continue;
        if (!route.policy.allows(request)) refuse(request, route.policy);
        if (guard_) guard_(request, route);
        return route.handler(request);
    }
    std::string methods = allowed_methods(resource, request.format);
    if (request.method == Method::options) return allow(std::move(methods));
    request.allowed_methods = std::move(methods);
    throw Error{ErrorCode::method_not_allowed, "This address does not take that kind of request."};
}

} // namespace legation::http
