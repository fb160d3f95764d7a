#pragma once

#include "kernel/store/store.hpp"
#include "register/proposals/proposal.hpp"
#include "register/section.hpp"

#include <string>
#include <string_view>

/// What the proposer hears: mails that go out if the transaction is stored, in the language of the form.
namespace legation::registry {

/// The address of a proposal's page for its proposer, without language prefix.
std::string page_of(Proposal const& proposal);

/// Asks to confirm the address that a proposal came from.
void mail_to_confirm(store::WriteTransaction& tx, Context const& context, Proposal const& proposal,
                     std::string_view secret);

/// Tells of the latest step: a question, or a decision with its reason.
void mail_latest_step(store::WriteTransaction& tx, Context const& context, Proposal const& proposal);

} // namespace legation::registry
