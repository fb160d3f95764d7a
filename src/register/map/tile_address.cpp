#include "register/map/tile_address.hpp"

#include "kernel/error.hpp"

#include <charconv>
#include <optional>
#include <string>

namespace legation::registry {

namespace {

std::optional<std::uint32_t> whole_number(std::string_view text) {
    std::uint32_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

} // namespace

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
    std::uint32_t const a_side = std::uint32_t{1} << *at_zoom;
    if (!column || !row || *column >= a_side || *row >= a_side)
        throw filled_error(ErrorCode::not_found,
                           "At zoom {zoom} the tiles are numbered 0 to {last} in both directions.",
                           {{"zoom", zoom}, {"last", std::to_string(a_side - 1)}});
    return {static_cast<int>(*at_zoom), *column, *row};
}

} // namespace legation::registry
