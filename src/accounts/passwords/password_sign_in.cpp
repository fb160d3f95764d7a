#include "accounts/passwords/password_sign_in.hpp"

#include "accounts/account.hpp"
#include "accounts/attempt_limit.hpp"
#include "accounts/one_time_link.hpp"
#include "accounts/passwords/password_pages.hpp"
#include "accounts/presenter.hpp"
#include "accounts/session.hpp"
#include "accounts/sign_in_pages.hpp"
#include "kernel/error.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

namespace legation::accounts {

namespace {

using http::Request;
using http::Response;
using store::WriteTransaction;

store::Author const author{"sign-in"};

constexpr std::string_view action_of_password = "sign in by password";

Event event_of(Presenter const& presenter, std::int64_t account, Outcome outcome, std::string detail) {
    return {.action = std::string(action_of_password),
            .outcome = outcome,
            .account_id = account,
            .client = client_of(presenter.request, presenter.context),
            .request_id = presenter.request.id,
            .detail = std::move(detail)};
}

void note(Presenter const& presenter, std::int64_t account, Outcome outcome, std::string detail) {
    presenter.context.store.write(author, [&](WriteTransaction& tx) {
        audit(tx, event_of(presenter, account, outcome, std::move(detail)));
    });
}

/// Ends the request when there were too many tries; that is noted.
template <class Count>
void require_within_limits(Presenter const& presenter, std::int64_t account, Count&& count) {
    if (presenter.context.store.write(author, std::forward<Count>(count))) return;
    note(presenter, account, Outcome::refused, "too many tries");
    throw Error{ErrorCode::too_many, "That was tried too often. Wait a while, then try again."};
}

/// An address and a password as they were typed, and what the hub knows about the address.
struct Tried {
    std::string typed_email, password, return_to;
    std::string email; ///< as accounts have it; empty when none can
    std::optional<Account> account;
    std::optional<KeptPassword> kept;
};

/// Whose password it is; nothing when it is nobody's. Takes the same work either way.
std::optional<Account> owner_of(Tried const& tried, PasswordHasher::Place const& hasher) {
    std::optional<std::string> hash;
    if (tried.kept) hash = tried.kept->hash;
    if (!hasher.is_right(tried.password, hash)) return std::nullopt;
    return tried.account;
}

Response signed_in(Request const& request, std::string const& return_to, std::string const& session) {
    return http::redirect(return_to.empty() ? views::path(request.language, "/") : return_to, 303)
        .with("Set-Cookie", cookie_with(session));
}

Response ask_for_code(Presenter const& presenter, std::string_view step, std::string problem, int status) {
    views::Data data;
    data.set("STEP", step);
    views::FieldView const code = code_field(presenter, std::move(problem));
    views::add_error_summary(data, {code});
    views::add_text(data.add("FIELD"), code);
    auto info = presenter.page(tr_noop("Enter a code"));
    info.path = "/sign-in";
    return presenter.show(info, "accounts/code.tpl", std::move(data), status);
}

Response wrong_password(Presenter const& presenter, Tried const& tried) {
    presenter.context.store.write(author, [&](WriteTransaction& tx) {
        Event event = event_of(presenter, 0, Outcome::failed, {});
        if (tried.account) event.subject = fmt::format("account {}", tried.account->id);
        audit(tx, event);
    });
    return show_sign_in_again(
        presenter,
        {tried.typed_email, presenter.text("This address and this password do not belong together.")},
        tried.return_to);
}

/// What comes of a password that was right: a session, or the step that asks for a code. Nothing when the
/// password was changed at the same moment.
struct Begun {
    std::string session = {}, second_step = {};
};
std::optional<Begun> begin(WriteTransaction& tx, Presenter const& presenter, Tried const& tried,
                           std::optional<std::string> const& renewed_hash) {
    std::int64_t const account = tried.account->id;
    if (!note_use(tx, account, *tried.kept, renewed_hash)) return std::nullopt;
    auto const app = authenticator_of(tx, account);
    if (app && app->is_confirmed())
        return Begun{.second_step = begin_second_step(tx, {account, tried.return_to})};
    // Too short to stand alone, and the app is gone: that cannot come from the pages, only from the database.
    if (!tried.kept->has_full_length) return std::nullopt;
    audit(tx, event_of(presenter, account, Outcome::done, "alone"));
    return Begun{.session =
                     sign_in(tx, presenter.request, presenter.context, account, http::Strength::password)};
}

} // namespace

views::FieldView code_field(Presenter const& presenter, std::string problem) {
    views::FieldView code;
    code.name = "code";
    code.label = presenter.text("Code");
    code.hint = presenter.text("Six digits from your app, or one of your recovery codes");
    code.autocomplete = "one-time-code";
    code.is_required = true;
    code.error = std::move(problem);
    return code;
}

std::string words_for_wrong_code(Presenter const& presenter, SecondFactor factor) {
    if (factor == SecondFactor::late)
        return presenter.text("That code has just changed. Type the one your app shows now.");
    if (factor == SecondFactor::early)
        return presenter.text(
            "The clock of your device is a little ahead. Type the same code again in a few seconds.");
    return presenter.text(
        "This code is not right, or was used before. Take the next one that the app shows.");
}

void tell_of_recovery_code(WriteTransaction& tx, Presenter const& presenter, std::string const& email) {
    tell_of_change(tx, presenter.request, presenter.context, email,
                   tr_noop("One of your recovery codes was used to sign in."));
}

Response sign_in_with_password(Request const& request, KeyContext const& context) {
    Passwords& passwords = passwords_of(context);
    http::allow_parameters(request, {});
    Presenter const presenter{context.accounts, request};
    store::Store& store = context.accounts.store;
    auto const form = http::parse_form(request);
    Tried tried;
    tried.typed_email = form.find("account_email").value_or("");
    tried.email = checked_email(tried.typed_email).value_or("");
    tried.password = form.find("password").value_or("");
    tried.return_to = checked_return(form.find("return_to").value_or(""));
    // Before anything is counted or written: who is sent away may come again, and costs little.
    auto const hasher = passwords.hasher.take_place();
    require_within_limits(presenter, 0, [&](WriteTransaction& tx) {
        std::string const client = client_of(request, context.accounts);
        if (!count_attempt(tx, requests_by_client, client)) return false;
        if (tried.email.empty()) return true; // nobody's, so nothing is guessed
        return count_attempt(tx, sign_ins_by_address_and_client, fmt::format("{} {}", tried.email, client)) &&
               count_attempt(tx, passwords_by_address, tried.email);
    });
    bool const is_possible =
        !tried.email.empty() && !tried.password.empty() && tried.password.size() <= longest_password;
    if (!is_possible) return wrong_password(presenter, tried);
    store.read([&](store::ReadTransaction& tx) {
        tried.account = find_account(tx, tried.email);
        if (tried.account) tried.kept = password_of(tx, tried.account->id);
    });
    if (!owner_of(tried, hasher)) return wrong_password(presenter, tried);
    std::optional<std::string> renewed_hash;
    if (passwords.hasher.is_outdated(tried.kept->hash)) renewed_hash = hasher.hash(tried.password);
    auto const begun =
        store.write(author, [&](WriteTransaction& tx) { return begin(tx, presenter, tried, renewed_hash); });
    if (!begun) return wrong_password(presenter, tried);
    constexpr int ok = 200;
    if (!begun->second_step.empty()) return ask_for_code(presenter, begun->second_step, {}, ok);
    return signed_in(request, after_one_factor(request, context.accounts, tried.return_to), begun->session);
}

Response sign_in_with_code(Request const& request, KeyContext const& context) {
    passwords_of(context);
    http::allow_parameters(request, {});
    Presenter const presenter{context.accounts, request};
    store::Store& store = context.accounts.store;
    auto const form = http::parse_form(request);
    std::string const token(form.find("step").value_or(""));
    auto const step = store.read([&](store::ReadTransaction& tx) {
        return find_second_step(tx, token, context.accounts.store.now());
    });
    if (!step)
        throw Error{ErrorCode::unprocessable,
                    "You took too long, or began again. Sign in with your password once more."};
    require_within_limits(presenter, step->account_id, [&](WriteTransaction& tx) {
        return count_attempt(tx, requests_by_client, client_of(request, context.accounts)) &&
               count_attempt(tx, codes_by_account, std::to_string(step->account_id));
    });
    SecondFactor factor = SecondFactor::none;
    auto const session = store.write(author, [&](WriteTransaction& tx) -> std::optional<std::string> {
        factor = use_second_factor(tx, context.accounts.secret_keys, step->account_id,
                                   form.find("code").value_or(""));
        if (!is_right(factor) || !end_second_step(tx, token)) return std::nullopt;
        bool const is_recovery = factor == SecondFactor::recovery_code;
        audit(tx, event_of(presenter, step->account_id, Outcome::done,
                           is_recovery ? "with a recovery code" : "with a code"));
        if (is_recovery) tell_of_recovery_code(tx, presenter, find_account(tx, step->account_id)->email);
        return sign_in(tx, request, context.accounts, step->account_id, http::Strength::password);
    });
    if (session) return signed_in(request, step->return_to, *session);
    note(presenter, step->account_id, Outcome::failed, "wrong code");
    constexpr int unprocessable = 422;
    return ask_for_code(presenter, token, words_for_wrong_code(presenter, factor), unprocessable);
}

} // namespace legation::accounts
