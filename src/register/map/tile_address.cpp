#include "register/map/tile_address.hpp"

#include "kernel/error.hpp"
#include "kernel/text.hpp"

#include <optional>
#include <string>

namespace legation::registry {

TileAddress parse_tile_address(std::string_view zoom, std::string_view x, std::string_view y) {
    constexpr std::string_view suffix = ".mvt";
    if (!y.ends_with(suffix))
        throw Error(ErrorCode::not_found, "The address of a tile ends in .mvt, as in /tiles/4/3/6.mvt.");
    y.remove_suffix(suffix.size());
    auto const at_zoom = whole_number(zoom);
    auto const column = whole_number(x);
    auto const row = whole_number(y);
    if (!at_zoom || *at_zoom > largest_zoom)
        throw filled_error(ErrorCode::not_found, "There are tiles for zoom 0 to {largest}, and for no other.",
                           {{"largest", std::to_string(largest_zoom)}});
    std::int64_t const a_side = std::int64_t{1} << *at_zoom;
    if (!column || !row || *column >= a_side || *row >= a_side)
        throw filled_error(ErrorCode::not_found,
                           "At zoom {zoom} the tiles are numbered 0 to {last} in both directions.",
                           {{"zoom", zoom}, {"last", std::to_string(a_side - 1)}});
    return {static_cast<int>(*at_zoom), static_cast<std::uint32_t>(*column),
            static_cast<std::uint32_t>(*row)};
}

} // namespace legation::registry
