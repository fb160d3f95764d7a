#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// A public office holder or named expert. No contact details are kept without consent, and none are kept
/// yet.
struct Person : records::Record {
    std::string key;
    std::string name;
    std::string role;
    std::optional<std::int64_t> actor_id;
    std::string expertise;
    std::string since, until;
    std::string sources;
};

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Person>();
