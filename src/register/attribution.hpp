#pragma once

#include <string>
#include <vector>

namespace legation::registry {

/// A package that the gazetteer is made from, as its license wants it named.
struct Attribution {
    std::string name, version, what, license, url;
};

} // namespace legation::registry
