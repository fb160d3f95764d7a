#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "kernel/views/views.hpp"
#include "register/map/world_map.hpp"
#include "register/presenter.hpp"
#include "register/section.hpp"

#include <cstdint>
#include <string>

/// The handlers of the map. All of them are narrowed by the address as the list of the Register is.
namespace legation::registry {

/// One vector tile of the actors on record.
http::Response actor_tile(http::Request const& request, Context const& context);
/// Ties as GeoJSON, and how much is recorded with each country.
http::Response map_ties(http::Request const& request, Context const& context);
/// Who is within `bounds`, in order of name, 50 at a time.
http::Response map_in_view(http::Request const& request, Context const& context);
/// The map with its filters, and the list below it.
http::Response map_page(http::Request const& request, Context const& context);
/// The map alone, for frames on other sites.
http::Response embedded_map_page(http::Request const& request, Context const& context);

/// The map as other sites put it into their pages: an iframe, as HTML.
std::string map_frame(views::Site const& site, Presenter const& presenter, ActorFilter const& filter,
                      std::int64_t width, std::int64_t height);

/// Fills `{{>register/world-map.tpl}}`.
void show_world_map(views::Data data, WorldMap const& map);

} // namespace legation::registry
