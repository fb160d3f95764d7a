#pragma once

#include "kernel/http/request.hpp"
#include "register/proposals/suggestion.hpp"

#include <optional>
#include <string>

namespace legation::registry {

/// Records something new at once, where it belongs to an actor for which its maker acts, or where they may
/// change what is others': answers the path of its page. Nothing where it has to be suggested.
std::optional<std::string> add_own_record(http::Request const& request, Context const& context,
                                          Presenter const& presenter, Suggestion const& form);

} // namespace legation::registry
