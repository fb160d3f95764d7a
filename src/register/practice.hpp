#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// Something that works here and may serve others: a pilot, an ordinance, a program.
struct Practice : records::Record {
    std::string key;
    std::string title;
    std::string offered_by; ///< slugs of actors
    std::string copied_by;  ///< slugs of actors
    std::string themes;
    std::string summary;
    std::string results;
    std::string since;
    std::string sources;
};

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Practice>();
