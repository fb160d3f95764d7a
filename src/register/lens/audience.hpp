#pragma once

#include "kernel/http/viewer.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Who reads a record: everybody, or only some of those who have signed in.
namespace legation::registry {

/// The audiences beyond the public that somebody belongs to, as a lens wants them: `;members;office;own:17;`.
/// Empty for a visitor. This is the one place that turns a reader into audiences; what is not named here is
/// shown to nobody.
std::string audiences_of(http::Viewer const& viewer);

struct Audience {
    std::string_view code, label; ///< the label is English
};
/// For whom somebody may make a record of these actors: for those only with whom they could still edit it.
std::vector<Audience> audiences_to_choose(http::Viewer const& viewer, std::span<std::int64_t const> owners);

/// What a page says of a record that is not for everybody; English.
std::string_view audience_note(std::string_view audience);

} // namespace legation::registry
