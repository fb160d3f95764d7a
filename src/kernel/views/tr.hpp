#pragma once

#include <string_view>

namespace legation {

/// Marks English text for the catalogs where it is only stored, such as a label in a field table:
/// `field<&Actor::name>("name", tr_noop("Name"))`. It is translated later with `Texts::text`.
constexpr std::string_view tr_noop(std::string_view english) {
    return english;
}

} // namespace legation
