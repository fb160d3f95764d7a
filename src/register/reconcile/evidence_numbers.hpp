#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace legation::registry {

/// A finite number as people's files write it: blanks around it and a plus sign before it say nothing.
std::optional<double> number_in(std::string_view text);

/// A latitude or longitude in degrees; nothing where that is off the earth.
std::optional<double> latitude_in(std::string_view text);
std::optional<double> longitude_in(std::string_view text);

/// A number of people, from 0; nothing where that is more than there are.
std::optional<std::int64_t> people_in(std::string_view text);

} // namespace legation::registry
