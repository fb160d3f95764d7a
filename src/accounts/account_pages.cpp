#include "accounts/account_pages.hpp"

#include "accounts/account.hpp"
#include "accounts/attempt_limit.hpp"
#include "accounts/letters.hpp"
#include "accounts/membership.hpp"
#include "accounts/one_time_link.hpp"
#include "accounts/policy.hpp"
#include "accounts/presenter.hpp"
#include "accounts/sensitive.hpp"
#include "accounts/session.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <utility>

namespace legation::accounts {

namespace {

using http::Request;
using http::Response;
using http::Strength;

std::string words_of(Presenter const& presenter, Strength strength) {
    switch (strength) {
    case Strength::mail_link:
        return presenter.text("with a link by mail");
    case Strength::password:
        return presenter.text("with a password");
    case Strength::passkey:
        return presenter.text("with a passkey");
    case Strength::other_site:
    case Strength::oidc:
        return presenter.text("through another sign-in service");
    case Strength::none:
        break;
    }
    return {};
}

void show_session(views::Data& data, Presenter const& presenter, SessionEntry const& session) {
    auto const language = presenter.request.language;
    views::Data line = data.add("SESSION");
    line.set("SESSION_ID", session.id);
    line.set("STARTED", views::timestamp(language, session.started_at));
    line.set("SEEN", views::timestamp(language, session.seen_at));
    line.set("STRENGTH", words_of(presenter, session.strength));
    line.set("CLIENT", session.client);
    line.set_shown("AGENT", session.agent);
    bool const is_this = session.id == presenter.request.viewer.session_id;
    line.show(is_this ? "IS_THIS" : "IS_OTHER");
}

void show_actors(views::Data& data, Presenter const& presenter, std::vector<JoinRequest> const& requests) {
    bool has_one = false;
    for (http::ActorRole const& one : presenter.request.viewer.actors) {
        auto const actor = presenter.context.actors.by_id(one.actor_id);
        if (!actor) continue; // hidden since
        views::Data line = data.add("ACTOR");
        line.set("ACTOR_NAME", actor->name);
        line.set("ACTOR_URL", views::path(presenter.request.language, "/register/" + actor->slug));
        if (one.is_manager)
            line.set_shown("MEMBERS_URL", views::path(presenter.request.language, "/members/" + actor->slug));
        has_one = true;
    }
    for (JoinRequest const& asked : requests)
        if (auto const actor = presenter.context.actors.by_id(asked.actor_id)) {
            views::Data line = data.add("ASKED");
            line.set("ACTOR_NAME", actor->name);
            line.set("ACTOR_URL", views::path(presenter.request.language, "/register/" + actor->slug));
            has_one = true;
        }
    if (!has_one) data.show("NO_ACTORS");
}

/// What else their role lets them do.
void show_links(views::Data& data, Presenter const& presenter) {
    std::vector<AccountLink> links{
        {tr_noop("Requests to join"), "/requests", Permission::decide_joining},
        {tr_noop("People"), "/people", Permission::see_people},
    };
    links.insert(links.end(), presenter.context.links.begin(), presenter.context.links.end());
    std::erase_if(links,
                  [&](AccountLink const& link) { return !may(presenter.request.viewer, link.permission); });
    if (links.empty()) return;
    views::Data section = data.add("LINKS");
    for (AccountLink const& link : links) {
        views::Data line = section.add("LINK");
        line.set("LINK_LABEL", presenter.text(link.label));
        line.set("LINK_URL", views::path(presenter.request.language, link.path));
    }
}

Response back_to_account(Request const& request) {
    return http::redirect(views::path(request.language, "/account"), 303);
}

} // namespace

Response account_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Presenter const presenter{context, request};
    http::Viewer const& viewer = request.viewer;
    auto const [sessions, requests] = context.store.read([&](store::ReadTransaction& tx) {
        return std::pair(sessions_of(tx, viewer.account_id, context.store.now(), context.settings),
                         open_requests_of(tx, viewer.account_id));
    });
    views::Data data;
    data.set("EMAIL", viewer.email);
    data.set("ROLE", presenter.role(viewer.role));
    if (viewer.needs_stronger_sign_in) data.show("NEEDS_PASSKEY");
    data.set("ENDS", views::timestamp(request.language, viewer.ends_at));
    views::FieldView name;
    name.name = "name";
    name.label = presenter.text("Your name");
    name.hint = presenter.text("As others see it beside what you change.");
    name.value = viewer.name;
    name.autocomplete = "name";
    name.is_required = true;
    name.max_length = 200;
    views::add_text(data.add("NAME_FIELD"), name);
    views::FieldView email;
    email.name = "email";
    email.label = presenter.text("New e-mail address");
    email.type = "email";
    email.autocomplete = "email";
    email.is_required = true;
    email.max_length = 254;
    views::add_text(data.add("EMAIL_FIELD"), email);
    show_actors(data, presenter, requests);
    show_links(data, presenter);
    for (SessionEntry const& session : sessions)
        show_session(data, presenter, session);
    if (sessions.size() > 1) data.show("HAS_OTHERS");
    return presenter.show(presenter.page(tr_noop("Your account")), "accounts/account.tpl", std::move(data));
}

Response change_name(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    auto const form = http::parse_form(request);
    std::string const name = checked_name(form.find("name").value_or(""));
    if (name.empty()) throw Error{ErrorCode::unprocessable, "Write the name that others should see."};
    context.store.write(author_of(request.viewer),
                        [&](store::WriteTransaction& tx) { set_name(tx, request.viewer.account_id, name); });
    return back_to_account(request);
}

Response change_email(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    if (auto again = ask_again(request, context, "/account")) return *again;
    Presenter const presenter{context, request};
    auto const form = http::parse_form(request);
    auto const email = checked_email(form.find("email").value_or(""));
    if (!email) throw Error{ErrorCode::unprocessable, "Write an address such as name@example.gov."};
    if (!context.can_send) throw Error{ErrorCode::unavailable, "This hub cannot send mail yet."};
    context.store.write(author_of(request.viewer), [&](store::WriteTransaction& tx) {
        if (!count_attempt(tx, mails_by_address, *email))
            throw Error{ErrorCode::too_many,
                        "Too many links were asked for. Wait a few minutes, then try again."};
        OneTimeLink link;
        link.purpose = LinkPurpose::new_email;
        link.email = *email;
        link.account_id = request.viewer.account_id;
        presenter.send(tx,
                       new_email_letter(presenter, *email, make_link(tx, link, context.settings.link_time)));
    });
    return http::redirect(views::path(request.language, "/sign-in/sent"), 303);
}

Response end_sessions(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    if (auto again = ask_again(request, context, "/account")) return *again;
    auto const form = http::parse_form(request);
    std::string_view const wanted = form.find("session").value_or("");
    auto const session = whole_number(wanted);
    if (wanted != "others" && !session) throw Error{ErrorCode::bad_request, "Say which session to end."};
    context.store.write(author_of(request.viewer), [&](store::WriteTransaction& tx) {
        if (wanted == "others")
            end_other_sessions(tx, request.viewer.account_id, request.viewer.session_id);
        else
            end_session(tx, request.viewer.account_id, *session);
    });
    return back_to_account(request);
}

} // namespace legation::accounts
