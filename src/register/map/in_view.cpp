#include "register/map/in_view.hpp"

#include "kernel/error.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace legation::registry {

namespace {

constexpr double around = 360.0;

[[noreturn]] void refuse() {
    throw Error(ErrorCode::bad_request,
                "The bounds must be west,south,east,north in degrees, such as -125,24,-66,50.");
}

/// The same meridian between 180° west and 180° east.
double within_one_turn(double longitude) {
    return longitude - around * std::floor((longitude + around / 2) / around);
}

} // namespace

MapBounds parse_bounds(std::string_view text) {
    std::array<double, 4> numbers{};
    char const* at = text.data();
    char const* const end = text.data() + text.size();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0) {
            if (at == end || *at != ',') refuse();
            ++at;
        }
        auto const [rest, error] = std::from_chars(at, end, numbers.at(i), std::chars_format::fixed);
        constexpr double farthest = 10'000; // maps count on while one turns them
        if (error != std::errc{} || !(std::abs(numbers.at(i)) <= farthest)) refuse();
        at = rest;
    }
    if (at != end || numbers[1] > numbers[3]) refuse();
    MapBounds bounds{numbers[0], numbers[1], numbers[2], numbers[3]};
    if (bounds.east - bounds.west >= around) return {-180, bounds.south, 180, bounds.north};
    if (bounds.west > 180 || bounds.west < -180) bounds.west = within_one_turn(bounds.west);
    if (bounds.east > 180 || bounds.east < -180) bounds.east = within_one_turn(bounds.east);
    return bounds;
}

InView in_view(MapSelection const& selection, MapBounds const& bounds, std::int64_t first,
               std::int64_t most) {
    WorldPoint const north_west = to_world(bounds.north, bounds.west);
    WorldPoint const south_east = to_world(bounds.south, bounds.east);
    bool const is_over_edge = bounds.west > bounds.east;
    auto const is_between = [&](std::uint32_t x) {
        return is_over_edge ? x >= north_west.x || x <= south_east.x : x >= north_west.x && x <= south_east.x;
    };
    InView view;
    for (MapPoint const& point : selection.points)
        if (point.at.y >= north_west.y && point.at.y <= south_east.y && is_between(point.at.x))
            view.actors.push_back(point.actor);
    view.total = static_cast<std::int64_t>(view.actors.size());
    // The roster is in order of name, and so are its entries' addresses.
    std::ranges::sort(view.actors);
    std::int64_t const begin = std::clamp<std::int64_t>(first, 0, view.total);
    std::int64_t const end = std::min(view.total, begin + most);
    view.actors = {view.actors.begin() + begin, view.actors.begin() + end};
    return view;
}

} // namespace legation::registry
