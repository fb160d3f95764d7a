#include "register/proposals/moderation_pages.hpp"

#include "accounts/account.hpp"
#include "accounts/audit/audit_log.hpp"
#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/pagination.hpp"
#include "register/editing/edit_limits.hpp"
#include "register/editing/form_view.hpp"
#include "register/editing/typed_text.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/proposals/accept.hpp"
#include "register/proposals/notices.hpp"
#include "register/proposals/proposal_pages.hpp"
#include "register/proposals/proposal_store.hpp"
#include "register/proposals/suggestion.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;
using records::FieldChange;
using records::RecordType;

constexpr int ok = 200, see_other = 303, conflict = 409, unprocessable = 422;

QueueFilter filter_of(Request const& request) {
    auto const asked = [&](std::string_view name) {
        return std::string(request.query.find(name).value_or(""));
    };
    QueueFilter filter;
    if (auto const state = asked("state"); !state.empty()) filter.state = state;
    filter.kind = asked("kind");
    filter.country = asked("country");
    filter.area = asked("area");
    bool const is_state =
        std::ranges::any_of(proposal_states(), [&](auto const& c) { return c.code == filter.state; });
    if (!is_state || filter.state == code_of(ProposalState::unconfirmed))
        throw Error(ErrorCode::bad_request, "There is no such state of a suggestion.");
    return filter;
}

std::string address_of_queue(QueueFilter const& filter) {
    std::string address = fmt::format("/moderation?state={}", filter.state);
    if (!filter.kind.empty()) address += "&kind=" + http::percent_encode(filter.kind);
    if (!filter.country.empty()) address += "&country=" + http::percent_encode(filter.country);
    if (!filter.area.empty()) address += "&area=" + http::percent_encode(filter.area);
    return address;
}

std::string label_of(Presenter const& presenter, std::string_view facet, std::string const& value) {
    if (facet == "country") return presenter.country(value).text;
    if (facet == "area") {
        auto const place = presenter.atlas().find(value);
        return place ? std::string(presenter.atlas().name(*place, presenter.is_spanish())) : value;
    }
    return presenter.text(
        records::choice_label(facet == "kind" ? proposal_kinds() : proposal_states(), value));
}

void show_facet(views::Data& data, Presenter const& presenter, std::string_view name,
                std::string const& label, std::vector<QueueCount> const& counts, std::string const& chosen) {
    std::vector<views::Choice> choices;
    if (name != "state") choices.push_back({"", presenter.text("Any")});
    bool is_listed = chosen.empty();
    for (QueueCount const& entry : counts) {
        choices.push_back({entry.value, label_of(presenter, name, entry.value), entry.value == chosen,
                           presenter.number(entry.count)});
        is_listed = is_listed || entry.value == chosen;
    }
    if (!is_listed) choices.push_back({chosen, label_of(presenter, name, chosen), true});
    views::add_select(data.add("FACET"), {.name = std::string(name), .label = label}, choices);
}

/// What a moderator wanted to do with many at once, shown again when it could not be done.
struct ManyDecided {
    std::set<std::string> chosen; ///< UUIDs
    std::string reason = {};
    std::string problem = {}, reason_problem = {};
};

void show_entry(views::Data entry, Presenter const& presenter, Proposal const& proposal,
                ManyDecided const& many) {
    entry.set("ID", proposal.uuid);
    entry.set("URL", localized(presenter.language(), "/moderation/" + proposal.uuid));
    entry.set("TITLE", proposal.title);
    entry.set("KIND", kind_in_words(presenter, proposal));
    entry.set("MADE_AT", proposal.made_at);
    entry.set("MADE_ON", views::timestamp(presenter.language(), proposal.made_at));
    entry.set_shown("PLACE", proposal.area.empty() ? presenter.country(proposal.country).text
                                                   : label_of(presenter, "area", proposal.area));
    entry.set("REASON", proposal.comment);
    if (RecordType const* type = find_noun(proposal.record_type))
        show_changes(entry, presenter, *type, proposal.changes, proposal.kind == ProposalKind::new_record);
    entry.set_shown("SOURCE_TITLE", proposal.source_title);
    if (!proposal.is_open()) return;
    views::Data choose = entry.add("CHOOSE");
    if (many.chosen.contains(proposal.uuid)) choose.show("CHOSEN");
}

views::FieldView reason_field(Presenter const& presenter, ManyDecided const& many) {
    return {.name = "reason",
            .label = presenter.text(tr_noop("What whoever suggested it should know (needed to decline)")),
            .error = many.reason_problem,
            .value = many.reason,
            .max_length = 2'000};
}

Response show_queue(Request const& request, Context const& context, Presenter const& presenter,
                    QueueFilter const& filter, ManyDecided const& many, int status) {
    std::int64_t const number = page_number(request);
    auto const [page, counts] = context.store.read([&](store::ReadTransaction& tx) {
        return std::pair(read_queue(tx, filter, number), count_queue(tx, filter.state));
    });
    views::Data data;
    data.set_shown("PROBLEM", many.problem);
    data.set("QUEUE_COUNT", presenter.number(page.total));
    data.set("QUEUE_URL", localized(presenter.language(), "/moderation"));
    data.set("BULK_URL", localized(presenter.language(), address_of_queue(filter)));
    show_facet(data, presenter, "state", presenter.text("Status"), counts.states, filter.state);
    show_facet(data, presenter, "kind", presenter.text("Kind"), counts.kinds, filter.kind);
    show_facet(data, presenter, "country", presenter.text("Country"), counts.countries, filter.country);
    show_facet(data, presenter, "area", presenter.text("State or region"), counts.areas, filter.area);
    if (page.proposals.empty()) data.show("EMPTY");
    if (!page.proposals.empty()) {
        views::Data list = data.add("QUEUE");
        for (Proposal const& proposal : page.proposals)
            show_entry(list.add("ENTRY"), presenter, proposal, many);
        if (page.proposals.front().is_open()) {
            views::FieldView const reason = reason_field(presenter, many);
            views::add_textarea(list.add("BULK").add("REASON_FIELD"), reason, 3);
            views::add_error_summary(list, {reason});
        }
    }
    std::int64_t const pages = (page.total + proposals_a_page - 1) / proposals_a_page;
    views::add_pagination(data, presenter.language(), number, pages, [&](std::int64_t n) {
        return localized(presenter.language(), fmt::format("{}&page={}", address_of_queue(filter), n));
    });
    views::PageInfo info;
    info.title = presenter.text("Suggestions to decide");
    return context.layout.page(request, info, "register/moderation.tpl", std::move(data), status);
}

Proposal find(store::ReadTransaction& tx, std::string_view uuid) {
    auto proposal = find_proposal(tx, uuid);
    // What is not confirmed is nobody's business yet.
    if (!proposal || proposal->state == ProposalState::unconfirmed)
        throw Error(ErrorCode::not_found, "There is no such suggestion.");
    return std::move(*proposal);
}

/// What one proposal looks like to its moderator, and the record as it is now.
struct Review {
    Proposal proposal;
    RecordType const* type = nullptr;
    std::int64_t version = 0; ///< of the record now
    FormValues now;
    std::vector<MovedField> moved;
    std::string client; ///< the address that it came from
    std::optional<accounts::Account> account;
    bool is_closed = false; ///< the record is not public anymore, and nothing of it is shown
};

Review review_of(Context const& context, std::string_view uuid) {
    return context.store.read([&](store::ReadTransaction& tx) {
        Review review{find(tx, uuid), nullptr, 0, {}, {}, {}, {}};
        review.client = accounts::client_of(tx, "suggest", audit_subject(review.proposal));
        if (review.proposal.account_id != 0)
            review.account = accounts::find_account(tx, review.proposal.account_id);
        review.type = find_noun(review.proposal.record_type);
        if (review.proposal.record_id == 0 || review.type == nullptr) return review;
        if (auto const record = records::load(tx, *review.type, review.proposal.record_id)) {
            review.is_closed = record->audience != "public";
            if (review.is_closed) return review;
            review.version = record->version;
            review.now = values_of(tx, *review.type, *record);
            if (review.proposal.is_open()) review.moved = moved_fields(review.now, review.proposal.changes);
        }
        return review;
    });
}

/// The record as it would be.
FormValues suggested_values(Review const& review) {
    FormValues values = review.now;
    for (FieldChange const& change : review.proposal.changes)
        values[change.field] = change.after;
    return values;
}

void show_moved(views::Data& data, Presenter const& presenter, Review const& review) {
    if (review.moved.empty()) return;
    std::vector<FormField> const fields = form_fields(*review.type, Asked::keeper);
    views::Data table = data.add("MOVED");
    table.set("OVER_VERSION", review.version);
    for (MovedField const& moved : review.moved) {
        auto const field = std::ranges::find(fields, moved.change.field, &FormField::name);
        if (field == fields.end()) continue;
        views::Data line = table.add("MOVED_FIELD");
        line.set("LABEL", presenter.text(field->label));
        line.set("BEFORE", in_words(presenter, *field, moved.change.before));
        line.set("SUGGESTED", in_words(presenter, *field, moved.change.after));
        line.set("NOW", in_words(presenter, *field, moved.now));
    }
}

/// Who sent it, as far as whoever decides may know them, and the way to block them.
void show_origin(views::Data& data, Presenter const& presenter, http::Viewer const& viewer,
                 Review const& review) {
    std::string whom = review.client, block = review.client;
    if (std::int64_t const id = review.proposal.account_id; id != 0) {
        block = fmt::format("account {}", id);
        whom = block;
        if (review.account && !review.account->name.empty()) {
            bool const with_email =
                accounts::may(viewer, accounts::Permission::see_people) && !review.account->email.empty();
            whom = with_email
                       ? fmt::format("{} <{}> ({})", review.account->name, review.account->email, block)
                       : fmt::format("{} ({})", review.account->name, block);
        }
    }
    if (whom.empty()) return;
    views::Data origin = data.add("ORIGIN");
    origin.set("WHOM", whom);
    origin.set("BLOCK_URL", block_path(presenter, block));
}

struct Decision {
    std::string problem;                    ///< why the last one did not go through
    std::vector<FormProblem> problems = {}; ///< of the fields that the moderator changed
    FormValues typed = {};
};

Response show_review(Request const& request, Context const& context, Presenter const& presenter,
                     Review const& review, Decision const& decision, int status) {
    views::Data data;
    data.set_shown("PROBLEM", decision.problem);
    show_proposal(data, presenter, review.proposal);
    data.set("DECIDE_URL", localized(presenter.language(), "/moderation/" + review.proposal.uuid));
    data.set("QUEUE_URL", localized(presenter.language(), "/moderation"));
    show_moved(data, presenter, review);
    show_origin(data, presenter, request.viewer, review);
    if (review.is_closed && decision.problem.empty())
        data.set_shown("PROBLEM", presenter.text("This record is not public anymore: those who act for it "
                                                 "change it themselves."));
    if (review.proposal.is_open()) {
        views::Data forms = data.add("DECIDE");
        if (review.moved.empty() && !review.is_closed) forms.show("ACCEPT");
        if (!review.is_closed && review.proposal.kind != ProposalKind::duplicate) {
            views::Data edit = forms.add("EDIT");
            edit.set("EDIT_VERSION", review.version);
            if (!decision.problems.empty()) edit.show("EDIT_OPEN");
            FormValues const values = decision.typed.empty() ? suggested_values(review) : decision.typed;
            auto const shown = show_fields(edit, presenter, form_fields(*review.type, Asked::keeper), values,
                                           decision.problems);
            views::add_error_summary(edit, shown);
        }
    }
    views::PageInfo info;
    info.title = views::fill(presenter.text("Suggestion: {name}"), {{"name", review.proposal.title}});
    info.breadcrumbs = {{presenter.text("Suggestions to decide"), "/moderation"},
                        {review.proposal.title, {}}};
    return context.layout.page(request, info, "register/moderate.tpl", std::move(data), status);
}

/// The version that the moderator had before them.
std::int64_t seen_version(http::Query const& sent) {
    return whole_number(sent.find("version").value_or("")).value_or(0);
}

/// The changes over what is recorded now, by a moderator who has seen both.
std::vector<FieldChange> over_what_is_now(Review const& review) {
    std::vector<FieldChange> changes = review.proposal.changes;
    for (FieldChange& change : changes)
        change.before = value_in(review.now, change.field);
    return changes;
}

void decide(Context const& context, Request const& request, std::string_view uuid,
            std::function<void(store::WriteTransaction&, Proposal&)> const& act) {
    context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
        Proposal proposal = find(tx, uuid);
        act(tx, proposal);
        accounts::audit(tx, {.action = "decide suggestion",
                             .account_id = request.viewer.account_id,
                             .client = request.client,
                             .request_id = request.id,
                             .subject = audit_subject(proposal),
                             .detail = proposal.steps.back().what});
        mail_latest_step(tx, context, proposal);
    });
}

/// What the moderator made of the fields; problems are shown with the form again.
std::vector<FieldChange> changes_of_moderator(Context const& context, Picture const& picture,
                                              Presenter const& presenter, Review const& review,
                                              http::Query const& sent, Decision& decision) {
    std::vector<FormField> const fields = form_fields(*review.type, Asked::keeper);
    return context.store.read([&](store::ReadTransaction& tx) {
        CheckedForm checked = check_form(picture, presenter, tx, *review.type, fields, review.now,
                                         typed_in(sent.pairs(), fields));
        decision.problems = std::move(checked.problems);
        decision.typed = checked.values;
        return changes_between(fields, review.now, checked.values);
    });
}

} // namespace

Response moderation_queue(Request const& request, Context const& context) {
    allow_parameters(request, {"state", "kind", "country", "area", "page"});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    return show_queue(request, context, presenter, filter_of(request), {}, ok);
}

Response decide_about_many(Request const& request, Context const& context) {
    http::Query const sent = http::parse_form(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    std::string_view const act = sent.find("act").value_or("");
    if (act != "accept" && act != "decline")
        throw Error(ErrorCode::bad_request, "Use the buttons of the page.");
    ManyDecided many;
    many.reason = typed_text(sent, "reason");
    for (auto const& [name, uuid] : sent.pairs())
        if (name == "proposal") many.chosen.insert(uuid);
    if (many.chosen.empty()) many.problem = presenter.text("Choose the suggestions to decide about.");
    if (act == "decline" && many.reason.empty())
        many.reason_problem = presenter.text("Write why: whoever made the suggestion will read it.");
    if (!many.problem.empty() || !many.reason_problem.empty())
        return show_queue(request, context, presenter, filter_of(request), many, unprocessable);
    for (std::string const& uuid : many.chosen) {
        try {
            decide(context, request, uuid, [&](store::WriteTransaction& tx, Proposal& proposal) {
                if (act == "accept") {
                    accept_proposal(tx, proposal, proposal.changes, many.reason);
                } else {
                    proposal.decline(request.viewer.name, many.reason, tx.now());
                    save_proposal(tx, proposal);
                }
            });
        } catch (Error const& error) { // one that cannot be decided does not hold up the others
            if (http_status(error.code) >= 500) throw;
            std::string const text = presenter.text(error.public_message);
            if (many.problem.find(text) == std::string::npos)
                many.problem += (many.problem.empty() ? "" : " ") + text;
        }
    }
    context.pictures.refresh(); // who accepted them sees it at once
    if (!many.problem.empty())
        return show_queue(request, context, presenter, filter_of(request), many, unprocessable);
    return http::redirect(localized(request.language, "/moderation"), see_other);
}

Response moderation_page(Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    return show_review(request, context, presenter, review_of(context, request.parameter("uuid")), {{}}, ok);
}

Response decide_about_one(Request const& request, Context const& context) {
    http::Query const sent = http::parse_form(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    std::string const& uuid = request.parameter("uuid");
    std::string_view const act = sent.find("act").value_or("");
    std::string const words = typed_text(sent, "words");
    Review const review = review_of(context, uuid);
    Decision decision;
    std::vector<FieldChange> changes = review.proposal.changes;
    if (act == "over" && seen_version(sent) == review.version) changes = over_what_is_now(review);
    if (act == "edit") {
        changes = changes_of_moderator(context, *picture, presenter, review, sent, decision);
        if (seen_version(sent) != review.version)
            decision.problem =
                presenter.text("Somebody else changed this record while you were working on it.");
        if (!decision.problems.empty() || !decision.problem.empty())
            return show_review(request, context, presenter, review, decision,
                               decision.problem.empty() ? unprocessable : conflict);
    }
    try {
        decide(context, request, uuid, [&](store::WriteTransaction& tx, Proposal& proposal) {
            if (act == "accept" || act == "over" || act == "edit")
                return accept_proposal(tx, proposal, changes, words);
            if (act == "ask")
                proposal.ask(request.viewer.name, words, tx.now());
            else if (act == "decline")
                proposal.decline(request.viewer.name, words, tx.now());
            else
                throw Error(ErrorCode::bad_request, "Use the buttons of the page.");
            save_proposal(tx, proposal);
        });
    } catch (Error const& error) {
        if (error.code != ErrorCode::conflict && error.code != ErrorCode::unprocessable) throw;
        decision.problem = presenter.text(error.public_message);
        return show_review(request, context, presenter, review_of(context, uuid), decision,
                           http_status(error.code));
    }
    context.pictures.refresh();
    return http::redirect(localized(request.language, "/moderation/" + uuid), see_other);
}

} // namespace legation::registry
