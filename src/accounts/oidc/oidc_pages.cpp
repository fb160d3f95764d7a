#include "accounts/oidc/oidc_pages.hpp"

#include "accounts/account.hpp"
#include "accounts/attempt_limit.hpp"
#include "accounts/audit/audit_log.hpp"
#include "accounts/oidc/oidc_store.hpp"
#include "accounts/one_time_link.hpp"
#include "accounts/policy.hpp"
#include "accounts/presenter.hpp"
#include "accounts/session.hpp"
#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::accounts {

namespace {

using http::Request;
using http::Response;
using store::WriteTransaction;

store::Author const author{"sign-in"};

OidcClient& client_for(Request const& request, KeyContext const& context) {
    std::string const& key = request.parameter("issuer");
    auto const found = std::ranges::find_if(context.clients,
                                            [&](auto const& client) { return client->issuer().key == key; });
    if (found == context.clients.end())
        throw Error{ErrorCode::not_found, "Nobody signs in through a site of that name here."};
    return **found;
}

std::string attempt_cookie_with(std::string_view value, std::string_view more = "") {
    return fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Lax{}", attempt_cookie, value, more);
}

std::string field(http::Query const& fields, std::string_view name) {
    return std::string(fields.find(name).value_or(""));
}

Event event_of(Request const& request, Context const& context, Issuer const& issuer,
               std::string_view action) {
    return {.action = std::string(action),
            .account_id = request.viewer.account_id,
            .client = client_of(request, context),
            .request_id = request.id,
            .subject = "issuer " + issuer.key};
}

/// Whose account somebody from there has here; made now where they have none. An account that has the same
/// address is not taken for theirs: whoever issues addresses there could take over accounts here.
std::int64_t account_for(WriteTransaction& tx, Issuer const& issuer, Identity const& identity,
                         AccountSettings const& settings) {
    if (auto const known = account_of(tx, issuer, identity.subject)) return *known;
    if (identity.email.empty())
        throw Error{ErrorCode::unprocessable, "The other site did not tell an address of yours that it has "
                                              "verified. Sign in with a link by mail."};
    auto const email = checked_email(identity.email);
    if (!email || find_account(tx, *email))
        throw Error{ErrorCode::forbidden,
                    "There is an account with your address here already. Sign in with a link by "
                    "mail, then link the other site under “Ways to sign in”."};
    if (!settings.are_open)
        throw Error{ErrorCode::forbidden,
                    "Accounts of this hub are by invitation. Ask your office's manager or whoever runs it."};
    std::int64_t const account = add_account(tx, *email, "").id;
    link_identity(tx, issuer, identity.subject, account);
    return account;
}

/// A page and a header that lead there. An answer to a form may not lead to another site by itself, says the
/// content security policy.
Response lead_to(Presenter const& presenter, Issuer const& issuer, std::string const& url) {
    views::Data data;
    data.set("GO_ON_URL", url);
    views::PageInfo info;
    info.title = fill(presenter.text("Go on to {name}"), {{"name", issuer.name}});
    return presenter.show(info, "accounts/go-on.tpl", std::move(data)).with("Refresh", "0; url=" + url);
}

/// What the browser brought back, once it is known that this browser asked.
KeptAttempt attempt_of(Request const& request, KeyContext const& context, Issuer const& issuer) {
    std::string const state = field(request.query, "state");
    auto const kept = context.accounts.store.write(author, [&](WriteTransaction& tx) {
        if (!count_attempt(tx, requests_by_client, client_of(request, context.accounts)))
            throw Error{ErrorCode::too_many, "Too many requests. Wait a few minutes, then try again."};
        return take_attempt(tx, issuer, state);
    });
    bool const is_this_browser = !state.empty() && is_same_secret(request.cookie(attempt_cookie), state);
    if (!kept || !is_this_browser)
        throw Error{ErrorCode::unprocessable,
                    "This answer was used before, or you took too long there. Sign in once more."};
    if (!field(request.query, "error").empty())
        throw Error{ErrorCode::unprocessable,
                    "You were not signed in there. Try again, or take the link by mail.",
                    "the issuer says " + field(request.query, "error")};
    return *kept;
}

Response link(Request const& request, KeyContext const& context, Issuer const& issuer,
              Identity const& identity) {
    context.accounts.store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
        require_strength_to_change(tx, request.viewer, context.accounts);
        link_identity(tx, issuer, identity.subject, request.viewer.account_id);
        audit(tx, event_of(request, context.accounts, issuer, "link other site"));
        tell_of_change(tx, request, context.accounts, tr_noop("Another site was linked with your account."));
    });
    return http::redirect(views::path(request.language, "/account/ways"), 303);
}

Response sign_in_from(Request const& request, KeyContext const& context, Issuer const& issuer,
                      Identity const& identity, std::string const& return_path) {
    std::string const session = context.accounts.store.write(author, [&](WriteTransaction& tx) {
        std::int64_t const account = account_for(tx, issuer, identity, context.accounts.settings);
        note_identity_use(tx, issuer, identity.subject);
        Event event = event_of(request, context.accounts, issuer, "sign in by other site");
        event.account_id = account;
        audit(tx, event);
        return sign_in(tx, request, context.accounts, account,
                       issuer.is_strong ? http::Strength::oidc : http::Strength::other_site);
    });
    std::string const next =
        issuer.is_strong ? return_path : after_one_factor(request, context.accounts, return_path);
    return http::redirect(next.empty() ? views::path(request.language, "/") : next, 303)
        .with("Set-Cookie", cookie_with(session));
}

} // namespace

Response go_to_issuer(Request const& request, KeyContext const& context) {
    OidcClient& client = client_for(request, context);
    http::Query const form = http::parse_form(request);
    bool const links = !field(form, "link").empty();
    if (links) {
        require(request.viewer, Permission::set_up_sign_in, {});
        require_recent_sign_in(request, context.accounts);
    }
    KeptAttempt const kept{new_attempt(), links ? request.viewer.account_id : 0,
                           checked_return(field(form, "return_to"))};
    std::string const url = client.authorization_url(kept.attempt, views::code(request.language));
    context.accounts.store.write(author, [&](WriteTransaction& tx) {
        if (!count_attempt(tx, requests_by_client, client_of(request, context.accounts)))
            throw Error{ErrorCode::too_many, "Too many requests. Wait a few minutes, then try again."};
        keep_attempt(tx, client.issuer(), kept);
    });
    return lead_to(Presenter{context.accounts, request}, client.issuer(), url)
        .with("Set-Cookie", attempt_cookie_with(kept.attempt.state));
}

Response return_from_issuer(Request const& request, KeyContext const& context) {
    OidcClient& client = client_for(request, context);
    Issuer const& issuer = client.issuer();
    try {
        KeptAttempt const kept = attempt_of(request, context, issuer);
        Identity const identity =
            client.identify(kept.attempt, {field(request.query, "code"), field(request.query, "iss")});
        bool const links = kept.account_id != 0;
        if (links && kept.account_id != request.viewer.account_id)
            throw Error{ErrorCode::forbidden,
                        "You have signed out since. Sign in and link the other site once more."};
        Response response = links ? link(request, context, issuer, identity)
                                  : sign_in_from(request, context, issuer, identity, kept.return_path);
        return response.with("Set-Cookie", attempt_cookie_with("", "; Max-Age=0"));
    } catch (Error const& error) {
        Event event = event_of(request, context.accounts, issuer, "sign in by other site");
        event.outcome = Outcome::failed;
        event.detail = error.what();
        context.accounts.store.write(author, [&](WriteTransaction& tx) { audit(tx, event); });
        throw;
    }
}

Response unlink_issuer(Request const& request, KeyContext const& context) {
    require_recent_sign_in(request, context.accounts);
    std::int64_t const id = whole_number(request.parameter("id")).value_or(0);
    context.accounts.store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
        require_strength_to_change(tx, request.viewer, context.accounts);
        if (!unlink_identity(tx, request.viewer.account_id, id))
            throw Error{ErrorCode::not_found, "There is no such link of yours."};
        audit(tx, {.action = "unlink other site",
                   .account_id = request.viewer.account_id,
                   .client = client_of(request, context.accounts),
                   .request_id = request.id});
        tell_of_change(tx, request, context.accounts,
                       tr_noop("Another site is no longer linked with your account."));
    });
    return http::redirect(views::path(request.language, "/account/ways"), 303);
}

} // namespace legation::accounts
