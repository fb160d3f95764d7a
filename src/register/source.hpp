#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// Where a statement comes from. A record names its sources as `key` or `key@where in it`.
struct Source : records::Record {
    std::string key;
    std::string title;
    std::string author;
    std::string publisher;
    std::string url;
    std::string published;
    std::string accessed;
    std::string as_of; ///< the day that its facts describe
    std::string license;
    std::string note;
};

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Source>();
