#include "register/reconcile/reconcile_pages.hpp"

#include "kernel/error.hpp"
#include "kernel/records/json.hpp"
#include "register/presenter.hpp"
#include "register/reconcile/reconcile_service.hpp"

#include <algorithm>
#include <charconv>

namespace legation::registry {

namespace {

using http::Method;
using http::Policy;
using http::Request;
using http::Response;

/// Whatever page the user's tool runs in may ask, and read the answer.
Response open_to_all(Response response) {
    return response.with("Access-Control-Allow-Origin", "*")
        .with("Cross-Origin-Resource-Policy", "cross-origin");
}

/// Parameters that this service does not know are ignored, not refused: the protocol lets clients send more.
std::string_view parameter(http::Query const& query, std::string_view name) {
    return query.find(name).value_or(std::string_view());
}

std::string address_of(Request const& request, Context const& context) {
    if (!context.layout.site().public_url.empty()) return context.layout.site().public_url;
    return "http://" + std::string(request.header("host"));
}

std::size_t limit_of(http::Query const& query) {
    std::string_view const text = parameter(query, "limit");
    std::size_t limit = 50;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
    if (!text.empty() && (error != std::errc{} || end != text.data() + text.size()))
        throw Error{ErrorCode::bad_request, "“limit” must be a whole number"};
    return std::min<std::size_t>(limit, 50);
}

Response service(Request const& request, Context const& context) {
    auto const picture = context.pictures.current();
    http::Query query = request.query;
    if (request.method == Method::post) {
        if (request.body.size > most_query_bytes || !request.body.file_path.empty())
            throw Error{ErrorCode::too_large, "that is too long; send fewer queries at once"};
        if (!request.header("content-type").starts_with("application/x-www-form-urlencoded"))
            throw Error{ErrorCode::bad_request,
                        "send a form (application/x-www-form-urlencoded) with “queries” or “extend”"};
        query = http::parse_query(request.body.text);
    }
    if (auto const queries = query.find("queries"))
        return http::json(reconcile_answers(*picture, parse_reconcile_queries(*queries)));
    if (auto const extend = query.find("extend")) {
        ExtendQuery const asked = parse_extend_query(*extend);
        return http::json(
            context.store.read([&](store::ReadTransaction& tx) { return extend_rows(*picture, tx, asked); }));
    }
    if (request.method == Method::post)
        throw Error{ErrorCode::bad_request, "the form must have “queries” or “extend”"};
    if (query.find("callback"))
        throw Error{ErrorCode::bad_request, "JSONP is not offered; every page may read the JSON (CORS)"};
    return http::json(reconcile_manifest(context.layout.site().name, address_of(request, context)));
}

Response suggest_entity(Request const& request, Context const& context) {
    return http::json(suggest_entities(*context.pictures.current(), parameter(request.query, "prefix")));
}

Response suggest_type(Request const& request, Context const& /*context*/) {
    return http::json(suggest_types(parameter(request.query, "prefix")));
}

Response suggest_property(Request const& request, Context const& /*context*/) {
    return http::json(suggest_properties(parameter(request.query, "prefix")));
}

Response propose(Request const& request, Context const& /*context*/) {
    return http::json(propose_properties(parameter(request.query, "type"), limit_of(request.query)));
}

/// A card of some lines that the user's tool shows in a frame beside the cell.
Response preview(Request const& request, Context const& context) {
    auto const picture = context.pictures.current();
    std::string_view const id = parameter(request.query, "id");
    Entity const entity = entity_of(*picture, id);
    if (entity.place_id == 0 && entity.actor_id == 0)
        throw Error{ErrorCode::not_found, "Nothing has this id."};
    bool const is_spanish = request.language == http::Language::es;
    Presenter const presenter(context, request.language, *picture);
    RosterEntry const* actor = picture->roster->by_id(entity.actor_id);
    views::Data data;
    data.set("NAME", entity.place_id != 0 ? std::string(picture->atlas->name(entity.place_id, is_spanish))
                                          : actor->name);
    data.set("KIND", presenter.text(kind_of(*picture, entity).second));
    data.set_shown("PLACE", entity.place_id != 0 ? picture->atlas->context(entity.place_id, is_spanish)
                                                 : picture->roster->context(*actor, is_spanish));
    std::int64_t const people = entity.place_id == 0 ? 0 : picture->atlas->entry(entity.place_id).population;
    if (people > 0) data.set_shown("POPULATION", presenter.number(people));
    if (actor != nullptr) {
        data.set_shown("SUMMARY", actor->summary);
    } else {
        data.show("NOTHING");
    }
    data.set("URL", address_of(request, context) + "/register/" + std::string(id));
    return http::html(context.layout.views().render(request.language, "register/match_preview.tpl", data))
        .with("Content-Security-Policy",
              "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; "
              "frame-ancestors *");
}

using Page = Response (*)(Request const&, Context const&);

http::Route open_route(Method method, std::string pattern, Context const& context, Page page) {
    auto handler = [page, &context](Request const& request) {
        try {
            return open_to_all(page(request, context));
        } catch (Error const& error) {
            if (error.code == ErrorCode::internal || error.code == ErrorCode::unavailable) throw;
            // As JSON, and readable from other pages like the answers: a tool shows it to its user.
            records::JsonWriter json;
            json.begin_object()
                .member("status", std::int64_t{http_status(error.code)})
                .member("title", error.public_message);
            return open_to_all(http::json(json.end_object().take(), http_status(error.code)));
        }
    };
    http::Route route{method, std::move(pattern), Policy::everyone(), std::move(handler)};
    route.is_open_to_other_sites = true; // it answers questions, however they are sent
    return route;
}

} // namespace

std::vector<http::Route> reconcile_routes(Context const& context) {
    return {
        open_route(Method::get, "/reconcile", context, service),
        open_route(Method::post, "/reconcile", context, service),
        open_route(Method::get, "/reconcile/suggest/entity", context, suggest_entity),
        open_route(Method::get, "/reconcile/suggest/type", context, suggest_type),
        open_route(Method::get, "/reconcile/suggest/property", context, suggest_property),
        open_route(Method::get, "/reconcile/extend/propose", context, propose),
        open_route(Method::get, "/reconcile/preview", context, preview),
    };
}

} // namespace legation::registry
