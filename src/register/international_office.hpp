#pragma once

#include "kernel/records/field.hpp"

namespace legation::registry {

/// How a government organizes its work abroad.
struct InternationalOffice : records::Record {
    std::int64_t actor_id = 0;
    std::string structure; ///< one of `office_structures`
    std::string name;
    std::string lead_title;
    std::string lead; ///< a public office holder's name
    std::string reports_to;
    std::string staff; ///< as the source says it: "11 (2021)"
    std::string strategy;
    std::string strategy_url;
    std::string legal_basis; ///< ordinance, executive order
    std::string advisory_board;
    std::optional<std::int64_t> agent_id; ///< the actor that does the work for the government
    std::string established;
    std::string sources;
};

std::span<records::Choice const> office_structures();

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::InternationalOffice>();
