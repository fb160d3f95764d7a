#include "kernel/http/compress.hpp"
#include "register/map/clusters.hpp"
#include "register/map/map_pages.hpp"
#include "register/map/tile_address.hpp"
#include "register/map/vector_tile.hpp"
#include "register/presenter.hpp"

#include <fmt/format.h>

namespace legation::registry {

http::Response actor_tile(http::Request const& request, Context const& context) {
    TileAddress const tile =
        parse_tile_address(request.parameter("zoom"), request.parameter("x"), request.parameter("y"));
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    ActorFilter const filter = parse_actor_filter(request.query, *picture->roster);
    std::string const key = narrowed_path(
        filter, fmt::format("{}/{}/{}/{}", presenter.is_spanish() ? "es" : "en", tile.zoom, tile.x, tile.y));
    auto const kept = picture->map->tiles().find(key, [&] {
        auto const selection = picture->map->selection(filter);
        KeptTile made{encode_tile(clusters_in(*selection, tile), tile, presenter), {}};
        made.gzipped = http::compress(made.plain, http::Encoding::gzip);
        return made;
    });
    http::Response response;
    response.with("Content-Type", "application/vnd.mapbox-vector-tile").with("Vary", "Accept-Encoding");
    bool const takes_gzip =
        http::choose_encoding(request.header("accept-encoding"), false) == http::Encoding::gzip;
    if (takes_gzip) response.with("Content-Encoding", "gzip");
    response.body = takes_gzip ? kept->gzipped : kept->plain;
    return response;
}

} // namespace legation::registry
