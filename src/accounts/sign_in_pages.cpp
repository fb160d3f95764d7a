#include "accounts/sign_in_pages.hpp"

#include "accounts/account.hpp"
#include "accounts/attempt_limit.hpp"
#include "accounts/audit/audit_log.hpp"
#include "accounts/letters.hpp"
#include "accounts/passkeys/passkey_store.hpp"
#include "accounts/passwords/password.hpp"
#include "accounts/policy.hpp"
#include "accounts/presenter.hpp"
#include "accounts/session.hpp"
#include "kernel/error.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

#include <array>

namespace legation::accounts {

namespace {

using http::Request;
using http::Response;
using views::path;

store::Author const author{"sign-in"};

std::string field(http::Query const& form, std::string_view name) {
    return std::string(form.find(name).value_or(""));
}

views::FieldView email_field(Presenter const& presenter, std::string value) {
    views::FieldView view;
    view.name = "email";
    view.label = presenter.text("E-mail address");
    view.type = "email";
    view.autocomplete = "username";
    view.value = std::move(value);
    view.is_required = true;
    view.max_length = 254;
    return view;
}

views::FieldView name_field(Presenter const& presenter, std::string value) {
    views::FieldView view;
    view.name = "name";
    view.label = presenter.text("Your name");
    view.hint = presenter.text("As others see it beside what you change.");
    view.autocomplete = "name";
    view.value = std::move(value);
    view.max_length = 200;
    return view;
}

void add_fields(views::Data& data, std::vector<views::FieldView> const& fields) {
    views::add_error_summary(data, fields);
    for (views::FieldView const& view : fields)
        views::add_text(data.add("FIELD"), view);
}

/// The page of this site from which somebody came to sign in.
std::string came_from(Request const& request) {
    if (auto const wanted = request.query.find("return_to")) return checked_return(*wanted);
    std::string_view referrer = request.header("referer");
    std::size_t const scheme = referrer.find("://");
    if (scheme == std::string_view::npos) return {};
    referrer.remove_prefix(scheme + 3);
    std::size_t const slash = referrer.find('/');
    if (slash == std::string_view::npos || referrer.substr(0, slash) != request.header("host")) return {};
    std::string_view const page = referrer.substr(slash);
    if (page.find("/sign-in") != std::string_view::npos) return {};
    return checked_return(page);
}

/// With the address filled in, because where it is asked for again the password is what is missing.
std::vector<views::FieldView> password_fields(Presenter const& presenter, TypedPassword const& typed) {
    views::FieldView email = email_field(presenter, typed.email);
    email.name = "account_email";
    views::FieldView password;
    password.name = "password";
    password.label = presenter.text("Password");
    password.type = "password";
    password.autocomplete = "current-password";
    password.is_required = true;
    password.max_length = longest_password;
    password.error = typed.problem;
    return {email, password};
}

Response show_sign_in(Presenter const& presenter, views::FieldView const& email, TypedPassword const& typed,
                      std::string_view return_to, int status) {
    views::Data data;
    std::vector<views::FieldView> fields{email};
    views::add_text(data.add("FIELD"), email);
    if (presenter.context.settings.have_passwords) {
        views::Data form = data.add("PASSWORD_FORM");
        for (views::FieldView const& view : password_fields(presenter, typed)) {
            views::add_text(form.add("PASSWORD_FIELD"), view);
            fields.push_back(view);
        }
    }
    views::add_error_summary(data, fields);
    data.set("RETURN_TO", return_to);
    Context const& context = presenter.context;
    data.set("LINK_MINUTES", context.settings.link_time.count());
    bool const is_again = presenter.request.viewer.is_signed_in() && presenter.request.query.find("again");
    data.show(is_again ? "IS_AGAIN" : "IS_FIRST_TIME");
    data.show(context.can_send ? "CAN_SEND" : "CANNOT_SEND");
    if (context.settings.are_open) data.show("IS_OPEN");
    for (Issuer const& issuer : context.issuers) {
        views::Data line = data.add("ISSUER");
        line.set("ISSUER_KEY", issuer.key);
        line.set("ISSUER_NAME", issuer.name);
    }
    auto info = presenter.page(tr_noop("Sign in"));
    info.description = presenter.text("Sign in with a link that is sent to your e-mail address.");
    info.path = "/sign-in";
    return presenter.show(info, "accounts/sign-in.tpl", std::move(data), status);
}

void show_purpose(views::Data& data, Presenter const& presenter, OneTimeLink const& link) {
    data.set("EMAIL", link.email);
    if (link.purpose == LinkPurpose::new_email) return data.show("IS_NEW_EMAIL");
    auto const actor = presenter.context.actors.by_id(link.actor_id);
    if (link.purpose == LinkPurpose::invitation && actor) data.set_shown("INVITED_TO", actor->name);
    data.show("IS_SIGN_IN");
}

Response no_such_link(Presenter const& presenter) {
    return presenter.show(presenter.page(tr_noop("This link no longer works")), "accounts/link-ended.tpl",
                          views::Data(), 410);
}

bool is_within_limits(store::WriteTransaction& tx, std::string_view client, std::string_view email) {
    return count_attempt(tx, requests_by_client, client) &&
           count_attempt(tx, sign_ins_by_address_and_client, fmt::format("{} {}", email, client)) &&
           count_attempt(tx, mails_by_address, email);
}

/// An invitation is worth what its sender may do today.
void accept_invitation(store::WriteTransaction& tx, OneTimeLink const& link, std::int64_t account) {
    http::Viewer inviter;
    auto const sender = find_account(tx, link.account_id);
    if (sender && !sender->is_disabled) {
        inviter.account_id = sender->id;
        inviter.role = sender->role;
        inviter.actors = actors_of(tx, sender->id);
    }
    std::array<std::int64_t, 1> const ids{link.actor_id};
    if (!may(inviter, Permission::manage_members, {.actors = ids}))
        throw Error{ErrorCode::forbidden, "Who invited you may no longer do so. Ask for a new invitation."};
    add_member(tx, account, link.actor_id, link.is_manager, "invitation");
}

/// The account that asked for a new address, which it has from now on.
Account with_new_email(store::WriteTransaction& tx, OneTimeLink const& link, Presenter const& presenter) {
    auto account = find_account(tx, link.account_id);
    if (!account || account->is_disabled || account->email.empty())
        throw Error{ErrorCode::forbidden, "This account has been disabled. Ask whoever runs this hub if you "
                                          "think that is wrong."};
    if (!set_email(tx, account->id, link.email))
        throw Error{ErrorCode::conflict, "Another account has this address."};
    end_other_sessions(tx, account->id, 0);
    if (presenter.context.can_send) presenter.send(tx, email_changed_letter(presenter, account->email));
    return *account;
}

/// Who a link signs in; made now where there is no such account yet. Throws Error(forbidden).
Account account_for(store::WriteTransaction& tx, OneTimeLink const& link, std::string_view email,
                    std::string_view name, AccountSettings const& settings) {
    auto account = find_account(tx, email);
    if (account && account->is_disabled)
        throw Error{ErrorCode::forbidden,
                    "This account has been disabled. Ask whoever runs this hub if you think that is wrong."};
    bool const is_first = link.purpose == LinkPurpose::first_administrator;
    if (is_first && !accounts_with_role(tx, http::Role::administrator).empty())
        throw Error{ErrorCode::forbidden, "This hub has an administrator already."};
    if (!account) {
        bool const is_invited = link.purpose == LinkPurpose::invitation;
        if (!is_first && !is_invited && !settings.are_open)
            throw Error{
                ErrorCode::forbidden,
                "Accounts of this hub are by invitation. Ask your office's manager or whoever runs it."};
        account = add_account(tx, email, name);
    }
    if (is_first) set_role(tx, account->id, http::Role::administrator);
    if (link.purpose == LinkPurpose::invitation) accept_invitation(tx, link, account->id);
    return *account;
}

} // namespace

Response show_sign_in_again(Presenter const& presenter, TypedPassword const& typed,
                            std::string_view return_to) {
    return show_sign_in(presenter, email_field(presenter, typed.email), typed, return_to, 422);
}

std::string link_path(http::Language language, std::string_view token) {
    return path(language, fmt::format("/sign-in/link/{}", token));
}

Response sign_in_page(Request const& request, Context const& context) {
    Presenter const presenter{context, request};
    http::allow_parameters(request, {"return_to", "again"});
    return show_sign_in(presenter, email_field(presenter, request.viewer.email), {request.viewer.email},
                        came_from(request), 200);
}

Response ask_for_link(Request const& request, Context const& context) {
    Presenter const presenter{context, request};
    http::allow_parameters(request, {});
    auto const form = http::parse_form(request);
    std::string const return_to = checked_return(field(form, "return_to"));
    auto const email = checked_email(field(form, "email"));
    if (!email || !context.can_send) {
        views::FieldView view = email_field(presenter, field(form, "email"));
        if (!email) view.error = presenter.text("Write an address such as name@example.gov.");
        return show_sign_in(presenter, view, {}, return_to, 422);
    }
    std::string const client = client_of(request, context);
    bool const is_sent = context.store.write(author, [&](store::WriteTransaction& tx) {
        Event event{.action = "ask for link", .client = client, .request_id = request.id};
        if (!is_within_limits(tx, client, *email)) {
            event.outcome = Outcome::refused;
            audit(tx, event);
            return false;
        }
        OneTimeLink link;
        link.email = *email;
        link.return_to = return_to;
        presenter.send(tx,
                       sign_in_letter(presenter, *email, make_link(tx, link, context.settings.link_time)));
        audit(tx, event);
        return true;
    });
    if (!is_sent)
        throw Error{ErrorCode::too_many,
                    "Too many links were asked for. Wait a few minutes, then try again."};
    return http::redirect(path(request.language, "/sign-in/sent"), 303);
}

Response link_sent_page(Request const& request, Context const& context) {
    Presenter const presenter{context, request};
    http::allow_parameters(request, {});
    views::Data data;
    data.set("LINK_MINUTES", context.settings.link_time.count());
    return presenter.show(presenter.page(tr_noop("Look in your mailbox")), "accounts/link-sent.tpl",
                          std::move(data));
}

Response link_page(Request const& request, Context const& context) {
    Presenter const presenter{context, request};
    http::allow_parameters(request, {});
    std::string const& token = request.parameter("token");
    struct Found {
        std::optional<OneTimeLink> link;
        bool has_account = false;
    };
    Found const found = context.store.read([&](store::ReadTransaction& tx) {
        Found result{find_link(tx, token, context.store.now()), false};
        if (result.link) result.has_account = find_account(tx, result.link->email).has_value();
        return result;
    });
    if (!found.link) return no_such_link(presenter);
    views::Data data;
    std::vector<views::FieldView> fields;
    bool const is_first = found.link->purpose == LinkPurpose::first_administrator;
    if (is_first) {
        data.show("IS_FIRST");
        fields.push_back(email_field(presenter, ""));
    } else {
        show_purpose(data, presenter, *found.link);
    }
    bool const is_change = found.link->purpose == LinkPurpose::new_email;
    if (!found.has_account && !is_change) fields.push_back(name_field(presenter, ""));
    add_fields(data, fields);
    data.set("TOKEN", token);
    auto response = presenter.show(presenter.page(tr_noop("Sign in")), "accounts/link.tpl", std::move(data));
    // The address is a secret. Not `no-referrer`, with which browsers send the form without saying from
    // where.
    return response.with("Referrer-Policy", "same-origin");
}

Response follow_link(Request const& request, Context const& context) {
    Presenter const presenter{context, request};
    http::allow_parameters(request, {});
    auto const form = http::parse_form(request);
    std::string const& token = request.parameter("token");
    auto const typed = checked_email(field(form, "email"));
    std::string const old_session(request.cookie(session_cookie));
    Device const device{client_of(request, context), std::string(request.header("user-agent")),
                        request.language};
    struct SignedIn {
        std::string session = {}, return_to = {};
        bool needs_email = false;
    };
    auto const outcome =
        context.store.write(author, [&](store::WriteTransaction& tx) -> std::optional<SignedIn> {
            auto const seen = find_link(tx, token, tx.now());
            Event event{.action = "sign in by link", .client = device.client, .request_id = request.id};
            if (!seen) {
                event.outcome = Outcome::failed;
                audit(tx, event);
                return std::nullopt;
            }
            std::string const email = seen->email.empty() ? typed.value_or("") : seen->email;
            if (email.empty()) return SignedIn{.needs_email = true};
            auto const link = use_link(tx, token);
            if (!link) return std::nullopt;
            Account const account =
                link->purpose == LinkPurpose::new_email
                    ? with_new_email(tx, *link, presenter)
                    : account_for(tx, *link, email, field(form, "name"), context.settings);
            end_session(tx, old_session);
            event.account_id = account.id;
            audit(tx, event);
            // Whose role needs a passkey and who has none makes one first: that leads to the role.
            bool const needs_passkey = context.settings.staff_need_passkey.value_or(false) &&
                                       find_account(tx, account.id)->role > http::Role::member &&
                                       passkeys_of(tx, account.id).empty();
            return SignedIn{
                start_session(tx, account.id, http::Strength::mail_link, device, context.settings),
                needs_passkey ? path(request.language, "/account/ways") : link->return_to};
        });
    if (!outcome) return no_such_link(presenter);
    if (outcome->needs_email)
        throw Error{ErrorCode::unprocessable, "Write an address such as name@example.gov."};
    std::string const next = outcome->return_to.empty() ? path(request.language, "/") : outcome->return_to;
    return http::redirect(next, 303).with("Set-Cookie", cookie_with(outcome->session));
}

Response sign_out(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    context.store.write(author, [&](store::WriteTransaction& tx) {
        end_session(tx, request.cookie(session_cookie));
        if (request.viewer.is_signed_in()) Presenter{context, request}.log(tx, "sign out", "");
    });
    return http::redirect(path(request.language, "/"), 303).with("Set-Cookie", cookie_without());
}

std::string first_administrator_link(store::Store& store) {
    return store.write(store::Author{"first start"}, [](store::WriteTransaction& tx) {
        withdraw_links(tx, LinkPurpose::first_administrator);
        if (!accounts_with_role(tx, http::Role::administrator).empty()) return std::string();
        OneTimeLink link;
        link.purpose = LinkPurpose::first_administrator;
        return make_link(tx, link, first_link_time);
    });
}

} // namespace legation::accounts
