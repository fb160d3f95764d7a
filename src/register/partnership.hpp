#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// A tie between two or more actors. The page says plainly when nothing is recorded lately; it never declares
/// a partnership dead: only its status, as the parties or a source state it, can say that it ended.
struct Partnership : records::Record {
    std::string key;
    std::string kind; ///< one of `partnership_kinds`
    std::string title;
    std::string status; ///< one of `partnership_statuses`
    std::string starts, ends;
    std::string term; ///< "open-ended", "five years, renewed automatically"
    std::string themes;
    std::string signatories;
    std::string summary;
    std::string sources;

    /// Not yet ended, as far as is recorded.
    bool is_current() const { return status != "expired" && status != "terminated"; }
};

/// That an actor is a party to a partnership; `position` keeps the order of the text.
struct PartnershipParty : records::Record {
    std::int64_t partnership_id = 0;
    std::int64_t actor_id = 0;
    std::int64_t position = 0;
};

std::span<records::Choice const> partnership_kinds();
std::span<records::Choice const> partnership_statuses();

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Partnership>();
template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::PartnershipParty>();
