#include "accounts/account_pages.hpp"

#include "accounts/account.hpp"
#include "accounts/policy.hpp"
#include "accounts/presenter.hpp"
#include "accounts/session.hpp"
#include "kernel/error.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <charconv>

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
        return presenter.text("with a password and a code");
    case Strength::passkey:
        return presenter.text("with a passkey");
    case Strength::oidc:
        return presenter.text("through another sign-in service");
    case Strength::none:
        break;
    }
    return {};
}

std::string words_of(Presenter const& presenter, http::Role role) {
    switch (role) {
    case http::Role::moderator:
        return presenter.text("Moderator");
    case http::Role::office:
        return presenter.text("Office staff");
    case http::Role::administrator:
        return presenter.text("Administrator");
    default:
        return presenter.text("Member");
    }
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

Response back_to_account(Request const& request) {
    return http::redirect(views::path(request.language, "/account"), 303);
}

} // namespace

Response account_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Presenter const presenter{context, request};
    http::Viewer const& viewer = request.viewer;
    auto const sessions = context.store.read([&](store::ReadTransaction& tx) {
        return sessions_of(tx, viewer.account_id, context.store.now(), context.settings);
    });
    views::Data data;
    data.set("EMAIL", viewer.email);
    data.set("ROLE", words_of(presenter, viewer.role));
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

Response end_sessions(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    auto const form = http::parse_form(request);
    std::string_view const wanted = form.find("session").value_or("");
    std::int64_t session = 0;
    auto const [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), session);
    bool const is_number = error == std::errc{} && end == wanted.data() + wanted.size();
    if (wanted != "others" && !is_number) throw Error{ErrorCode::bad_request, "Say which session to end."};
    context.store.write(author_of(request.viewer), [&](store::WriteTransaction& tx) {
        if (wanted == "others")
            end_other_sessions(tx, request.viewer.account_id, request.viewer.session_id);
        else
            end_session(tx, request.viewer.account_id, session);
    });
    return back_to_account(request);
}

} // namespace legation::accounts
