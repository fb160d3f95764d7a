#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// Every kind of actor with its word on the page.
std::span<records::Choice const> actor_kinds();
/// Governments come first in lists and have places; everything else is an organization.
bool is_government(std::string_view kind);

/// Anyone who takes part: on the page "government" or "organization", by its kind.
struct Actor : records::Record {
    std::string slug; ///< the gazetteer's where the actor is the government of a place
    std::string kind; ///< one of `actor_kinds`
    std::string name;
    std::string short_name;
    std::string other_names;               ///< `;` between them
    std::string country;                   ///< ISO 3166-1 alpha-2 of its seat
    std::optional<std::int64_t> place_id;  ///< the gazetteer's place that it governs or sits in
    std::optional<std::int64_t> parent_id; ///< the actor it belongs to: a bureau to its department
    std::string website;
    std::string summary;
    std::string founded;
    std::string themes;
    std::string turn_to_for; ///< what others should turn to it for: the Office's referral table
    std::string sources;

    bool is_government() const { return registry::is_government(kind); }
};

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Actor>();
