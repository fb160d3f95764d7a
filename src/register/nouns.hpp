#pragma once

#include "kernel/records/field.hpp"

#include <span>
#include <string_view>

namespace legation::registry {

/// Every record type of the Register, each after those that it refers to.
std::span<records::RecordType const* const> nouns();

/// By name (`partnership`) or by table (`partnerships`); null when there is none.
records::RecordType const* find_noun(std::string_view name);

} // namespace legation::registry
