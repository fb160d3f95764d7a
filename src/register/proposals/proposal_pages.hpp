#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/proposals/proposal.hpp"
#include "register/section.hpp"

/// A proposal as its proposer sees it: behind the secret link of the mails, or signed in.
namespace legation::registry {

/// Where it stands, and what the proposer can do: answer a question, or withdraw it.
http::Response proposal_page(http::Request const& request, Context const& context);
http::Response act_on_proposal(http::Request const& request, Context const& context);

/// The link of the mail asks once more, because programs that read mail open links.
http::Response confirm_page(http::Request const& request, Context const& context);
http::Response confirm_proposal(http::Request const& request, Context const& context);

/// What somebody suggests to do, and of a new record what it is: “New record: Activity”.
std::string kind_in_words(Presenter const& presenter, Proposal const& proposal);
/// Fills `{{>register/proposal-body.tpl}}`: what is proposed, by whom and why, and every step since.
void show_proposal(views::Data& data, Presenter const& presenter, Proposal const& proposal);

} // namespace legation::registry
