#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// A topic of the shared list, mapped to the Sustainable Development Goals.
struct Theme : records::Record {
    std::string slug;
    std::string name;
    std::string name_es;
    std::string summary;
    std::string sdg_goals; ///< numbers from 1 to 17
    std::string sources;
};

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Theme>();
