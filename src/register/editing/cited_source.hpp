#pragma once

#include "register/editing/edit.hpp"

#include <string>

namespace legation::registry {

/// A source as it is named in a form beside a change.
struct CitedSource {
    std::string title; ///< empty: none is named
    std::string url;
    std::string accessed; ///< the day when it was looked at
};

/// Lets the changed record cite a source: the one with the same address, or one that is recorded now.
/// `sources` is the list that the record has. Does nothing for nouns that have no sources.
void cite(store::WriteTransaction& tx, CitedSource const& source, std::string const& sources, Edit& edit);

} // namespace legation::registry
