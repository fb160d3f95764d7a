// What the map is asked for: the address of a tile and the bounds of a view, on one line each. Whatever comes
// in, the answer is within the world, or a refusal.

#include "kernel/error.hpp"
#include "register/map/clusters.hpp"
#include "register/map/in_view.hpp"
#include "register/map/tile_address.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

using namespace legation;
using namespace legation::registry;

namespace {

/// A few actors, at the poles and on both sides of the antimeridian too.
MapSelection const& selection() {
    static std::vector<RosterEntry> const actors(6);
    static MapSelection const made = [] {
        constexpr double positions[][2]{{0, 0},        {90, 180},     {-90, -180},
                                        {35.2, 136.9}, {35.2, 136.9}, {-14, -170}};
        MapSelection points;
        for (std::size_t i = 0; i < actors.size(); ++i) {
            WorldPoint const at = to_world(positions[i][0], positions[i][1]);
            points.points.push_back({along_curve(at), at, &actors[i]});
        }
        std::ranges::sort(points.points, {}, &MapPoint::order);
        return points;
    }();
    return made;
}

std::string_view next_line(std::string_view& text) {
    std::string_view const line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

void ask_for_tile(std::string_view zoom, std::string_view x, std::string_view y) {
    try {
        TileAddress const tile = parse_tile_address(zoom, x, y);
        if (tile.zoom < 0 || tile.zoom > largest_zoom || tile.first() > tile.last()) std::abort();
        std::size_t sum = 0;
        for (Cluster const& cluster : clusters_in(selection(), tile))
            sum += cluster.count;
        if (sum != selection().within(tile).size()) std::abort();
    } catch (Error const& error) {
        if (error.code != ErrorCode::not_found) std::abort();
    }
}

void ask_for_view(std::string_view text) {
    try {
        MapBounds const bounds = parse_bounds(text);
        bool const is_on_earth =
            bounds.west >= -180 && bounds.west <= 180 && bounds.east >= -180 && bounds.east <= 180;
        if (!is_on_earth) std::abort();
        InView const view = in_view(selection(), bounds, 0, 3);
        if (view.actors.size() > 3 || view.total > static_cast<std::int64_t>(selection().points.size()))
            std::abort();
    } catch (Error const& error) {
        if (error.code != ErrorCode::bad_request) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view text(reinterpret_cast<char const*>(data), size);
    std::string_view const zoom = next_line(text), x = next_line(text), y = next_line(text);
    ask_for_tile(zoom, x, y);
    ask_for_view(text);
    return 0;
}
