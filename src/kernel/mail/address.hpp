#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace legation::mail {

/// An e-mail address as it is stored and compared: without blanks around it, its domain in lower case and
/// ASCII (`ada@München.example` becomes `ada@xn--mnchen-3ya.example`). Nothing when it is none, or one that
/// few servers could deliver to: quoted local parts, letters beyond ASCII before the @, bare host names.
std::optional<std::string> address_of(std::string_view typed);

} // namespace legation::mail
