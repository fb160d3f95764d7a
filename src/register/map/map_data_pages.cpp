#include "kernel/error.hpp"
#include "kernel/records/json.hpp"
#include "register/actor.hpp"
#include "register/map/in_view.hpp"
#include "register/map/map_pages.hpp"
#include "register/pages.hpp"
#include "register/presenter.hpp"

namespace legation::registry {

namespace {

/// The query without what only this address knows.
http::Query without(http::Query const& query, std::string_view name) {
    std::vector<http::Query::Pair> kept;
    for (auto const& pair : query.pairs())
        if (pair.first != name) kept.push_back(pair);
    return http::Query(std::move(kept));
}

constexpr std::int64_t actors_in_view = 50;

} // namespace

http::Response map_ties(http::Request const& request, Context const& context) {
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    ActorFilter const filter = parse_actor_filter(request.query, *picture->roster);
    auto const selection = picture->map->selection(filter);
    auto const all = context.store.read([&](store::ReadTransaction& tx) { return picture->map->ties(tx); });
    auto const ties = ties_of(*all, *picture->roster, *selection);
    http::Response response = http::json(ties_geojson(ties, *selection, presenter));
    response.headers.clear();
    return response.with("Content-Type", "application/geo+json");
}

http::Response map_in_view(http::Request const& request, Context const& context) {
    auto const bounds_text = request.query.find("bounds");
    if (!bounds_text)
        throw Error(ErrorCode::bad_request,
                    "Say what is in view with bounds=west,south,east,north in degrees.");
    MapBounds const bounds = parse_bounds(*bounds_text);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    ActorFilter const filter = parse_actor_filter(without(request.query, "bounds"), *picture->roster);
    InView const view =
        in_view(*picture->map->selection(filter), bounds, (filter.page - 1) * actors_in_view, actors_in_view);
    records::JsonWriter json;
    json.begin_object().member("total", view.total).member("page", filter.page);
    json.member("pages", (view.total + actors_in_view - 1) / actors_in_view).key("items").begin_array();
    for (RosterEntry const* actor : view.actors) {
        json.begin_object().member("slug", actor->slug).member("name", presenter.actor(actor->id).text);
        json.member("kind", actor->kind).member("label", presenter.choice(actor_kinds(), actor->kind).text);
        json.member("place", presenter.roster().context(*actor, presenter.is_spanish()));
        json.member("url", "/register/" + actor->slug).end_object();
    }
    return http::json(json.end_array().end_object().take());
}

} // namespace legation::registry
