#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// That an actor belongs to a network.
struct Membership : records::Record {
    std::int64_t member_id = 0;
    std::int64_t network_id = 0;
    std::string role;
    std::string since, until;
    std::string dues;
    std::string sources;
};

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Membership>();
