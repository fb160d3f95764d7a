#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// An office of an actor in another country: trade office, overseas office, branch campus.
struct Presence : records::Record {
    std::int64_t actor_id = 0;
    std::string kind; ///< one of `presence_kinds`
    std::string name;
    std::string country; ///< ISO 3166-1 alpha-2
    std::optional<std::int64_t> place_id;
    std::string since, until;
    std::string summary;
    std::string sources;
};

std::span<records::Choice const> presence_kinds();

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Presence>();
