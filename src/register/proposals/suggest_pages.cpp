#include "register/proposals/suggest_pages.hpp"

#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "kernel/views/tr.hpp"
#include "register/editing/form_view.hpp"
#include "register/editing/typed_text.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/proposals/notices.hpp"
#include "register/proposals/own_record.hpp"
#include "register/proposals/suggestion.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;
using views::FieldView;

/// What the form of a record is for: one of four things.
struct Way {
    ProposalKind kind;
    std::string_view label;
};
constexpr std::array ways{
    Way{ProposalKind::change, tr_noop("Change what it says")},
    Way{ProposalKind::add_source, tr_noop("Add a source")},
    Way{ProposalKind::out_of_date, tr_noop("It is out of date")},
    Way{ProposalKind::duplicate, tr_noop("It is a duplicate")},
};

ProposalKind wanted_kind(std::string_view code) {
    if (code.empty()) return ProposalKind::change;
    for (Way const& way : ways)
        if (code_of(way.kind) == code) return way.kind;
    throw Error(ErrorCode::bad_request,
                "There is no such kind of suggestion. Go back and choose one of the page.");
}

std::int64_t version_in(http::Query const& form) {
    return whole_number(form.find("proposal_version").value_or("")).value_or(0);
}

void read_about(Proposal& proposal, http::Query const& sent) {
    proposal.comment = typed_text(sent, "proposal_comment");
    if (proposal.account_id == 0) {
        proposal.name = typed_text(sent, "proposal_name");
        proposal.email = typed_text(sent, "proposal_email");
    }
    proposal.source_title = typed_text(sent, "proposal_source_title");
    proposal.source_url = typed_text(sent, "proposal_source_url");
}

/// Who is not signed in says who they are.
void add_proposer(std::vector<FieldView>& all, Proposal const& proposal, Presenter const& presenter) {
    all.push_back({.name = "proposal_name",
                   .label = presenter.text("Your name"),
                   .hint = presenter.text("Shown with the change, if you like to be named."),
                   .value = proposal.name,
                   .autocomplete = "name",
                   .max_length = 100});
    all.push_back(
        {.name = "proposal_email",
         .label = presenter.text("Your e-mail address"),
         .hint = presenter.text("You get a link to confirm it, and hear what becomes of your suggestion. "
                                "It is never shown."),
         .value = proposal.email,
         .is_required = true,
         .type = "email",
         .autocomplete = "email",
         .max_length = 254});
}

/// The questions about the suggestion itself, below those about the record.
std::vector<FieldView> about_fields(Suggestion const& form, Presenter const& presenter) {
    Proposal const& proposal = form.proposal;
    std::vector<FieldView> all;
    if (proposal.kind == ProposalKind::duplicate)
        all.push_back({.name = "proposal_duplicate",
                       .label = presenter.text("The other page"),
                       .hint = presenter.text("Its address here, such as /register/us-ca-los-angeles."),
                       .value = proposal.duplicate_of,
                       .is_required = true,
                       .max_length = 300});
    if (proposal.kind != ProposalKind::duplicate) {
        all.push_back(
            {.name = "proposal_source_title",
             .label = presenter.text("Where does it say so?"),
             .hint = presenter.text("What the source is called: a page, a report, minutes of a meeting."),
             .value = proposal.source_title,
             .is_required = proposal.kind == ProposalKind::add_source,
             .max_length = 300});
        all.push_back({.name = "proposal_source_url",
                       .label = presenter.text("Address of the source"),
                       .hint = presenter.text("Begins with https:// or http://."),
                       .value = proposal.source_url,
                       .type = "url",
                       .max_length = 1'000});
    }
    all.push_back(
        {.name = "proposal_comment",
         .label = presenter.text("Why?"),
         .hint = presenter.text("A sentence for whoever decides. It is kept with the record’s history."),
         .value = proposal.comment,
         .is_required = true,
         .max_length = ProposalLimits::comment_bytes});
    if (proposal.account_id == 0) add_proposer(all, proposal, presenter);
    for (FieldView& view : all) {
        auto const problem = std::ranges::find(form.problems, view.name, &FormProblem::field);
        if (problem != form.problems.end()) view.error = problem->message;
    }
    return all;
}

void show_ways(views::Data& data, Suggestion const& form, Presenter const& presenter) {
    if (!form.subject.record) return;
    views::Data list = data.add("WAYS");
    for (Way const& way : ways) {
        views::Data item = list.add(way.kind == form.proposal.kind ? "WAY_HERE" : "WAY");
        item.set("WAY_LABEL", presenter.text(way.label));
        item.set("WAY_URL",
                 localized(presenter.language(),
                           fmt::format("{}/suggest?what={}", form.subject.path, code_of(way.kind))));
    }
}

Response show_form(Request const& request, Context const& context, Presenter const& presenter,
                   Suggestion const& form, int status) {
    http::Language const language = presenter.language();
    bool const is_new = !form.subject.record;
    views::Data data;
    data.set("SUBJECT", form.subject.title);
    if (is_new) data.show("IS_NEW");
    if (is_new && accounts::may(request.viewer, accounts::Permission::edit_record, {}))
        data.show("ALL_AT_ONCE");
    else if (is_new && accounts::may(request.viewer, accounts::Permission::edit_record))
        data.show("OWN_AT_ONCE");
    if (form.subject.type->name == "activity" && form.audience.choices.empty()) data.show("TRAVEL_ADVICE");
    show_ways(data, form, presenter);
    data.set("SEND_URL", localized(language, is_new ? form.subject.path : form.subject.path + "/suggest"));
    data.set("WHAT", code_of(form.proposal.kind));
    data.set("SEEN_VERSION", form.proposal.record_version);
    std::vector<FieldView> shown = show_fields(data, presenter, form.fields, form.values, form.problems);
    for (FieldView const& view : about_fields(form, presenter)) {
        views::Data field = data.add("ABOUT_FIELD");
        if (view.name == "proposal_comment")
            views::add_textarea(std::move(field), view, 3);
        else
            views::add_text(std::move(field), view);
        shown.push_back(view);
    }
    auto const problem = std::ranges::find(form.problems, audience_name, &FormProblem::field);
    show_audiences(data, presenter, form.audience,
                   problem == form.problems.end() ? std::string_view() : problem->message);
    views::add_error_summary(data, shown);
    if (!form.similar.empty()) {
        views::Data warning = data.add("SIMILAR");
        show_links(warning, "SIMILAR_RECORD", form.similar, language);
    }
    views::PageInfo info;
    info.title =
        is_new ? views::fill(presenter.text("Suggest a new record: {noun}"), {{"noun", form.subject.title}})
               : views::fill(presenter.text("Suggest a change of {name}"), {{"name", form.subject.title}});
    info.section = "register";
    for (Cell const& step : form.subject.trail)
        info.breadcrumbs.push_back({step.text, step.path});
    if (!is_new) info.breadcrumbs.push_back({form.subject.title, form.subject.path});
    if (is_new) info.breadcrumbs.push_back({presenter.text("Add to the record"), "/suggest"});
    info.breadcrumbs.push_back({is_new ? form.subject.title : presenter.text("Suggest a change"), {}});
    return context.layout.page(request, info, "register/suggest.tpl", std::move(data), status);
}

/// The path of the record that was made at once; else nothing, and maybe a problem in the form.
std::optional<std::string> add_at_once(Request const& request, Context const& context,
                                       Presenter const& presenter, Suggestion& form) {
    auto const refuse = [&](std::string_view field, std::string_view english) {
        form.problems.push_back({std::string(field), presenter.text(english)});
    };
    try {
        if (auto path = add_own_record(request, context, presenter, form)) return path;
    } catch (Error const& error) {
        // Such as what is recorded already: all that was typed stays in the form.
        if (error.code != ErrorCode::conflict && error.code != ErrorCode::unprocessable) throw;
        refuse(form.fields.front().name, error.public_message);
        return std::nullopt;
    }
    if (is_closed(form.audience))
        refuse(audience_name, tr_noop("Only what belongs to those you act for can be closed to others: name "
                                      "them above, or choose everybody."));
    return std::nullopt;
}

Response receive(Request const& request, Context const& context, Picture const& picture,
                 Presenter const& presenter, Suggestion form, http::Query const& sent) {
    Proposal& proposal = form.proposal;
    read_about(proposal, sent);
    if (form.subject.record) proposal.record_version = std::max<std::int64_t>(version_in(sent), 1);
    proposal.duplicate_of = path_of_page(typed_text(sent, "proposal_duplicate"));
    check_suggestion(form, typed_in(sent.pairs(), form.fields), sent.find("proposal_sure").has_value(),
                     context, picture, presenter);
    constexpr int unprocessable = 422, see_other = 303;
    if (!form.subject.record) read_audience(form.audience, sent);
    if (!form.is_right()) return show_form(request, context, presenter, form, unprocessable);
    if (!form.subject.record) {
        if (auto const path = add_at_once(request, context, presenter, form))
            return http::redirect(localized(request.language, *path), see_other);
        if (!form.is_right()) return show_form(request, context, presenter, form, unprocessable);
    }
    store_suggestion(form, request, context, presenter);
    return http::redirect(localized(request.language, page_of(proposal)), see_other);
}

Suggestion begin_new(Request const& request, Presenter const& presenter) {
    Suggestion form = begin_suggestion(new_subject(presenter, request.parameter("noun")),
                                       ProposalKind::new_record, request.language, request.viewer);
    auto const own = accounts::actors_of(request.viewer);
    records::RecordType const& type = *form.subject.type;
    if (!own.empty())
        form.audience = audience_field(request.viewer, type, own,
                                       type.name == "activity" ? after_return : std::string_view("public"));
    return form;
}

} // namespace

Response suggest_page(Request const& request, Context const& context) {
    allow_parameters(request, {"what"});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    std::string const path = request.path.substr(0, request.path.rfind('/'));
    ProposalKind const kind = wanted_kind(request.query.find("what").value_or(""));
    constexpr int ok = 200;
    EditSubject subject = subject_of(context, *picture, presenter, path);
    // Who may change it at once needs to suggest nothing.
    bool const is_change = kind == ProposalKind::change;
    if (is_change && accounts::may(request.viewer, accounts::Permission::edit_record,
                                   {.actors = subject.owners, .is_protected = subject.is_protected()}))
        return http::redirect(localized(request.language, subject.path + "/edit"));
    return show_form(request, context, presenter,
                     begin_suggestion(std::move(subject), kind, request.language, request.viewer), ok);
}

Response send_suggestion(Request const& request, Context const& context) {
    http::Query const sent = http::parse_form(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    std::string const path = request.path.substr(0, request.path.rfind('/'));
    ProposalKind const kind = wanted_kind(sent.find("proposal_what").value_or(""));
    return receive(request, context, *picture, presenter,
                   begin_suggestion(subject_of(context, *picture, presenter, path), kind, request.language,
                                    request.viewer),
                   sent);
}

Response add_page(Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    views::Data data;
    for (std::string_view const noun : addable_nouns()) {
        views::Data item = data.add("NOUN");
        item.set("NOUN_LABEL", presenter.text(find_noun(noun)->label));
        item.set("NOUN_URL", localized(request.language, fmt::format("/suggest/{}", noun)));
    }
    views::PageInfo info;
    info.title = presenter.text("Add to the record");
    info.description =
        presenter.text("Suggest what is missing: a government, a partnership, a visit. No account needed.");
    info.path = "/suggest";
    info.section = "register";
    return context.layout.page(request, info, "register/add.tpl", std::move(data));
}

Response suggest_new_page(Request const& request, Context const& context) {
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    Suggestion form = begin_new(request, presenter);
    // A page that leads here says what it knows: /suggest/presence?actor=us-ca
    for (auto const& [name, value] : request.query.pairs())
        if (std::ranges::find(form.fields, name, &FormField::name) != form.fields.end())
            form.values[name] = value;
        else
            allow_parameters(request, {"actor", "name", "place", "country", "kind", "member", "parties"});
    constexpr int ok = 200;
    return show_form(request, context, presenter, form, ok);
}

Response send_new(Request const& request, Context const& context) {
    http::Query const sent = http::parse_form(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    return receive(request, context, *picture, presenter, begin_new(request, presenter), sent);
}

} // namespace legation::registry
