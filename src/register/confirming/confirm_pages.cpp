#include "register/confirming/confirm_pages.hpp"

#include "accounts/attempt_limit.hpp"
#include "accounts/audit/audit_log.hpp"
#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/mail/address.hpp"
#include "kernel/mail/letter.hpp"
#include "kernel/mail/outbox.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "register/confirming/confirmation_store.hpp"
#include "register/confirming/confirmed_box.hpp"
#include "register/confirming/freshness.hpp"
#include "register/editing/edit.hpp"
#include "register/editing/subject.hpp"
#include "register/editing/typed_text.hpp"
#include "register/feeds/change_entries.hpp"
#include "register/nouns.hpp"
#include "register/record_lookup.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;
using records::Record;
using records::RecordType;
using Kind = mail::Block::Kind;

constexpr int see_other = 303;
constexpr std::size_t longest_name = 100;
constexpr accounts::AttemptLimit links_by_account{"confirmation link", 20, std::chrono::days(1)};

/// The record, who it belongs to, and for which of those the reader acts.
struct Sides {
    EditSubject subject;
    std::vector<std::int64_t> own, others;
    std::vector<Confirmation> said; ///< of what it says now
    std::string last_change;

    bool has_said(std::int64_t side) const {
        return std::ranges::find(said, side, &Confirmation::actor_id) != said.end();
    }
    /// An actor looks at its own record again every year; what is shared is confirmed once for what it says.
    bool own_have_said() const {
        return subject.type->name == "partnership" && !own.empty() &&
               std::ranges::all_of(own, [this](std::int64_t side) { return has_said(side); });
    }
};

Sides sides_of(Request const& request, Context const& context, Picture const& picture,
               Presenter const& presenter, std::string const& path) {
    Sides sides{subject_of(context, picture, presenter, path), {}, {}, {}, {}};
    for (std::int64_t const owner : sides.subject.owners)
        (request.viewer.acts_for(owner) ? sides.own : sides.others).push_back(owner);
    context.store.read([&](store::ReadTransaction& tx) {
        sides.last_change = last_change_of(tx, *sides.subject.type, *sides.subject.record);
        sides.said = confirmations_of(tx, *sides.subject.type, sides.subject.record->id);
    });
    std::erase_if(sides.said,
                  [&sides](Confirmation const& one) { return one.confirmed_at < sides.last_change; });
    return sides;
}

std::string in_words(std::vector<Cell> const& cells) {
    std::string words;
    for (Cell const& cell : cells)
        if (!cell.text.empty()) words += fmt::format("{}{}", words.empty() ? "" : ", ", cell.text);
    return words;
}

/// Fills `{{>register/confirm-what.tpl}}`: in plain words what one would confirm.
void show_what(views::Data& data, Presenter const& presenter, RecordView const& view) {
    auto const add = [&](std::string const& label, std::string const& value) {
        if (value.empty()) return;
        views::Data line = data.add("WHAT");
        line.set("LABEL", label);
        line.set("VALUE", value);
    };
    data.set("SUBJECT", view.title);
    data.set("RECORD_URL", localized(presenter.language(), view.path));
    add(presenter.text("Kind"), view.label);
    for (Table const& table : view.tables) {
        if (table.key != "parties") continue;
        std::vector<Cell> parties;
        parties.reserve(table.rows.size());
        for (auto const& row : table.rows)
            parties.push_back(row.front());
        add(table.caption, in_words(parties));
    }
    add(presenter.text("Status"), in_words(view.meta));
    add(presenter.text("Summary"), view.lead);
    for (Fact const& fact : view.facts)
        add(fact.label, in_words(fact.values));
}

Response show_page(Request const& request, Context const& context, Presenter const& presenter,
                   std::string const& title, std::string_view body, views::Data data, int status = 200) {
    views::PageInfo info;
    info.title = views::fill(presenter.text("Confirm {name}"), {{"name", title}});
    info.section = "register";
    return context.layout.page(request, info, body, std::move(data), status)
        .with("Referrer-Policy", "same-origin"); // the address of a link is a secret
}

std::string path_of_record(Request const& request) {
    return request.path.substr(0, request.path.rfind('/'));
}

void audit_confirmation(store::WriteTransaction& tx, Request const& request, RecordType const& type,
                        Record const& record, std::int64_t actor) {
    accounts::audit(tx, {.action = "confirm record",
                         .account_id = request.viewer.account_id,
                         .client = request.client,
                         .request_id = request.id,
                         .subject = fmt::format("{} {}", type.name, record.id),
                         .detail = fmt::format("for actor {}, version {}", actor, record.version)});
}

/// The record as it stands, where it is still what was looked at.
std::unique_ptr<Record> seen_record(store::WriteTransaction& tx, RecordType const& type, std::int64_t id,
                                    std::string_view seen_change) {
    auto record = records::load(tx, type, id);
    if (!record || record->is_hidden || last_change_of(tx, type, *record) != seen_change)
        throw Error(ErrorCode::conflict,
                    "This record was changed while you looked at it. Go back, load the page again and look "
                    "at what it says now.");
    return record;
}

Response show_confirm(Request const& request, Context const& context, Sides const& sides,
                      Picture const& picture, Presenter const& presenter, std::string const& problem,
                      std::string const& typed_email, int status) {
    bool const is_partnership = sides.subject.type->name == "partnership";
    views::Data data;
    show_what(data, presenter, *find_record(context, picture, presenter, sides.subject.path));
    data.set("CONFIRM_URL", localized(request.language, sides.subject.path + "/confirm"));
    data.set("SEEN_CHANGE", sides.last_change);
    if (sides.own.empty())
        data.show("ACTS_FOR_NONE");
    else if (sides.own_have_said())
        data.add("OWN_SAID").set("OWN_SIDES", names_of(presenter, sides.own));
    else
        data.add("CONFIRM_FORM").set("OWN_SIDES", names_of(presenter, sides.own));
    std::vector<views::Choice> choices;
    for (std::int64_t const other : sides.others)
        if (!sides.has_said(other))
            choices.push_back({std::to_string(other), presenter.actor(other).text, false, {}});
    if (is_partnership && !sides.own.empty() && !choices.empty()) {
        views::Data ask = data.add("ASK_FORM");
        views::add_select(ask.add("ASK_FIELD"), {.name = "side", .label = presenter.text("Whom do you ask?")},
                          choices);
        views::FieldView const email{.name = "email",
                                     .label = presenter.text("Their e-mail address"),
                                     .hint = presenter.text("They get a link that works once, for 14 days. "
                                                            "They need no account."),
                                     .error = problem,
                                     .value = typed_email,
                                     .is_required = true,
                                     .type = "email",
                                     .max_length = 254};
        views::add_text(ask.add("ASK_FIELD"), email);
        if (!problem.empty()) views::add_error_summary(data, {email});
    }
    if (request.query.find("sent")) data.show("LINK_SENT");
    return show_page(request, context, presenter, sides.subject.title, "register/confirm-record.tpl",
                     std::move(data), status);
}

/// GET /register/partnerships/{uuid}/confirm
Response confirm_record_page(Request const& request, Context const& context) {
    allow_parameters(request, {"sent"});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    Sides const sides = sides_of(request, context, *picture, presenter, path_of_record(request));
    accounts::require(request.viewer, accounts::Permission::edit_record, {.actors = sides.subject.owners});
    constexpr int ok = 200;
    return show_confirm(request, context, sides, *picture, presenter, {}, {}, ok);
}

/// Sends a link to somebody of another side who has no account.
Response ask_by_link(Request const& request, Context const& context, Sides const& sides,
                     Picture const& picture, Presenter const& presenter, http::Query const& form) {
    std::string const typed = typed_text(form, "email");
    auto const email = mail::address_of(typed);
    auto const side = whole_number(form.find("side").value_or("")).value_or(0);
    constexpr int unprocessable = 422;
    if (!email)
        return show_confirm(request, context, sides, picture, presenter,
                            presenter.text("Write a whole e-mail address, such as name@example.org."), typed,
                            unprocessable);
    if (sides.subject.type->name != "partnership" ||
        std::ranges::find(sides.others, side) == sides.others.end())
        throw Error(ErrorCode::bad_request, "Use the buttons of the page.");
    auto const say = [&](std::string_view english) {
        return views::fill(presenter.text(english), {{"person", request.viewer.name},
                                                     {"side", names_of(presenter, sides.own)},
                                                     {"other", presenter.actor(side).text},
                                                     {"title", sides.subject.title},
                                                     {"site", context.layout.site().name}});
    };
    mail::Letter letter;
    letter.to = *email;
    letter.language = request.language;
    letter.subject = say(tr_noop("Please confirm: {title}"));
    letter.blocks.push_back(
        {Kind::paragraph,
         say(tr_noop("{person} of {side} asks you to confirm, for {other}, what {site} says of “{title}”.")),
         {}});
    context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
        if (!accounts::count_attempt(tx, links_by_account, std::to_string(request.viewer.account_id)) ||
            !accounts::count_attempt(tx, accounts::mails_by_address, *email))
            throw Error(ErrorCode::too_many, "That is enough for now. Try again later.");
        std::string const token = make_confirmation_link(tx, {0,
                                                              std::string(sides.subject.type->name),
                                                              sides.subject.record->id,
                                                              side,
                                                              sides.own.front(),
                                                              request.viewer.account_id,
                                                              {}});
        mail::Letter sent = letter;
        sent.blocks.push_back(
            {Kind::button, say(tr_noop("See what it says")),
             context.layout.site().public_url + views::path(request.language, "/confirmations/" + token)});
        sent.blocks.push_back(
            {Kind::paragraph,
             say(tr_noop("The link works once, within 14 days. Opening it confirms nothing yet. If you do "
                         "not know what this is about, do nothing.")),
             {}});
        mail::enqueue(tx, mail::compose(context.layout, sent));
        accounts::audit(
            tx, {.action = "send confirmation link",
                 .account_id = request.viewer.account_id,
                 .client = request.client,
                 .request_id = request.id,
                 .subject = fmt::format("partnership {}", sides.subject.record->id),
                 .detail = fmt::format("to actor {} at {}", side, email->substr(email->find('@') + 1))});
    });
    return http::redirect(localized(request.language, sides.subject.path + "/confirm?sent=1"), see_other);
}

/// POST of the same: the reader's sides say that it is right, or another side is sent a link.
Response receive_confirmation(Request const& request, Context const& context) {
    auto const form = http::parse_form(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    Sides const sides = sides_of(request, context, *picture, presenter, path_of_record(request));
    accounts::require(request.viewer, accounts::Permission::edit_record, {.actors = sides.subject.owners});
    if (sides.own.empty())
        throw Error(ErrorCode::forbidden, "Only those to whom a record belongs can confirm it.");
    if (form.find("act") == "ask") return ask_by_link(request, context, sides, *picture, presenter, form);
    context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
        auto const record = seen_record(tx, *sides.subject.type, sides.subject.record->id,
                                        form.find("seen_change").value_or(""));
        for (std::int64_t const side : sides.own) {
            confirm(tx, *sides.subject.type, *record,
                    {side, request.viewer.account_id, request.viewer.name, {}});
            audit_confirmation(tx, request, *sides.subject.type, *record, side);
        }
    });
    return http::redirect(localized(request.language, sides.subject.path), see_other);
}

/// What a link asks, and the page of the record that it is about.
struct LinkedRecord {
    ConfirmationRequest asked;
    RecordType const* type = nullptr;
    std::string path, last_change;
};

LinkedRecord linked_record(Request const& request, Context const& context, Presenter const& presenter) {
    return context.store.read([&](store::ReadTransaction& tx) {
        LinkedRecord linked;
        if (auto asked = find_confirmation_link(tx, request.parameter("token"), context.store.now())) {
            linked.asked = std::move(*asked);
            linked.type = find_noun(linked.asked.record_type);
        }
        auto const record =
            linked.type == nullptr ? nullptr : records::load(tx, *linked.type, linked.asked.record_id);
        if (record) {
            linked.path = page_of_record(tx, presenter, *linked.type, record->id).path;
            linked.last_change = last_change_of(tx, *linked.type, *record);
        }
        if (linked.path.empty())
            throw Error(ErrorCode::not_found,
                        "This link was used already, or its time is over. Whoever sent it can send another.");
        return linked;
    });
}

Response show_link(Request const& request, Context const& context, Picture const& picture,
                   Presenter const& presenter, LinkedRecord const& linked,
                   std::vector<views::FieldView> const& fields, int status) {
    auto const view = find_record(context, picture, presenter, linked.path);
    views::Data data;
    show_what(data, presenter, *view);
    data.set("CONFIRM_URL", localized(request.language, "/confirmations/" + request.parameter("token")));
    data.set("SEEN_CHANGE", linked.last_change);
    data.set("OWN_SIDES", presenter.actor(linked.asked.actor_id).text);
    for (views::FieldView const& field : fields)
        views::add_text(data.add("PERSON_FIELD"), field);
    views::add_error_summary(data, fields);
    return show_page(request, context, presenter, view->title, "register/confirm-by-link.tpl",
                     std::move(data), status);
}

std::vector<views::FieldView> person_fields(Presenter const& presenter, std::string const& name,
                                            std::string const& office) {
    return {{.name = "person_name",
             .label = presenter.text("Your name"),
             .value = name,
             .is_required = true,
             .autocomplete = "name",
             .max_length = longest_name},
            {.name = "person_office",
             .label = presenter.text("Your office"),
             .hint = presenter.text("For example: Director, Office of International Affairs."),
             .value = office,
             .is_required = true,
             .autocomplete = "organization-title",
             .max_length = longest_name}};
}

/// GET /confirmations/{token}: says what would be confirmed, and asks who confirms it.
Response link_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    constexpr int ok = 200;
    return show_link(request, context, *picture, presenter, linked_record(request, context, presenter),
                     person_fields(presenter, {}, {}), ok);
}

/// POST of the same: confirms, once.
Response confirm_by_link(Request const& request, Context const& context) {
    auto const form = http::parse_form(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    LinkedRecord const linked = linked_record(request, context, presenter);
    std::string const name = typed_text(form, "person_name"), office = typed_text(form, "person_office");
    auto fields = person_fields(presenter, name, office);
    for (views::FieldView& field : fields)
        if (field.value.empty() || field.value.size() > longest_name)
            field.error = presenter.text("Write this in at most 100 characters.");
    constexpr int unprocessable = 422;
    if (std::ranges::any_of(fields, [](views::FieldView const& field) { return !field.error.empty(); }))
        return show_link(request, context, *picture, presenter, linked, fields, unprocessable);
    context.store.write(store::Author{name}, [&](store::WriteTransaction& tx) {
        auto const record =
            seen_record(tx, *linked.type, linked.asked.record_id, form.find("seen_change").value_or(""));
        auto const sides = owners_of(tx, *linked.type, *record);
        if (std::ranges::find(sides, linked.asked.actor_id) == sides.end())
            throw Error(ErrorCode::conflict, "The side that you speak for is not part of this anymore.");
        if (!use_confirmation_link(tx, linked.asked))
            throw Error(ErrorCode::conflict, "This link was used already.");
        confirm(tx, *linked.type, *record, {linked.asked.actor_id, 0, name, office});
        audit_confirmation(tx, request, *linked.type, *record, linked.asked.actor_id);
    });
    return http::redirect(localized(request.language, linked.path), see_other);
}

/// Without whom it is for.
mail::Letter letter_that_asks(views::Layout const& layout, Presenter const& presenter,
                              ConfirmationRequest const& asked, Cell const& page) {
    auto const say = [&](std::string_view english) {
        return views::fill(presenter.text(english), {{"side", presenter.actor(asked.for_actor_id).text},
                                                     {"other", presenter.actor(asked.actor_id).text},
                                                     {"title", page.text},
                                                     {"site", layout.site().name}});
    };
    mail::Letter letter;
    letter.language = presenter.language();
    letter.subject = say(tr_noop("Please confirm: {title}"));
    letter.blocks = {{Kind::paragraph,
                      say(tr_noop("{side} added or changed “{title}” on {site}. Please say for {other} "
                                  "whether it is right.")),
                      {}},
                     {Kind::button, say(tr_noop("See what it says")),
                      layout.site().public_url + views::path(presenter.language(), page.path + "/confirm")}};
    letter.reason = say(tr_noop("You get this because you keep the records of {other}."));
    return letter;
}

} // namespace

jobs::JobHandler ask_to_confirm_handler(Context const& context) {
    return [&context](jobs::Job const& job) {
        auto const id = whole_number(job.payload).value_or(0);
        context.pictures.refresh();
        auto const picture = context.pictures.current();
        context.store.write(store::Author{"confirmations"}, [&](store::WriteTransaction& tx) {
            auto const asked = find_confirmation_request(tx, id);
            RecordType const* type = asked ? find_noun(asked->record_type) : nullptr;
            if (type != nullptr)
                for (Mailbox const& mailbox : mailboxes_of(tx, asked->actor_id)) {
                    Presenter const presenter(context, mailbox.language, *picture);
                    Cell const page = page_of_record(tx, presenter, *type, asked->record_id);
                    if (page.path.empty()) continue;
                    mail::Letter letter = letter_that_asks(context.layout, presenter, *asked, page);
                    letter.to = mailbox.address;
                    mail::enqueue(tx, mail::compose(context.layout, letter));
                }
            jobs::finish(tx, job); // with the letters, so that nobody gets two
        });
    };
}

std::vector<http::Route> confirming_routes(Context const& context) {
    using accounts::Permission;
    using http::Method;
    using Page = Response (*)(Request const&, Context const&);
    std::vector<http::Route> all;
    auto const add_form = [&](std::string const& pattern, Permission permission, Page show, Page receive) {
        for (auto const& [method, page] : {std::pair{Method::get, show}, std::pair{Method::post, receive}})
            all.push_back(
                {method, pattern, accounts::route_policy(permission),
                 [page = page, &context](Request const& request) { return page(request, context); }});
    };
    for (std::string const record : {"/register/{slug:slug}", "/register/{noun:slug}/{name:slug}"})
        add_form(record + "/confirm", Permission::edit_record, confirm_record_page, receive_confirmation);
    // The token in the address is what lets somebody in.
    add_form("/confirmations/{token}", Permission::suggest_change, link_page, confirm_by_link);
    add_form("/account/confirmations", Permission::use_account, confirmations_page, confirm_ticked);
    return all;
}

} // namespace legation::registry
