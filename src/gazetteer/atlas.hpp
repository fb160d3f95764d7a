#pragma once

#include "kernel/store/store.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::gazetteer {

enum class PlaceKind : std::uint8_t { country, subdivision, state, territory, county, place };

PlaceKind place_kind(std::string_view code);
std::string_view code_of(PlaceKind kind);
/// `state`, `populated place`: English, translated when shown.
std::string_view label_of(PlaceKind kind);

/// What lists, search and maps need of every place, kept small in memory (some 60 bytes a place): the
/// gazetteer is reference data, so this is read once at the start. Places are numbered as in the database.
class Atlas {
  public:
    struct Entry {
        std::string_view name, name_es, slug, other_names;
        std::string_view country; ///< ISO 3166-1 alpha-2
        std::string_view code;    ///< ISO 3166-2 of a subdivision or state, ISO 3166-1 of a country
        std::int64_t parent = 0;  ///< 0 for none
        std::int64_t population = 0;
        std::int64_t people_within =
            0; ///< in its places together; sources give areas no population of their own
        float latitude = 0, longitude = 0;
        bool has_coordinates = false;
        PlaceKind kind = PlaceKind::place;
    };

    static std::shared_ptr<Atlas const> read(store::Store& store);

    std::size_t size() const { return entries_.size(); }
    bool has(std::int64_t id) const { return id >= 1 && static_cast<std::size_t>(id) <= entries_.size(); }
    Entry const& entry(std::int64_t id) const { return entries_[static_cast<std::size_t>(id) - 1]; }
    std::optional<std::int64_t> find(std::string_view slug) const;
    /// The place that is the country with that ISO 3166-1 alpha-2 code.
    std::optional<std::int64_t> country(std::string_view code) const;
    std::vector<std::int64_t> const& countries() const { return countries_; }

    /// The chain of places that contain it, the nearest first.
    std::vector<std::int64_t> ancestors(std::int64_t id) const;
    /// The state, territory or subdivision it is in (or is), or 0.
    std::int64_t state_of(std::int64_t id) const;
    /// `Paris, Texas, United States`: what tells it from places of the same name.
    std::string full_name(std::int64_t id, bool spanish) const;
    /// `Texas, United States`
    std::string context(std::int64_t id, bool spanish) const;
    std::string_view name(std::int64_t id, bool spanish) const;

  private:
    std::string_view keep(std::string_view text);
    void index();

    std::vector<Entry> entries_;
    std::vector<std::unique_ptr<char[]>> blocks_; ///< texts, which entries point into
    std::size_t block_free_ = 0;
    std::vector<std::uint32_t> by_slug_;  ///< ids in order of slug
    std::vector<std::int64_t> countries_; ///< in order of code
};

/// Great-circle distance.
double kilometers_between(float latitude_a, float longitude_a, float latitude_b, float longitude_b);

} // namespace legation::gazetteer
