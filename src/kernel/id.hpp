#pragma once

#include "kernel/clock.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace legation {

/// A UUID version 7 (RFC 9562): time first, so new records sort by age. `random` gives 64 random bits.
std::string uuid_v7(Timestamp now, std::function<std::uint64_t()> const& random);

/// 64 bits from the system's generator.
std::uint64_t system_random();

/// A UUID version 5 (RFC 9562) under Legation's namespace: the same name gives the same UUID on every hub,
/// which is how starter and gazetteer records of two hubs can be merged.
std::string uuid_v5(std::string_view name);

/// Whether a text has the form of a UUID in lower case.
bool is_uuid(std::string_view text);

} // namespace legation
