#include "register/proposals/proposal_pages.hpp"

#include "kernel/error.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"
#include "register/editing/form_view.hpp"
#include "register/editing/typed_text.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/proposals/notices.hpp"
#include "register/proposals/proposal_store.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;
using records::Choice;

constexpr int see_other = 303;

/// What each step says on the page.
std::span<Choice const> step_labels() {
    static constexpr std::array choices{
        Choice{"made", tr_noop("Suggested")},
        Choice{"confirmed", tr_noop("Address confirmed")},
        Choice{"asked", tr_noop("Question")},
        Choice{"answered", tr_noop("Answer")},
        Choice{"accepted", tr_noop("Accepted")},
        Choice{"accepted_with_changes", tr_noop("Accepted with changes")},
        Choice{"declined", tr_noop("Declined")},
        Choice{"withdrawn", tr_noop("Withdrawn")},
    };
    return choices;
}

[[noreturn]] void not_there() {
    throw Error(ErrorCode::not_found, "There is no such suggestion, or the link to it is not whole.");
}

Proposal find(Context const& context, Request const& request) {
    auto proposal = context.store.read(
        [&](store::ReadTransaction& tx) { return find_proposal(tx, request.parameter("uuid")); });
    if (!proposal) not_there();
    return std::move(*proposal);
}

/// Only who has the link of the mails, or made it while signed in, sees it.
void check_key(Request const& request, Proposal const& proposal, std::string_view key) {
    bool const is_own = proposal.account_id != 0 && proposal.account_id == request.viewer.account_id;
    if (!is_own && key != proposal.view_key) not_there();
}

Response page(Request const& request, Context const& context, Presenter const& presenter,
              Proposal const& proposal, std::string_view body, views::Data data) {
    views::PageInfo info;
    info.title = views::fill(presenter.text("Suggestion: {name}"), {{"name", proposal.title}});
    info.section = "register";
    return context.layout.page(request, info, body, std::move(data))
        .with("Referrer-Policy", "same-origin"); // the address is a secret
}

} // namespace

std::string kind_in_words(Presenter const& presenter, Proposal const& proposal) {
    std::string kind = presenter.text(records::choice_label(proposal_kinds(), code_of(proposal.kind)));
    records::RecordType const* const type = find_noun(proposal.record_type);
    if (proposal.kind != ProposalKind::new_record || type == nullptr) return kind;
    return fmt::format("{}: {}", kind, presenter.text(type->label));
}

void show_proposal(views::Data& data, Presenter const& presenter, Proposal const& proposal) {
    http::Language const language = presenter.language();
    bool const is_new = proposal.kind == ProposalKind::new_record;
    data.set("PROPOSAL_TITLE", proposal.title);
    data.set("PROPOSAL_KIND", kind_in_words(presenter, proposal));
    data.set("PROPOSAL_STATE",
             presenter.text(records::choice_label(proposal_states(), code_of(proposal.state))));
    if (proposal.path.starts_with("/register/"))
        data.add("PROPOSAL_RECORD").set("RECORD_URL", localized(language, proposal.path));
    if (records::RecordType const* type = find_noun(proposal.record_type))
        show_changes(data, presenter, *type, proposal.changes, is_new);
    data.set("PROPOSAL_COMMENT", proposal.comment);
    data.set("PROPOSAL_NAME", proposal.name.empty() ? presenter.text("A visitor") : proposal.name);
    if (!proposal.source_title.empty()) {
        views::Data source = data.add("PROPOSAL_SOURCE");
        source.set("SOURCE_TITLE", proposal.source_title);
        source.set_shown("SOURCE_URL", proposal.source_url);
    }
    if (!proposal.duplicate_of.empty())
        data.add("PROPOSAL_DUPLICATE").set("OTHER_URL", localized(language, proposal.duplicate_of));
    for (ProposalStep const& step : proposal.steps) {
        views::Data item = data.add("STEP");
        item.set("STEP_LABEL", presenter.text(records::choice_label(step_labels(), step.what)));
        item.set("STEP_AT", step.at);
        item.set("STEP_ON", views::timestamp(language, step.at));
        item.set_shown("STEP_WHO", step.who);
        item.set_shown("STEP_TEXT", step.text);
    }
}

Response proposal_page(Request const& request, Context const& context) {
    allow_parameters(request, {"key"});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    Proposal const proposal = find(context, request);
    check_key(request, proposal, request.query.find("key").value_or(""));
    views::Data data;
    show_proposal(data, presenter, proposal);
    data.set("ACT_URL", localized(request.language, "/proposals/" + proposal.uuid));
    data.set("VIEW_KEY", proposal.view_key);
    if (proposal.state == ProposalState::unconfirmed) data.add("UNCONFIRMED").set("EMAIL", proposal.email);
    if (proposal.state == ProposalState::asked) data.show("ANSWER_FORM");
    if (!proposal.is_decided()) data.show("WITHDRAW_FORM");
    return page(request, context, presenter, proposal, "register/proposal.tpl", std::move(data));
}

Response act_on_proposal(Request const& request, Context const& context) {
    http::Query const sent = http::parse_form(request);
    Proposal proposal = find(context, request);
    check_key(request, proposal, sent.find("key").value_or(""));
    std::string_view const what = sent.find("act").value_or("");
    context.store.write(store::Author{"visitor"}, [&](store::WriteTransaction& tx) {
        Proposal now = find_proposal(tx, proposal.uuid).value();
        if (what == "answer")
            now.answer(typed_text(sent, "answer"), tx.now());
        else if (what == "withdraw")
            now.withdraw(tx.now());
        else
            throw Error(ErrorCode::bad_request, "Use the buttons of the page.");
        save_proposal(tx, now);
    });
    return http::redirect(localized(request.language, page_of(proposal)), see_other);
}

Response confirm_page(Request const& request, Context const& context) {
    allow_parameters(request, {"key"});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    Proposal const proposal = find(context, request);
    views::Data data;
    data.set("CONFIRM_URL", localized(request.language, fmt::format("/proposals/{}/confirm", proposal.uuid)));
    data.set("CONFIRM_KEY", request.query.find("key").value_or(""));
    return page(request, context, presenter, proposal, "register/confirm.tpl", std::move(data));
}

Response confirm_proposal(Request const& request, Context const& context) {
    http::Query const sent = http::parse_form(request);
    Proposal const proposal = find(context, request);
    context.store.write(store::Author{"visitor"}, [&](store::WriteTransaction& tx) {
        Proposal now = find_proposal(tx, proposal.uuid).value();
        if (now.confirm(sent.find("key").value_or(""), tx.now())) save_proposal(tx, now);
    });
    return http::redirect(localized(request.language, page_of(proposal)), see_other);
}

} // namespace legation::registry
