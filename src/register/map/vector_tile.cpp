#include "register/map/vector_tile.hpp"

#include "register/actor.hpp"

#include <protozero/pbf_builder.hpp>

#include <array>
#include <map>

namespace legation::registry {

namespace {

// The messages of https://github.com/mapbox/vector-tile-spec (2.1), by their numbers there.
enum class TileField : protozero::pbf_tag_type { layers = 3 };
enum class LayerField : protozero::pbf_tag_type {
    name = 1,
    features = 2,
    keys = 3,
    values = 4,
    extent = 5,
    version = 15
};
enum class FeatureField : protozero::pbf_tag_type { tags = 2, type = 3, geometry = 4 };
enum class ValueField : protozero::pbf_tag_type { string_value = 1, uint_value = 5, bool_value = 7 };

constexpr std::int32_t point_type = 1;
constexpr std::uint32_t move_to_once = 9; // command 1, one time
constexpr int world_bits = 32;
constexpr int extent_bits = 12;

/// Keys and values stand once in a layer, and features name them by number.
class Numbered {
  public:
    std::uint32_t number(std::string const& entry) {
        auto const [found, is_new] = numbers_.emplace(entry, static_cast<std::uint32_t>(entries_.size()));
        if (is_new) entries_.push_back(&found->first);
        return found->second;
    }
    std::vector<std::string const*> const& entries() const { return entries_; }

  private:
    std::map<std::string, std::uint32_t> numbers_;
    std::vector<std::string const*> entries_; ///< in order of number
};

class Layer {
  public:
    explicit Layer(std::string& tile) : tile_(tile), layer_(tile_, TileField::layers) {
        layer_.add_uint32(LayerField::version, 2);
        layer_.add_string(LayerField::name, "actors");
        layer_.add_uint32(LayerField::extent, tile_extent);
    }

    void add(Cluster const& cluster, TileAddress tile, Presenter const& presenter) {
        tags_.clear();
        if (cluster.only != nullptr) {
            tag_text("slug", cluster.only->slug);
            tag_text("name", presenter.actor(cluster.only->id).text);
            tag_text("kind", cluster.only->kind);
            tag_text("label", presenter.choice(actor_kinds(), cluster.only->kind).text);
        } else {
            tag_number("count", cluster.count);
            if (cluster.is_one_place) tag_true("one_place");
        }
        protozero::pbf_builder<FeatureField> feature(layer_, LayerField::features);
        feature.add_packed_uint32(FeatureField::tags, tags_.begin(), tags_.end());
        feature.add_enum(FeatureField::type, point_type);
        std::array<std::uint32_t, 3> const geometry{move_to_once, local(cluster.at.x, tile.zoom),
                                                    local(cluster.at.y, tile.zoom)};
        feature.add_packed_uint32(FeatureField::geometry, geometry.begin(), geometry.end());
    }

    void finish() {
        for (std::string const* key : keys_.entries())
            layer_.add_string(LayerField::keys, *key);
        for (std::string const* value : values_.entries())
            layer_.add_message(LayerField::values, *value);
    }

  private:
    /// Within its tile, zigzag encoded: what is left of the position is all below the tile's own bits.
    static std::uint32_t local(std::uint32_t world, int zoom) {
        std::uint64_t const within = (std::uint64_t{world} << zoom) & 0xFFFFFFFFULL;
        return static_cast<std::uint32_t>(within >> (world_bits - extent_bits)) << 1;
    }

    void tag(std::string const& key, std::string const& value) {
        tags_.push_back(keys_.number(key));
        tags_.push_back(values_.number(value));
    }
    void tag_text(std::string const& key, std::string const& text) {
        std::string value;
        protozero::pbf_builder<ValueField>(value).add_string(ValueField::string_value, text);
        tag(key, value);
    }
    void tag_number(std::string const& key, std::uint64_t number) {
        std::string value;
        protozero::pbf_builder<ValueField>(value).add_uint64(ValueField::uint_value, number);
        tag(key, value);
    }
    void tag_true(std::string const& key) {
        std::string value;
        protozero::pbf_builder<ValueField>(value).add_bool(ValueField::bool_value, true);
        tag(key, value);
    }

    protozero::pbf_builder<TileField> tile_;
    protozero::pbf_builder<LayerField> layer_;
    Numbered keys_, values_;
    std::vector<std::uint32_t> tags_;
};

} // namespace

std::string encode_tile(std::vector<Cluster> const& clusters, TileAddress tile, Presenter const& presenter) {
    std::string bytes;
    if (clusters.empty()) return bytes;
    { // the layer's length is written when it goes
        Layer layer(bytes);
        for (Cluster const& cluster : clusters)
            layer.add(cluster, tile, presenter);
        layer.finish();
    }
    return bytes;
}

} // namespace legation::registry
