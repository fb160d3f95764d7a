#pragma once

#include <span>
#include <string_view>

namespace legation::registry::api {

/// A piece of program to copy, with `{hub}` for the hub's address. Tests run each.
struct Example {
    std::string_view key;
    std::string_view language;
    std::string_view text;
};

std::span<Example const> examples();

/// How a program suggests a change with a token.
std::string_view token_example();

} // namespace legation::registry::api
