#pragma once

#include "kernel/http/request.hpp"

#include <string>
#include <string_view>

namespace legation::registry {

/// One field of a form as a person meant it: without blanks around it, line ends as one character.
std::string typed_text(http::Query const& form, std::string_view name);

} // namespace legation::registry
