#pragma once

#include "kernel/store/store.hpp"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace legation::registry {

/// By what a person is recognized in text: by whole words, whatever their letter case and accents.
struct PersonTraces {
    std::set<std::string> names; ///< of every version, folded, with a blank on either side
    std::set<std::string> keys;

    bool are_named_in(std::string_view text) const;
    /// A cell of a file may hold the key alone.
    bool are_in(std::string const& cell) const;
    /// The text with `[…]` in place of each name.
    std::string taken_out_of(std::string_view text) const;
};

/// What recognizes somebody by one name.
PersonTraces traces_of_name(std::string_view name);

/// What recognizes the person of these records, now and by what they were called before.
PersonTraces traces_of(store::ReadTransaction& tx, std::span<std::int64_t const> people);

} // namespace legation::registry
