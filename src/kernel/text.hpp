#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace legation {

/// Whether bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view bytes);

/// The longest beginning of a UTF-8 text, of at most so many bytes, that tears no letter apart.
std::string_view whole_letters(std::string_view text, std::size_t most_bytes);

/// `17`, or nothing for what is no whole number from 0.
std::optional<std::int64_t> whole_number(std::string_view text);

/// A placeholder's name and what stands in its place.
using Filling = std::pair<std::string_view, std::string_view>;

/// Replaces each `{name}` by its value: `fill("Merged into {name}.", {{"name", actor.name}})`.
/// Values are put in as they are; templates escape when the result is shown.
std::string fill(std::string_view text, std::span<Filling const> values);
std::string fill(std::string_view text, std::initializer_list<Filling> values);

} // namespace legation
