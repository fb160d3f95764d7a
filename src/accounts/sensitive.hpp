#pragma once

#include "accounts/context.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

#include <optional>
#include <string_view>

namespace legation::accounts {

/// Before an act that would harm most if somebody else sat at the browser: the answer that asks to sign in
/// again, and leads back to the page `path` then; nothing when they did so a short while ago.
std::optional<http::Response> ask_again(http::Request const& request, Context const& context,
                                        std::string_view path);

} // namespace legation::accounts
