#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// A name that another system gives an actor: `wikidata` Q65, `uei` …. What a place is called elsewhere is in
/// the gazetteer.
struct Identifier : records::Record {
    std::int64_t actor_id = 0;
    std::string scheme;
    std::string value;
    std::string sources;
};

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Identifier>();
