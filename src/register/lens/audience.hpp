#pragma once

#include "kernel/http/viewer.hpp"

#include <string>
#include <string_view>

/// Who reads a record: everybody, or only some of those who have signed in.
namespace legation::registry {

/// The audiences beyond the public that somebody belongs to, as a lens wants them: `;members;office;`. Empty
/// for a visitor. This is the one place that turns a reader into audiences; what is not named here is shown
/// to nobody.
std::string audiences_of(http::Viewer const& viewer);

/// What a page says of a record that is not for everybody; English.
std::string_view audience_note(std::string_view audience);

} // namespace legation::registry
