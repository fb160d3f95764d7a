#pragma once

#include "register/editing/edit.hpp"
#include "register/proposals/proposal.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// What was changed meanwhile in the fields that a proposal changes, side by side; nothing when it can be
/// accepted as it is.
std::vector<MovedField> conflicts_of(store::ReadTransaction& tx, Proposal const& proposal);

/// Stores what a proposal says, as the moderator in whose name the transaction runs, and marks it accepted; a
/// source that it names is recorded too. `changes` are those of the proposal, or what the moderator made of
/// them; a duplicate is merged into the other record. Throws Error(conflict) when the record says something
/// else by now, and Error(unprocessable) when the two cannot be merged.
void accept_proposal(store::WriteTransaction& tx, Proposal& proposal,
                     std::vector<records::FieldChange> const& changes, std::string_view note);

} // namespace legation::registry
