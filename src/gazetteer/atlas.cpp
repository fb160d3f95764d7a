#include "gazetteer/atlas.hpp"

#include "kernel/views/tr.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numbers>

namespace legation::gazetteer {

namespace {

constexpr std::array<std::string_view, 6> codes{"country",   "subdivision", "state",
                                                "territory", "county",      "place"};
constexpr std::array<std::string_view, 6> labels{tr_noop("Country"), tr_noop("State or region"),
                                                 tr_noop("State"),   tr_noop("Territory"),
                                                 tr_noop("County"),  tr_noop("City or town")};
constexpr std::size_t block_bytes = 256UL * 1024;
constexpr double earth_radius_kilometers = 6371.0088; // mean radius, IUGG

} // namespace

PlaceKind place_kind(std::string_view code) {
    auto const found = std::ranges::find(codes, code);
    return found == codes.end() ? PlaceKind::place : static_cast<PlaceKind>(found - codes.begin());
}

std::string_view code_of(PlaceKind kind) {
    return codes.at(static_cast<std::size_t>(kind));
}

std::string_view label_of(PlaceKind kind) {
    return labels.at(static_cast<std::size_t>(kind));
}

double kilometers_between(float latitude_a, float longitude_a, float latitude_b, float longitude_b) {
    constexpr double radians = std::numbers::pi / 180;
    double const a = latitude_a * radians;
    double const b = latitude_b * radians;
    double const half_latitude = std::sin((b - a) / 2);
    double const half_longitude = std::sin((longitude_b - longitude_a) * radians / 2);
    // The haversine formula: exact enough, and stable for near points.
    double const h =
        half_latitude * half_latitude + std::cos(a) * std::cos(b) * half_longitude * half_longitude;
    return 2 * earth_radius_kilometers * std::asin(std::min(1.0, std::sqrt(h)));
}

std::shared_ptr<Atlas const> Atlas::read(store::Store& store) {
    auto atlas = std::make_shared<Atlas>();
    store.read([&](store::ReadTransaction& tx) {
        auto const count = tx.value<std::int64_t>("SELECT MAX(id) FROM places").value_or(0);
        atlas->entries_.resize(static_cast<std::size_t>(count));
        using Text = std::string;
        tx.each<std::int64_t, Text, std::int64_t, Text, Text, Text, Text, Text, Text, Text, std::int64_t,
                std::optional<double>, std::optional<double>>(
            "SELECT id, kind, parent_id, slug, name, name_es, other_names, country, iso_3166_1, iso_3166_2, "
            "population, "
            "latitude, longitude FROM places",
            [&](std::int64_t id, Text const& kind, std::int64_t parent, Text const& slug, Text const& name,
                Text const& name_es, Text const& other_names, Text const& country, Text const& iso_3166_1,
                Text const& iso_3166_2, std::int64_t population, std::optional<double> latitude,
                std::optional<double> longitude) {
                Entry& entry = atlas->entries_[static_cast<std::size_t>(id) - 1];
                entry.kind = place_kind(kind);
                entry.parent = parent;
                entry.slug = atlas->keep(slug);
                entry.name = atlas->keep(name);
                entry.name_es = atlas->keep(name_es);
                entry.other_names = atlas->keep(other_names);
                entry.country = atlas->keep(country);
                entry.code = atlas->keep(entry.kind == PlaceKind::country ? iso_3166_1 : iso_3166_2);
                entry.population = population;
                entry.has_coordinates = latitude && longitude;
                entry.latitude = static_cast<float>(latitude.value_or(0));
                entry.longitude = static_cast<float>(longitude.value_or(0));
            });
    });
    atlas->index();
    return atlas;
}

std::string_view Atlas::keep(std::string_view text) {
    if (text.empty()) return {};
    if (blocks_.empty() || block_free_ < text.size()) {
        block_free_ = std::max(block_bytes, text.size());
        blocks_.push_back(std::make_unique<char[]>(block_free_));
    }
    // Blocks are filled from their end, so the free bytes are always the first ones.
    block_free_ -= text.size();
    char* const place = blocks_.back().get() + block_free_;
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
}

void Atlas::index() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        auto const id = static_cast<std::uint32_t>(i + 1);
        if (entries_[i].slug.empty()) continue; // a gap in the numbers
        by_slug_.push_back(id);
        if (entries_[i].kind == PlaceKind::country) countries_.push_back(id);
        if (entries_[i].kind == PlaceKind::place)
            for (std::int64_t const area : ancestors(id))
                entries_[static_cast<std::size_t>(area) - 1].people_within += entries_[i].population;
    }
    std::ranges::sort(by_slug_, {}, [&](std::uint32_t id) { return entry(id).slug; });
    std::ranges::sort(countries_, {}, [&](std::int64_t id) { return entry(id).country; });
}

std::optional<std::int64_t> Atlas::find(std::string_view slug) const {
    auto const found =
        std::ranges::lower_bound(by_slug_, slug, {}, [&](std::uint32_t id) { return entry(id).slug; });
    if (found == by_slug_.end() || entry(*found).slug != slug) return std::nullopt;
    return *found;
}

std::optional<std::int64_t> Atlas::country(std::string_view code) const {
    auto const found =
        std::ranges::lower_bound(countries_, code, {}, [&](std::int64_t id) { return entry(id).country; });
    if (found == countries_.end() || entry(*found).country != code) return std::nullopt;
    return *found;
}

std::vector<std::int64_t> Atlas::ancestors(std::int64_t id) const {
    std::vector<std::int64_t> chain;
    constexpr std::size_t deepest = 8; // a cycle in bad data must not hang a request
    for (std::int64_t at = entry(id).parent; at != 0 && has(at) && chain.size() < deepest;
         at = entry(at).parent)
        chain.push_back(at);
    return chain;
}

std::int64_t Atlas::state_of(std::int64_t id) const {
    for (std::int64_t at = id; at != 0; at = entry(at).parent) {
        PlaceKind const kind = entry(at).kind;
        if (kind == PlaceKind::state || kind == PlaceKind::territory || kind == PlaceKind::subdivision)
            return at;
    }
    return 0;
}

std::string_view Atlas::name(std::int64_t id, bool spanish) const {
    Entry const& place = entry(id);
    return spanish && !place.name_es.empty() ? place.name_es : place.name;
}

std::string Atlas::context(std::int64_t id, bool spanish) const {
    std::string text;
    std::string_view last = name(id, spanish);
    for (std::int64_t const ancestor : ancestors(id)) {
        std::string_view const own = name(ancestor, spanish);
        // A city and its province often share a name; saying it twice tells nothing. The country is always
        // said.
        bool const is_repeated = own == last && entry(ancestor).kind != PlaceKind::country;
        if (entry(ancestor).kind == PlaceKind::county || is_repeated) continue;
        if (!text.empty()) text += ", ";
        text += own;
        last = own;
    }
    return text;
}

std::string Atlas::full_name(std::int64_t id, bool spanish) const {
    std::string const around = context(id, spanish);
    std::string text(name(id, spanish));
    if (!around.empty()) text += ", " + around;
    return text;
}

} // namespace legation::gazetteer
