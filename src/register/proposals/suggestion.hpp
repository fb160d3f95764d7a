#pragma once

#include "register/editing/audience_field.hpp"
#include "register/editing/form_check.hpp"
#include "register/editing/subject.hpp"
#include "register/proposals/proposal.hpp"

#include <string>
#include <vector>

namespace legation::registry {

/// A proposal that somebody is about to make, by form or by program: what is asked, what was said, what is
/// wrong with it.
struct Suggestion {
    EditSubject subject;
    Proposal proposal;
    std::vector<FormField> fields; ///< about the record; none where the kind asks for no fields
    FormValues values;
    std::vector<FormProblem> problems = {};
    std::vector<Cell> similar = {}; ///< what a new record may be the same as
    AudienceField audience = {};    ///< of a new record of those that the proposer acts for

    bool is_right() const { return problems.empty() && similar.empty(); }
};

/// The name under which lists and mails speak of a new record.
std::string title_of_new(Presenter const& presenter, Suggestion const& suggestion);

/// Who is signed in needs to confirm nothing.
Suggestion begin_suggestion(EditSubject subject, ProposalKind kind, http::Language language,
                            http::Viewer const& viewer);

/// Checks what was typed against the version that was looked at (`proposal.record_version`) and makes it the
/// proposal's changes. Who is sure is not asked again whether the record exists already.
void check_suggestion(Suggestion& suggestion, FormValues const& typed, bool is_sure, Context const& context,
                      Picture const& picture, Presenter const& presenter);

/// Stores it, and mails the link that confirms its address. Throws Error(too_many) when too many came from
/// the client, or from the address, lately.
void store_suggestion(Suggestion& suggestion, http::Request const& request, Context const& context,
                      Presenter const& presenter);

/// What the audit log calls it: there stands from where it came.
std::string audit_subject(Proposal const& proposal);

/// The path of a page of the Register that was named by its address or its path; empty for anything else.
std::string path_of_page(std::string_view written);

} // namespace legation::registry
