#pragma once

#include "gazetteer/atlas.hpp"
#include "kernel/search/name_index.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// Finds countries, states and counties by what people write for them: codes, names, former names.
class AreaNames {
  public:
    AreaNames(gazetteer::Atlas const& atlas, search::NameIndex const& places)
        : atlas_(atlas), places_(places) {}

    /// ISO 3166-1 alpha-2 of a code (two or three letters) or a name; empty when it is not known.
    std::string country(std::string_view written) const;
    /// Everything larger than a settlement that bears the name or code. With `country` only what is in it.
    std::vector<std::int64_t> areas(std::string_view written, std::string_view country) const;

  private:
    void add_named(std::string const& name, std::string_view country, std::vector<std::int64_t>& areas) const;

    gazetteer::Atlas const& atlas_;
    search::NameIndex const& places_;
};

} // namespace legation::registry
