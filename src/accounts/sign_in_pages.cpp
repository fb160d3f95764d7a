#include "accounts/sign_in_pages.hpp"

#include "accounts/account.hpp"
#include "accounts/attempt_limit.hpp"
#include "accounts/audit/audit_log.hpp"
#include "accounts/key_context.hpp"
#include "accounts/letters.hpp"
#include "accounts/passkeys/passkey_store.hpp"
#include "accounts/passwords/password.hpp"
#include "accounts/passwords/password_sign_in.hpp"
#include "accounts/passwords/password_store.hpp"
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
    audit(tx, {.action = "change address",
               .account_id = account->id,
               .client = client_of(presenter.request, presenter.context),
               .request_id = presenter.request.id});
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

/// Whose session a link begins, where there is that account already.
std::optional<Account> account_of(store::ReadTransaction& tx, OneTimeLink const& link,
                                  std::string_view email) {
    return link.purpose == LinkPurpose::new_email ? find_account(tx, link.account_id)
                                                  : find_account(tx, email);
}

/// A link shows that somebody reads the mail of an account. Who has set up an app wants more than that.
bool asks_for_code(store::ReadTransaction& tx, Context const& context, Account const& account) {
    if (!context.settings.have_passwords) return false;
    auto const app = authenticator_of(tx, account.id);
    return app && app->is_confirmed();
}

/// The page of a link: what it does, and what is asked for besides.
struct LinkPage {
    OneTimeLink link = {};
    bool has_account = false;
    bool asks_for_code = false;
    std::string email = {};   ///< as it was typed for the first administrator
    std::string problem = {}; ///< with the code
};

Response show_link(Presenter const& presenter, LinkPage const& page, int status) {
    views::Data data;
    std::vector<views::FieldView> fields;
    if (page.link.purpose == LinkPurpose::first_administrator) {
        data.show("IS_FIRST");
        fields.push_back(email_field(presenter, page.email));
    } else {
        show_purpose(data, presenter, page.link);
    }
    if (!page.has_account && page.link.purpose != LinkPurpose::new_email)
        fields.push_back(name_field(presenter, ""));
    if (page.asks_for_code) {
        data.show("ASKS_FOR_CODE");
        fields.push_back(code_field(presenter, page.problem));
    }
    add_fields(data, fields);
    data.set("TOKEN", presenter.request.parameter("token"));
    auto response =
        presenter.show(presenter.page(tr_noop("Sign in")), "accounts/link.tpl", std::move(data), status);
    // The address is a secret. Not `no-referrer`, with which browsers send the form without saying from
    // where.
    return response.with("Referrer-Policy", "same-origin");
}

Event event_of(Presenter const& presenter, std::int64_t account, Outcome outcome, std::string detail) {
    return {.action = "sign in by link",
            .outcome = outcome,
            .account_id = account,
            .client = client_of(presenter.request, presenter.context),
            .request_id = presenter.request.id,
            .detail = std::move(detail)};
}

enum class Following { no_such_link, needs_email, needs_code, too_many_codes, signed_in };

/// What came of the button on a link's page.
struct Followed {
    Following outcome = Following::no_such_link;
    LinkPage page = {}; ///< to be shown again, where a code is needed
    std::string session = {}, return_to = {};
};

/// What came of the code that was typed beside a link: a note for the audit log, or what is wrong with it.
struct CheckedCode {
    Following outcome = Following::needs_code;
    std::string note = {}, problem = {};
};

/// Until a code is right the link is not used, so that whoever mistypes one need not ask for another mail.
CheckedCode check_code(store::WriteTransaction& tx, Presenter const& presenter, Account const& account,
                       std::string_view code) {
    if (code.empty()) return {.problem = presenter.text("Write the code that your app shows.")};
    bool const is_within =
        count_attempt(tx, requests_by_client, client_of(presenter.request, presenter.context)) &&
        count_attempt(tx, codes_by_account, std::to_string(account.id));
    if (!is_within) {
        audit(tx, event_of(presenter, account.id, Outcome::refused, "too many tries"));
        return {.outcome = Following::too_many_codes};
    }
    SecondFactor const factor = use_second_factor(tx, presenter.context.secret_keys, account.id, code);
    if (factor == SecondFactor::app) return {Following::signed_in, "with a code"};
    if (factor == SecondFactor::recovery_code) {
        tell_of_recovery_code(tx, presenter, account.email);
        return {Following::signed_in, "with a recovery code"};
    }
    audit(tx, event_of(presenter, account.id, Outcome::failed, "wrong code"));
    return {.problem = words_for_wrong_code(presenter, factor)};
}

Followed follow(store::WriteTransaction& tx, Presenter const& presenter, http::Query const& form) {
    Context const& context = presenter.context;
    std::string const& token = presenter.request.parameter("token");
    auto const seen = find_link(tx, token, tx.now());
    if (!seen) {
        audit(tx, event_of(presenter, 0, Outcome::failed, {}));
        return {};
    }
    std::string const email =
        seen->email.empty() ? checked_email(field(form, "email")).value_or("") : seen->email;
    if (email.empty()) return {Following::needs_email};
    auto const known = account_of(tx, *seen, email);
    std::string note;
    if (known && asks_for_code(tx, context, *known)) {
        CheckedCode const code = check_code(tx, presenter, *known, field(form, "code"));
        if (code.outcome != Following::signed_in)
            return {code.outcome, {*seen, true, true, email, code.problem}};
        note = code.note;
    }
    auto const link = use_link(tx, token);
    if (!link) return {};
    Account const account = link->purpose == LinkPurpose::new_email
                                ? with_new_email(tx, *link, presenter)
                                : account_for(tx, *link, email, field(form, "name"), context.settings);
    audit(tx, event_of(presenter, account.id, Outcome::done, note));
    // Whose role needs a passkey and who has none makes one first: that leads to the role.
    bool const needs_passkey = context.settings.staff_need_passkey.value_or(false) &&
                               find_account(tx, account.id)->role > http::Role::member &&
                               passkeys_of(tx, account.id).empty();
    return {.outcome = Following::signed_in,
            .session = sign_in(tx, presenter.request, context, account.id, http::Strength::mail_link),
            .return_to = needs_passkey  ? path(presenter.request.language, "/account/ways")
                         : note.empty() ? after_one_factor(presenter.request, context, link->return_to)
                                        : link->return_to};
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
    auto const shown = context.store.read([&](store::ReadTransaction& tx) -> std::optional<LinkPage> {
        auto link = find_link(tx, token, context.store.now());
        if (!link) return std::nullopt;
        auto const account = account_of(tx, *link, link->email);
        bool const asks = account && asks_for_code(tx, context, *account);
        return LinkPage{std::move(*link), account.has_value(), asks};
    });
    if (!shown) return no_such_link(presenter);
    constexpr int ok = 200;
    return show_link(presenter, *shown, ok);
}

Response follow_link(Request const& request, Context const& context) {
    Presenter const presenter{context, request};
    http::allow_parameters(request, {});
    auto const form = http::parse_form(request);
    Followed const followed =
        context.store.write(author, [&](store::WriteTransaction& tx) { return follow(tx, presenter, form); });
    switch (followed.outcome) {
    case Following::no_such_link:
        return no_such_link(presenter);
    case Following::needs_email:
        throw Error{ErrorCode::unprocessable, "Write an address such as name@example.gov."};
    case Following::needs_code: {
        constexpr int unprocessable = 422;
        return show_link(presenter, followed.page, unprocessable);
    }
    case Following::too_many_codes:
        throw Error{ErrorCode::too_many, "That was tried too often. Wait a while, then try again."};
    case Following::signed_in:
        break;
    }
    std::string const next = followed.return_to.empty() ? path(request.language, "/") : followed.return_to;
    return http::redirect(next, 303).with("Set-Cookie", cookie_with(followed.session));
}

Response sign_out(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    context.store.write(author, [&](store::WriteTransaction& tx) {
        end_session(tx, request.cookie(session_cookie));
        if (request.viewer.is_signed_in()) Presenter{context, request}.log(tx, "sign out", "");
    });
    return http::redirect(path(request.language, "/"), 303)
        .with("Set-Cookie", cookie_without())
        .with("Clear-Site-Data", forget_pages);
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
