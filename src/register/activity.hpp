#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// Something that happened between a government and the world.
struct Activity : records::Record {
    std::string key;
    std::string kind; ///< one of `activity_kinds`
    std::string title;
    std::string starts, ends;
    std::string country; ///< where it took place, ISO 3166-1 alpha-2
    std::optional<std::int64_t> place_id;
    std::string themes;
    std::string summary;
    std::string sources;
};

/// That an actor took part in an activity, and as what.
struct ActivityParticipant : records::Record {
    std::int64_t activity_id = 0;
    std::int64_t actor_id = 0;
    std::string role;
    std::int64_t position = 0;
};

/// What came of an activity, measured.
struct Outcome : records::Record {
    std::int64_t activity_id = 0;
    std::string category; ///< one of `outcome_categories`: value, presence or impression, as the 2022 report
                          ///< sorts them
    std::string measure;
    std::optional<double> amount;
    std::string unit;
    std::string note;
    std::string sources;
};

std::span<records::Choice const> activity_kinds();
std::span<records::Choice const> outcome_categories();

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Activity>();
template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::ActivityParticipant>();
template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Outcome>();
