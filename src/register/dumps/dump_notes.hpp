#pragma once

#include "register/dumps/dump.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

struct NounCount {
    std::string_view table;
    std::int64_t records = 0;
};

/// What is in a dump and how to read it.
std::string readme_text(DumpOptions const& options, std::string_view date,
                        std::vector<NounCount> const& counts);
/// Every source and package of the data, with its license.
std::string licenses_text(store::ReadTransaction& tx, DumpOptions const& options);

} // namespace legation::registry
