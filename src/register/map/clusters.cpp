#include "register/map/clusters.hpp"

#include <algorithm>

namespace legation::registry {

namespace {

constexpr int bits_of_curve = 64;

/// The cluster of the points from `first` to `end`, which all are in one cell.
Cluster cluster_of(std::span<MapPoint const> points) {
    Cluster cluster;
    std::uint64_t x = 0, y = 0;
    for (MapPoint const& point : points) {
        x += point.at.x;
        y += point.at.y;
    }
    cluster.count = static_cast<std::uint32_t>(points.size());
    cluster.at = {static_cast<std::uint32_t>(x / points.size()),
                  static_cast<std::uint32_t>(y / points.size())};
    if (points.size() == 1) cluster.only = points.front().actor;
    // They are in order along the curve: the ends are the same only where all are.
    cluster.is_one_place = points.front().at == points.back().at;
    return cluster;
}

std::uint32_t distance(std::uint32_t a, std::uint32_t b) {
    return a > b ? a - b : b - a;
}

/// The grid has edges where the record has none: two halves of one city would stand on each other.
void merge_neighbors(std::vector<Cluster>& clusters, std::uint32_t reach) {
    std::ranges::stable_sort(clusters, std::ranges::greater{}, &Cluster::count);
    std::vector<Cluster> kept;
    for (Cluster const& cluster : clusters) {
        auto const near = std::ranges::find_if(kept, [&](Cluster const& larger) {
            return distance(larger.at.x, cluster.at.x) < reach && distance(larger.at.y, cluster.at.y) < reach;
        });
        if (near == kept.end()) {
            kept.push_back(cluster);
            continue;
        }
        near->count += cluster.count;
        near->only = nullptr;
        near->is_one_place = near->is_one_place && cluster.is_one_place && near->at == cluster.at;
    }
    clusters = std::move(kept);
}

} // namespace

std::vector<Cluster> clusters_in(MapSelection const& selection, TileAddress tile) {
    std::vector<Cluster> clusters;
    auto const points = selection.within(tile);
    int const shift = bits_of_curve - 2 * (tile.zoom + cell_bits);
    for (std::size_t first = 0; first < points.size();) {
        std::uint64_t const cell = points[first].order >> shift;
        std::size_t end = first + 1;
        while (end < points.size() && points[end].order >> shift == cell)
            ++end;
        clusters.push_back(cluster_of(points.subspan(first, end - first)));
        first = end;
    }
    constexpr int bits_of_world = 32;
    merge_neighbors(clusters, std::uint32_t{1} << (bits_of_world - tile.zoom - cell_bits - 1));
    return clusters;
}

} // namespace legation::registry
