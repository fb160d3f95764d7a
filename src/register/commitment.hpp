#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// What an actor has promised toward a global agenda: what, by when, and the evidence.
struct Commitment : records::Record {
    std::string key;
    std::int64_t actor_id = 0;
    std::string agenda; ///< one of `agendas`
    std::string title;
    std::string summary;
    std::string made, due;
    std::string evidence;
    std::string sources;
};

std::span<records::Choice const> agendas();

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Commitment>();
