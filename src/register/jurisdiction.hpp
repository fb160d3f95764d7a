#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// That a consulate covers a place.
struct Jurisdiction : records::Record {
    std::int64_t mission_id = 0;
    std::int64_t area_id = 0;
    std::string sources;
};

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Jurisdiction>();
