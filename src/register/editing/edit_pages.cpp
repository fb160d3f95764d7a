#include "register/editing/edit_pages.hpp"

#include "accounts/blocks/block.hpp"
#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "register/confirming/confirmation_store.hpp"
#include "register/editing/audience_field.hpp"
#include "register/editing/cited_source.hpp"
#include "register/editing/edit_limits.hpp"
#include "register/editing/form_view.hpp"
#include "register/editing/patrol.hpp"
#include "register/editing/subject.hpp"
#include "register/editing/typed_text.hpp"
#include "register/pages.hpp"
#include "register/proposals/notices.hpp"
#include "register/proposals/suggestion.hpp"
#include "register/render.hpp"
#include "register/trips/trip.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;
using records::FieldChange;
using views::FieldView;

/// A field that somebody else changed after the form was opened.
struct ChangedElsewhere {
    FormField const* field;
    std::string before, yours, now;
};

struct EditForm {
    EditSubject subject;
    std::vector<FormField> fields;
    FormValues values; ///< what is shown: the record's, then what was typed
    std::vector<FormProblem> problems = {};
    std::vector<ChangedElsewhere> elsewhere = {};
    CitedSource source = {};
    std::string comment = {};
    AudienceField audience = {}; ///< for whom it is, then for whom it is to be
};

std::string path_of_record(Request const& request) {
    return request.path.substr(0, request.path.rfind('/'));
}

/// Only for those to whom the record belongs: the route lets in everyone who is signed in.
EditForm begin_form(Request const& request, Context const& context, Picture const& picture,
                    Presenter const& presenter) {
    EditSubject subject = subject_of(context, picture, presenter, path_of_record(request));
    require_edit(request.viewer, subject);
    EditForm form{std::move(subject), {}, {}};
    bool const waits = context.store.read([&](store::ReadTransaction& tx) {
        return !publishing_day(tx, *form.subject.type, form.subject.record->id).empty();
    });
    form.audience = audience_field(request.viewer, *form.subject.type, form.subject.owners,
                                   waits ? after_return : std::string_view(form.subject.audience));
    form.fields = form_fields(*form.subject.type, Asked::keeper);
    form.values = form.subject.values;
    return form;
}

std::vector<FieldView> about_fields(EditForm const& form, Presenter const& presenter) {
    std::vector<FieldView> all{
        {.name = "edit_source_title",
         .label = presenter.text("Where does it say so?"),
         .hint = presenter.text("What the source is called: a page, a report, minutes of a meeting."),
         .value = form.source.title,
         .max_length = 300},
        {.name = "edit_source_url",
         .label = presenter.text("Address of the source"),
         .hint = presenter.text("Begins with https:// or http://."),
         .value = form.source.url,
         .type = "url",
         .max_length = 1'000},
        {.name = "edit_comment",
         .label = presenter.text("Why?"),
         .hint = presenter.text("A sentence that is kept with the record’s history."),
         .value = form.comment,
         .is_required = true,
         .max_length = 500}};
    for (FieldView& view : all) {
        auto const problem = std::ranges::find(form.problems, view.name, &FormProblem::field);
        if (problem != form.problems.end()) view.error = problem->message;
    }
    return all;
}

void show_elsewhere(views::Data& data, Presenter const& presenter, EditForm const& form) {
    if (form.elsewhere.empty()) return;
    views::Data table = data.add("ELSEWHERE");
    for (ChangedElsewhere const& changed : form.elsewhere) {
        views::Data line = table.add("ELSEWHERE_FIELD");
        line.set("LABEL", presenter.text(changed.field->label));
        line.set("BEFORE", in_words(presenter, *changed.field, changed.before));
        line.set("YOURS", in_words(presenter, *changed.field, changed.yours));
        line.set("NOW", in_words(presenter, *changed.field, changed.now));
    }
}

Response show_form(Request const& request, Context const& context, Presenter const& presenter,
                   EditForm const& form, int status) {
    http::Language const language = presenter.language();
    views::Data data;
    data.set("SUBJECT", form.subject.title);
    data.set("SEND_URL", localized(language, form.subject.path + "/edit"));
    data.set("RECORD_URL", localized(language, form.subject.path));
    data.set("SEEN_VERSION", form.subject.record->version);
    show_elsewhere(data, presenter, form);
    std::vector<FieldView> shown = show_fields(data, presenter, form.fields, form.values, form.problems);
    for (FieldView const& view : about_fields(form, presenter)) {
        views::add_text(data.add("ABOUT_FIELD"), view);
        shown.push_back(view);
    }
    show_audiences(data, presenter, form.audience);
    views::add_error_summary(data, shown);
    views::PageInfo info;
    info.title = views::fill(presenter.text("Edit {name}"), {{"name", form.subject.title}});
    info.section = "register";
    for (Cell const& step : form.subject.trail)
        info.breadcrumbs.push_back({step.text, step.path});
    info.breadcrumbs.push_back({form.subject.title, form.subject.path});
    info.breadcrumbs.push_back({presenter.text("Edit"), {}});
    return context.layout.page(request, info, "register/edit.tpl", std::move(data), status);
}

std::int64_t version_in(http::Query const& form) {
    return whole_number(form.find("edit_version").value_or("")).value_or(0);
}

void read_about(EditForm& form, Presenter const& presenter, http::Query const& sent) {
    form.source.title = typed_text(sent, "edit_source_title");
    form.source.url = typed_text(sent, "edit_source_url");
    form.comment = typed_text(sent, "edit_comment");
    read_audience(form.audience, sent);
    constexpr std::size_t longest_comment = 500, longest_title = 300;
    auto const wrong = [&](std::string_view field, std::string_view message) {
        form.problems.push_back({std::string(field), presenter.text(message)});
    };
    if (form.comment.empty() || form.comment.size() > longest_comment)
        wrong("edit_comment", tr_noop("Say why in a sentence of at most 500 characters."));
    bool const is_web = form.source.url.starts_with("https://") || form.source.url.starts_with("http://");
    if (!form.source.url.empty() && !is_web)
        wrong("edit_source_url", tr_noop("Write a web address that begins with https:// or http://."));
    if (!form.source.url.empty() && form.source.title.empty())
        wrong("edit_source_title", tr_noop("Write what the source is called."));
    if (form.source.title.size() > longest_title)
        wrong("edit_source_title", tr_noop("Shorten the title of the source."));
}

/// What others changed since, beside what was typed. The form then shows the record as it is now with the
/// typed changes over it, so that sending it again stores them.
void lay_side_by_side(EditForm& form, FormValues const& seen, std::vector<FieldChange> const& typed) {
    FormValues shown = form.subject.values;
    for (FieldChange const& change : typed)
        shown[change.field] = change.after;
    for (FormField const& field : form.fields) {
        std::string const& before = value_in(seen, field.name);
        std::string const& now = value_in(form.subject.values, field.name);
        if (before != now) form.elsewhere.push_back({&field, before, value_in(form.values, field.name), now});
    }
    form.values = std::move(shown);
}

bool is_newcomer(Request const& request, Context const& context) {
    return context.store.read([&](store::ReadTransaction& tx) {
        return accounts::is_newcomer(tx, request.viewer, context.store.now());
    });
}

/// The change waits for a moderator, as a suggestion would.
Response suggest_instead(Request const& request, Context const& context, Presenter const& presenter,
                         EditForm form, std::vector<FieldChange> changes) {
    std::int64_t const version = form.subject.record->version;
    Suggestion suggestion =
        begin_suggestion(std::move(form.subject), ProposalKind::change, request.language, request.viewer);
    suggestion.values = std::move(form.values);
    Proposal& proposal = suggestion.proposal;
    proposal.record_version = version;
    proposal.changes = std::move(changes);
    proposal.comment = form.comment;
    proposal.source_title = form.source.title;
    proposal.source_url = form.source.url;
    store_suggestion(suggestion, request, context, presenter);
    constexpr int see_other = 303;
    return http::redirect(localized(request.language, page_of(proposal)), see_other);
}

} // namespace

Response edit_page(Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    constexpr int ok = 200;
    return show_form(request, context, presenter, begin_form(request, context, *picture, presenter), ok);
}

Response save_edit(Request const& request, Context const& context) {
    http::Query const sent = http::parse_form(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    EditForm form = begin_form(request, context, *picture, presenter);
    read_about(form, presenter, sent);
    std::int64_t const version = version_in(sent);
    FormValues seen;
    std::vector<FieldChange> changes;
    context.store.read([&](store::ReadTransaction& tx) {
        seen = values_of_version(tx, form.subject, version);
        CheckedForm checked = check_form(*picture, presenter, tx, *form.subject.type, form.fields, seen,
                                         typed_in(sent.pairs(), form.fields));
        std::ranges::move(checked.problems, std::back_inserter(form.problems));
        form.values = std::move(checked.values);
        changes = changes_between(form.fields, seen, form.values);
    });
    constexpr int unprocessable = 422, lost_race = 409, see_other = 303;
    if (form.subject.record->version != version) {
        lay_side_by_side(form, seen, changes);
        return show_form(request, context, presenter, form, lost_race);
    }
    if (!form.problems.empty()) return show_form(request, context, presenter, form, unprocessable);
    Edit edit{form.subject.type, form.subject.record->id, version, changes, form.comment};
    auto const wanted =
        chosen_audience(form.audience, form.values, to_text(context.store.now()).substr(0, 10));
    if (wanted.audience != form.subject.audience) edit.audience = wanted.audience;
    std::string const sources = value_in(form.values, "sources");
    // What is not for moderators is not laid before them; that a record was opened or closed is.
    bool const was_public = form.subject.audience == "public";
    bool const will_be_public = wanted.audience == "public";
    if (was_public && will_be_public && wants_second_look(changes) && is_newcomer(request, context))
        return suggest_instead(request, context, presenter, std::move(form), changes);
    std::int64_t change = 0;
    context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
        Edit now = edit; // this may run again
        form.source.accessed = to_text(tx.now()).substr(0, 10);
        cite(tx, form.source, sources, now);
        publish_on(tx, *now.type, now.record_id, wanted.publish_on);
        if (now.changes.empty() && now.audience.empty()) return;
        bool const needs_patrol = count_edit(tx, request.viewer, form.subject);
        std::int64_t const before = records::change_number(tx);
        apply(tx, now);
        ask_other_sides(tx, request.viewer.account_id, accounts::actors_of(request.viewer), *now.type,
                        now.record_id);
        if (needs_patrol && (was_public || will_be_public))
            put_on_patrol(tx, before, *now.type, form.subject.title, form.subject.path);
        change = records::change_number(tx);
    });
    if (edit.audience.empty())
        context.pictures.promise(request.viewer.account_id, change); // who saved it sees it at once
    else
        context.pictures.refresh(); // what was closed is closed at once
    return http::redirect(localized(request.language, form.subject.path), see_other);
}

} // namespace legation::registry
