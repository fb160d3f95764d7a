#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// A national or multilateral engagement that comes again, and how local governments take part in it.
struct Convening : records::Record {
    std::string slug;
    std::string name;
    std::string short_name;
    std::string organizers; ///< slugs of actors
    std::string frequency;  ///< one of `frequencies`
    std::string website;
    std::string summary;
    std::string who_attends;
    std::string local_participation;
    std::string themes;
    std::string sources;
};

/// One occurrence of a convening.
struct Edition : records::Record {
    std::int64_t convening_id = 0;
    std::string name;
    std::string starts, ends;
    std::string country;
    std::optional<std::int64_t> place_id;
    std::string website;
    std::string sources;
};

std::span<records::Choice const> frequencies();

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Convening>();
template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Edition>();
