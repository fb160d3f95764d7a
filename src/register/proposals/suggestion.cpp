#include "register/proposals/suggestion.hpp"

#include "accounts/attempt_limit.hpp"
#include "accounts/audit/audit_log.hpp"
#include "accounts/blocks/block.hpp"
#include "kernel/error.hpp"
#include "kernel/mail/address.hpp"
#include "kernel/views/format.hpp"
#include "register/editing/form_view.hpp"
#include "register/proposals/notices.hpp"
#include "register/proposals/proposal_store.hpp"
#include "register/proposals/similar.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

/// Each suggestion mails somebody: nobody shall send mail to strangers through us.
constexpr accounts::AttemptLimit suggestions_by_client{"suggestion", 20, std::chrono::hours(1)};
constexpr accounts::AttemptLimit suggestions_by_newcomer{"newcomer suggestion", 10, std::chrono::days(1)};

} // namespace

std::string title_of_new(Presenter const& presenter, Suggestion const& suggestion) {
    std::vector<FormField> const& fields = suggestion.fields;
    for (std::string_view const name : {"title", "name", "parties", "member", "actor", "measure"})
        if (auto const field = std::ranges::find(fields, name, &FormField::name); field != fields.end())
            if (std::string words = in_words(presenter, *field, value_in(suggestion.values, name));
                !words.empty())
                return words;
    return suggestion.subject.title;
}

Suggestion begin_suggestion(EditSubject subject, ProposalKind kind, http::Language language,
                            http::Viewer const& viewer) {
    // Moderators, who would decide, may not all see it.
    if (subject.record && subject.audience != "public")
        throw Error(ErrorCode::forbidden,
                    "This record is not public: those who act for it change it themselves.");
    Suggestion suggestion{std::move(subject), {}, {}, {}};
    Proposal& proposal = suggestion.proposal;
    proposal.kind = kind;
    proposal.language = views::code(language);
    if (viewer.is_signed_in()) {
        proposal.account_id = viewer.account_id;
        proposal.name = viewer.name;
        proposal.email = viewer.email;
        proposal.state = ProposalState::waiting;
    }
    proposal.record_type = suggestion.subject.type->name;
    proposal.title = suggestion.subject.title;
    proposal.path = suggestion.subject.path;
    if (suggestion.subject.record) {
        proposal.record_id = suggestion.subject.record->id;
        proposal.record_version = suggestion.subject.record->version;
    }
    if (kind == ProposalKind::change || kind == ProposalKind::new_record)
        suggestion.fields = form_fields(*suggestion.subject.type, Asked::everyone);
    suggestion.values = suggestion.subject.values;
    return suggestion;
}

void check_suggestion(Suggestion& suggestion, FormValues const& typed, bool is_sure, Context const& context,
                      Picture const& picture, Presenter const& presenter) {
    Proposal& proposal = suggestion.proposal;
    EditSubject const& subject = suggestion.subject;
    if (!suggestion.fields.empty())
        context.store.read([&](store::ReadTransaction& tx) {
            FormValues const before =
                subject.record ? values_of_version(tx, subject, proposal.record_version) : FormValues{};
            CheckedForm checked =
                check_form(picture, presenter, tx, *subject.type, suggestion.fields, before, typed);
            suggestion.values = std::move(checked.values);
            suggestion.problems = std::move(checked.problems);
            proposal.changes = changes_between(suggestion.fields, before, suggestion.values);
            if (!subject.record && !is_sure)
                suggestion.similar =
                    similar_records(picture, presenter, tx, *subject.type, suggestion.values);
        });
    for (records::FieldError const& wrong : problems_of(proposal))
        suggestion.problems.push_back({wrong.field, presenter.text(wrong.message)});
}

void store_suggestion(Suggestion& suggestion, http::Request const& request, Context const& context,
                      Presenter const& presenter) {
    Proposal& proposal = suggestion.proposal;
    proposal.email = mail::address_of(proposal.email).value_or("");
    Whereabouts const where = whereabouts_of(presenter, suggestion.subject.owners, suggestion.values);
    proposal.country = where.country;
    proposal.area = where.area;
    if (!suggestion.subject.record) proposal.title = title_of_new(presenter, suggestion);
    context.store.write(store::Author{"visitor"}, [&](store::WriteTransaction& tx) {
        if (!accounts::count_attempt(tx, suggestions_by_client, request.client))
            throw Error(ErrorCode::too_many,
                        "There are many suggestions from your network. Please come back in an hour.");
        if (proposal.account_id != 0 && accounts::is_newcomer(tx, request.viewer, tx.now()) &&
            !accounts::count_attempt(tx, suggestions_by_newcomer, std::to_string(request.viewer.account_id)))
            throw Error(ErrorCode::too_many,
                        "Your account is new, and has made many suggestions today. Come back tomorrow, when "
                        "some of them may be decided.");
        std::string const secret = store_proposal(tx, proposal);
        accounts::audit(tx, {.action = "suggest",
                             .account_id = proposal.account_id,
                             .client = request.client,
                             .request_id = request.id,
                             .subject = audit_subject(proposal)});
        if (proposal.state == ProposalState::unconfirmed) mail_to_confirm(tx, context, proposal, secret);
    });
}

std::string audit_subject(Proposal const& proposal) {
    return fmt::format("suggestion {}", proposal.uuid);
}

std::string path_of_page(std::string_view written) {
    std::size_t const at = written.find("/register/");
    if (at == std::string_view::npos) return {};
    std::string_view const path = written.substr(at);
    return std::string(path.substr(0, path.find_first_of("?#")));
}

} // namespace legation::registry
