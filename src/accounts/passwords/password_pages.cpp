#include "accounts/passwords/password_pages.hpp"

#include "accounts/attempt_limit.hpp"
#include "accounts/passwords/authenticator.hpp"
#include "accounts/passwords/password_sign_in.hpp"
#include "accounts/passwords/password_store.hpp"
#include "accounts/policy.hpp"
#include "accounts/presenter.hpp"
#include "accounts/sensitive.hpp"
#include "accounts/session.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <string>
#include <utility>

namespace legation::accounts {

namespace {

using http::Request;
using http::Response;
using store::WriteTransaction;

/// What somebody has of it.
struct Kept {
    std::optional<KeptPassword> password;
    std::optional<Authenticator> app; ///< a confirmed one
    std::int64_t codes_left = 0;

    std::size_t least_letters() const { return app ? shortest_password_with_app : shortest_password; }
};

Kept kept_of(store::ReadTransaction& tx, std::int64_t account) {
    Kept kept{password_of(tx, account), authenticator_of(tx, account), recovery_codes_left(tx, account)};
    if (kept.app && !kept.app->is_confirmed()) kept.app.reset();
    return kept;
}

/// Who came by a link, a passkey or another site has proved who they are by that, and may have forgotten it.
bool asks_for_current(http::Viewer const& viewer, Kept const& kept) {
    return kept.password && viewer.strength == http::Strength::password;
}

std::string words_of(Presenter const& presenter, Weakness weakness, std::size_t least_letters) {
    switch (weakness) {
    case Weakness::too_short:
        return fill(presenter.text("Use at least {count} letters, digits or signs."),
                    {{"count", std::to_string(least_letters)}});
    case Weakness::too_long:
        return presenter.text("Use at most 256 letters; accented ones and symbols count for two to four.");
    case Weakness::is_common:
        return presenter.text("Many people use this one, so it is guessed first. Choose another.");
    case Weakness::is_about_you:
        return presenter.text(
            "This is little more than your name, your address or that of the hub. Choose another.");
    case Weakness::none:
        break;
    }
    return {};
}

views::FieldView password_field(std::string name, std::string label, std::string autocomplete) {
    views::FieldView view;
    view.name = std::move(name);
    view.label = std::move(label);
    view.type = "password";
    view.autocomplete = std::move(autocomplete);
    view.is_required = true;
    view.max_length = longest_password;
    return view;
}

/// What is wrong with the two fields, or nothing.
struct Problems {
    std::string current = {}, chosen = {};
};

void show_app(views::Data& data, Presenter const& presenter, Kept const& kept) {
    auto const language = presenter.request.language;
    if (!kept.app) return data.show("HAS_NO_APP");
    views::Data app = data.add("HAS_APP");
    app.set("APP_SINCE", fill(presenter.text("An app has made codes for your account since {when}."),
                              {{"when", views::timestamp(language, *kept.app->confirmed_at)}}));
    app.set("CODES_LEFT", fill(presenter.text("Recovery codes left: {count}"),
                               {{"count", views::number(language, kept.codes_left)}}));
    bool const is_needed = kept.password && !kept.password->has_full_length;
    app.show(is_needed ? "APP_IS_NEEDED" : "APP_CAN_GO");
}

Response show_page(Presenter const& presenter, Kept const& kept, Problems const& problems, int status) {
    auto const language = presenter.request.language;
    views::Data data;
    data.set("EMAIL", presenter.request.viewer.email);
    std::vector<views::FieldView> fields;
    if (asks_for_current(presenter.request.viewer, kept)) {
        fields.push_back(
            password_field("current_password", presenter.text("Your password now"), "current-password"));
        fields.back().error = problems.current;
    }
    fields.push_back(password_field("new_password", presenter.text("New password"), "new-password"));
    fields.back().hint =
        fill(presenter.text("At least {count} letters, digits or signs of any kind. Several words "
                            "in a row are easy to remember and hard to guess."),
             {{"count", std::to_string(kept.least_letters())}});
    fields.back().error = problems.chosen;
    views::add_error_summary(data, fields);
    for (views::FieldView const& field : fields)
        views::add_text(data.add("FIELD"), field);
    if (kept.password) {
        views::Data password = data.add("HAS_PASSWORD");
        password.set("PASSWORD_SET", fill(presenter.text("You have had a password since {when}."),
                                          {{"when", views::timestamp(language, kept.password->set_at)}}));
        data.show("CHANGES");
    } else {
        data.show("HAS_NO_PASSWORD");
    }
    show_app(data, presenter, kept);
    auto info = presenter.page(tr_noop("Password"));
    info.path = "/account/password";
    info.breadcrumbs = {{presenter.text("Your account"), "/account"},
                        {presenter.text("Ways to sign in"), "/account/ways"},
                        {info.title, ""}};
    return presenter.show(info, "accounts/password.tpl", std::move(data), status);
}

Kept read_kept(Request const& request, Context const& context) {
    return context.store.read(
        [&](store::ReadTransaction& tx) { return kept_of(tx, request.viewer.account_id); });
}

/// Notes a change of how somebody signs in, tells them, and ends their other sessions: one of them may be why
/// they change it.
void note_change(WriteTransaction& tx, Presenter const& presenter, std::string_view action,
                 std::string_view english) {
    presenter.log(tx, action, "");
    tell_of_change(tx, presenter.request, presenter.context, english);
    end_other_sessions(tx, presenter.request.viewer.account_id, presenter.request.viewer.session_id);
}

void note_failure(Presenter const& presenter, std::string action) {
    presenter.context.store.write(author_of(presenter.request.viewer), [&](WriteTransaction& tx) {
        audit(tx, {.action = std::move(action),
                   .outcome = Outcome::failed,
                   .account_id = presenter.request.viewer.account_id,
                   .client = client_of(presenter.request, presenter.context),
                   .request_id = presenter.request.id});
    });
}

void count_try(Presenter const& presenter, AttemptLimit const& limit, std::string const& who) {
    bool const is_within =
        presenter.context.store.write(author_of(presenter.request.viewer),
                                      [&](WriteTransaction& tx) { return count_attempt(tx, limit, who); });
    if (!is_within)
        throw Error{ErrorCode::too_many, "That was tried too often. Wait a while, then try again."};
}

std::string problem_with(Presenter const& presenter, CommonPasswords const& common, Kept const& kept,
                         std::string const& chosen) {
    http::Viewer const& viewer = presenter.request.viewer;
    Weakness const weakness = weakness_of(chosen, kept.least_letters(), common,
                                          {presenter.context.layout.site().name, viewer.email, viewer.name});
    return words_of(presenter, weakness, kept.least_letters());
}

bool is_current(PasswordHasher::Place const& hasher, Kept const& kept, std::string const& typed) {
    return typed.size() <= longest_password && hasher.is_right(typed, kept.password->hash);
}

Response show_codes(Presenter const& presenter, std::vector<std::string> const& codes) {
    views::Data data;
    for (std::string const& code : codes)
        data.add("CODE").set("CODE_TEXT", in_groups(code, '-'));
    auto info = presenter.page(tr_noop("Your recovery codes"));
    info.path = "/account/password";
    return presenter.show(info, "accounts/recovery-codes.tpl", std::move(data));
}

Response show_app_page(Presenter const& presenter, std::string const& secret, std::string problem,
                       int status) {
    std::string const& hub = presenter.context.layout.site().name;
    QrCode const picture = qr_code(authenticator_address(hub, presenter.request.viewer.email, secret));
    views::Data data;
    data.set("QR_SIZE", picture.size);
    data.set("QR_PATH", picture.path);
    data.set("SECRET", in_groups(secret, ' '));
    views::FieldView code;
    code.name = "code";
    code.label = presenter.text("The code that the app shows");
    code.hint = presenter.text("Six digits");
    code.autocomplete = "one-time-code";
    code.is_required = true;
    code.error = std::move(problem);
    views::add_error_summary(data, {code});
    views::add_text(data.add("FIELD"), code);
    auto info = presenter.page(tr_noop("Set up an app"));
    info.path = "/account/password/app";
    info.breadcrumbs = {{presenter.text("Your account"), "/account"},
                        {presenter.text("Password"), "/account/password"},
                        {info.title, ""}};
    return presenter.show(info, "accounts/authenticator.tpl", std::move(data), status);
}

/// The secret that waits for its first code.
std::string waiting_secret(Request const& request, Context const& context) {
    auto const app = context.store.read(
        [&](store::ReadTransaction& tx) { return authenticator_of(tx, request.viewer.account_id); });
    if (!app || app->is_confirmed())
        throw Error{ErrorCode::not_found,
                    "No app waits to be set up. Begin again on the page of your password."};
    return secret_of(*app, context.secret_keys);
}

Response back_to_password(Request const& request) {
    return http::redirect(views::path(request.language, "/account/password"), 303);
}

} // namespace

Passwords& passwords_of(KeyContext const& context) {
    if (!context.passwords) throw Error{ErrorCode::not_found, "This hub works without passwords."};
    return *context.passwords;
}

Response password_page(Request const& request, KeyContext const& context) {
    passwords_of(context);
    http::allow_parameters(request, {});
    if (auto again = ask_again(request, context.accounts, "/account/password")) return *again;
    constexpr int ok = 200;
    return show_page({context.accounts, request}, read_kept(request, context.accounts), {}, ok);
}

Response change_password(Request const& request, KeyContext const& context) {
    Passwords& passwords = passwords_of(context);
    require_recent_sign_in(request, context.accounts);
    Presenter const presenter{context.accounts, request};
    std::int64_t const account = request.viewer.account_id;
    auto const form = http::parse_form(request);
    std::string const chosen(form.find("new_password").value_or(""));
    std::string const current(form.find("current_password").value_or(""));
    Kept const kept = read_kept(request, context.accounts);
    constexpr int unprocessable = 422;
    if (auto problem = problem_with(presenter, passwords.common, kept, chosen); !problem.empty())
        return show_page(presenter, kept, {.chosen = std::move(problem)}, unprocessable);
    auto const hasher = passwords.hasher.take_place();
    count_try(presenter, passwords_by_address, request.viewer.email);
    if (asks_for_current(request.viewer, kept) && !is_current(hasher, kept, current)) {
        note_failure(presenter, "change password");
        return show_page(presenter, kept,
                         {.current = presenter.text("This is not your password. If you have forgotten it, "
                                                    "sign in with a link by mail.")},
                         unprocessable);
    }
    std::string const hash = hasher.hash(chosen);
    context.accounts.store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
        require_strength_to_change(tx, request.viewer, context.accounts);
        bool const has_full_length = letters_in(chosen) >= shortest_password;
        if (!has_full_length && !kept_of(tx, account).app)
            throw Error{ErrorCode::conflict,
                        "The app was removed at the same moment. Choose a longer password."};
        keep_password(tx, account, hash, has_full_length);
        if (kept.password)
            note_change(tx, presenter, "change password",
                        tr_noop("The password of your account was changed."));
        else
            note_change(tx, presenter, "set password", tr_noop("A password was set for your account."));
    });
    return back_to_password(request);
}

Response drop_password(Request const& request, KeyContext const& context) {
    passwords_of(context);
    require_recent_sign_in(request, context.accounts);
    Presenter const presenter{context.accounts, request};
    context.accounts.store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
        require_strength_to_change(tx, request.viewer, context.accounts);
        if (!remove_password(tx, request.viewer.account_id))
            throw Error{ErrorCode::not_found, "You have no password."};
        note_change(tx, presenter, "remove password", tr_noop("The password of your account was removed."));
    });
    return back_to_password(request);
}

Response start_app(Request const& request, KeyContext const& context) {
    passwords_of(context);
    require_recent_sign_in(request, context.accounts);
    context.accounts.store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
        require_strength_to_change(tx, request.viewer, context.accounts);
        begin_authenticator(tx, context.accounts.secret_keys, request.viewer.account_id);
    });
    return http::redirect(views::path(request.language, "/account/password/app"), 303);
}

Response app_page(Request const& request, KeyContext const& context) {
    passwords_of(context);
    http::allow_parameters(request, {});
    if (auto again = ask_again(request, context.accounts, "/account/password/app")) return *again;
    constexpr int ok = 200;
    return show_app_page({context.accounts, request}, waiting_secret(request, context.accounts), {}, ok);
}

Response confirm_app(Request const& request, KeyContext const& context) {
    passwords_of(context);
    require_recent_sign_in(request, context.accounts);
    Presenter const presenter{context.accounts, request};
    std::int64_t const account = request.viewer.account_id;
    auto const form = http::parse_form(request);
    std::string const secret = waiting_secret(request, context.accounts);
    count_try(presenter, codes_by_account, std::to_string(account));
    std::vector<std::string> codes;
    SecondFactor factor = SecondFactor::none;
    context.accounts.store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
        require_strength_to_change(tx, request.viewer, context.accounts);
        factor =
            confirm_authenticator(tx, context.accounts.secret_keys, account, form.find("code").value_or(""));
        if (!is_right(factor)) return;
        codes = renew_recovery_codes(tx, account);
        note_change(tx, presenter, "add authenticator app",
                    tr_noop("An app that makes codes was set up for your account."));
    });
    if (!codes.empty()) return show_codes(presenter, codes);
    note_failure(presenter, "add authenticator app");
    constexpr int unprocessable = 422;
    return show_app_page(
        presenter, secret,
        factor == SecondFactor::none
            ? presenter.text("This is not the code that the app shows now. Check the time on "
                             "your device, and take the next code.")
            : words_for_wrong_code(presenter, SecondFactor::late),
        unprocessable);
}

Response drop_app(Request const& request, KeyContext const& context) {
    passwords_of(context);
    require_recent_sign_in(request, context.accounts);
    Presenter const presenter{context.accounts, request};
    std::int64_t const account = request.viewer.account_id;
    context.accounts.store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
        require_strength_to_change(tx, request.viewer, context.accounts);
        auto const password = password_of(tx, account);
        if (password && !password->has_full_length)
            throw Error{ErrorCode::unprocessable,
                        "Your password is too short to stand alone: set one of at least 15 letters first, or "
                        "remove it."};
        if (!remove_authenticator(tx, account))
            throw Error{ErrorCode::not_found, "No app is set up for your account."};
        note_change(tx, presenter, "remove authenticator app",
                    tr_noop("The app that makes codes was removed from your account."));
    });
    return back_to_password(request);
}

Response renew_codes(Request const& request, KeyContext const& context) {
    passwords_of(context);
    require_recent_sign_in(request, context.accounts);
    Presenter const presenter{context.accounts, request};
    std::int64_t const account = request.viewer.account_id;
    auto const codes = context.accounts.store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
        require_strength_to_change(tx, request.viewer, context.accounts);
        if (!kept_of(tx, account).app)
            throw Error{ErrorCode::not_found, "No app is set up for your account."};
        note_change(tx, presenter, "renew recovery codes",
                    tr_noop("New recovery codes were made for your account."));
        return renew_recovery_codes(tx, account);
    });
    return show_codes(presenter, codes);
}

} // namespace legation::accounts
