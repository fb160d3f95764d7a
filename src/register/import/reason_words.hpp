#pragma once

#include "register/presenter.hpp"

#include <string>
#include <string_view>

namespace legation::registry {

/// What the engine and the reconciler say of a row, in the reader's language. They write English, which
/// reports and stored rows keep; what has no translation stays as it is.
std::string in_words(Presenter const& presenter, std::string_view reason);

} // namespace legation::registry
