#pragma once

#include "kernel/clock.hpp"
#include "kernel/http/request.hpp"

#include <optional>
#include <string>

namespace legation::registry {

/// What `as_of` of an address names.
struct Moment {
    std::string text; ///< `2024-06-01`, or `2024-06-01T12:00:00.000Z`
    Timestamp at;     ///< the last moment that is meant: a day's end, in UTC
};

/// The moment that a request asks for, if any. Throws Error(bad_request) for what is no day and no time in
/// UTC, and for the future.
std::optional<Moment> moment_of(http::Request const& request, Timestamp now);

} // namespace legation::registry
