#include "accounts/passkeys/passkey_pages.hpp"

#include "accounts/attempt_limit.hpp"
#include "accounts/audit/audit_log.hpp"
#include "accounts/oidc/oidc_store.hpp"
#include "accounts/one_time_link.hpp"
#include "accounts/passkeys/passkey_store.hpp"
#include "accounts/passwords/password_store.hpp"
#include "accounts/policy.hpp"
#include "accounts/presenter.hpp"
#include "accounts/sensitive.hpp"
#include "accounts/session.hpp"
#include "kernel/base64.hpp"
#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/records/json.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <algorithm>
#include <string>

namespace legation::accounts {

namespace {

using http::Request;
using http::Response;
using store::WriteTransaction;

store::Author const author{"sign-in"};

/// A field with bytes; what is none is as if it were empty, which no verification lets pass.
std::string bytes_in(http::Query const& form, std::string_view name) {
    return from_base64url(form.find(name).value_or("")).value_or("");
}

Event event_of(Request const& request, Context const& context, std::string_view action) {
    return {.action = std::string(action),
            .account_id = request.viewer.account_id,
            .client = client_of(request, context),
            .request_id = request.id};
}

/// What the browser's side of the account is called: no name or address, for it may be read by others who
/// use the device, and nothing that leads to the account elsewhere.
std::string user_handle(std::int64_t account) {
    return to_base64url(sha256_hex("passkey account " + std::to_string(account)).substr(0, 32));
}

void count_request(WriteTransaction& tx, Request const& request, Context const& context) {
    if (!count_attempt(tx, requests_by_client, client_of(request, context)))
        throw Error{ErrorCode::too_many, "Too many requests. Wait a few minutes, then try again."};
}

Response challenge_answer(records::JsonWriter& json) {
    return http::json(json.end_object().take()).with("Cache-Control", "no-store");
}

Response back_to_ways(Request const& request) {
    return http::redirect(views::path(request.language, "/account/ways"), 303);
}

void show_passkeys(views::Data& data, Presenter const& presenter, std::vector<KeptPasskey> const& passkeys) {
    auto const language = presenter.request.language;
    views::Data list = data.add(passkeys.empty() ? "HAS_NO_PASSKEYS" : "HAS_PASSKEYS");
    for (KeptPasskey const& kept : passkeys) {
        views::Data line = list.add("PASSKEY");
        line.set("PASSKEY_ID", kept.id);
        line.set("PASSKEY_NAME", kept.name);
        line.set("PASSKEY_MADE",
                 fill(presenter.text("added {when}"), {{"when", views::timestamp(language, kept.made_at)}}));
        if (kept.used_at)
            line.set_shown("PASSKEY_USED", fill(presenter.text("last used {when}"),
                                                {{"when", views::timestamp(language, *kept.used_at)}}));
    }
}

void show_issuers(views::Data& data, Presenter const& presenter, KeyContext const& context,
                  std::vector<LinkedIdentity> const& identities) {
    if (context.clients.empty()) return;
    views::Data list = data.add("HAS_ISSUERS");
    for (auto const& client : context.clients) {
        Issuer const& issuer = client->issuer();
        views::Data line = list.add("ISSUER");
        line.set("ISSUER_NAME", issuer.name);
        line.set("ISSUER_KEY", issuer.key);
        auto const linked = std::ranges::find(identities, issuer.url, &LinkedIdentity::issuer);
        line.show(linked == identities.end() ? "ISSUER_IS_NOT_LINKED" : "ISSUER_IS_LINKED");
        if (linked == identities.end()) continue;
        line.set("ISSUER_LINK_ID", linked->id);
        line.set_shown("ISSUER_LINKED",
                       fill(presenter.text("linked {when}"),
                            {{"when", views::timestamp(presenter.request.language, linked->linked_at)}}));
    }
}

void show_password(views::Data& data, Presenter const& presenter,
                   std::optional<KeptPassword> const& password) {
    std::string const state =
        password ? fill(presenter.text("You have had a password since {when}."),
                        {{"when", views::timestamp(presenter.request.language, password->set_at)}})
                 : presenter.text("You have no password yet.");
    data.add("HAS_PASSWORDS").set("PASSWORD_STATE", state);
}

} // namespace

Response ask_for_passkey(Request const& request, KeyContext const& context) {
    std::string const challenge = context.accounts.store.write(author, [&](WriteTransaction& tx) {
        count_request(tx, request, context.accounts);
        return ask_challenge(tx, 0);
    });
    records::JsonWriter json;
    json.begin_object().member("challenge", to_base64url(challenge)).member("host", context.hub.id);
    return challenge_answer(json);
}

Response sign_in_with_passkey(Request const& request, KeyContext const& context) {
    store::Store& store = context.accounts.store;
    http::Query const form = http::parse_form(request);
    Assertion const assertion{bytes_in(form, "client_data"), bytes_in(form, "authenticator_data"),
                              bytes_in(form, "signature")};
    Event event = event_of(request, context.accounts, "sign in by passkey");
    event.account_id = 0;
    std::optional<KeptPasskey> kept;
    try {
        // By itself, so that a challenge is spent even if what follows fails.
        auto const challenge = store.write(author, [&](WriteTransaction& tx) {
            count_request(tx, request, context.accounts);
            kept = find_passkey(tx, bytes_in(form, "credential_id"));
            return take_challenge(tx, assertion.client_data, 0);
        });
        if (!challenge || !kept)
            throw Error{ErrorCode::unprocessable,
                        "This passkey is not known here, or you took too long. Try again."};
        event.account_id = kept->account_id;
        Passkey const after = verify_assertion(context.hub, *challenge, kept->passkey, assertion);
        std::string const session = store.write(author, [&](WriteTransaction& tx) {
            note_use(tx, *kept, after);
            audit(tx, event);
            return sign_in(tx, request, context.accounts, kept->account_id, http::Strength::passkey);
        });
        std::string const next = checked_return(form.find("return_to").value_or(""));
        return http::redirect(next.empty() ? views::path(request.language, "/") : next, 303)
            .with("Set-Cookie", cookie_with(session));
    } catch (Error const& error) {
        event.outcome = Outcome::failed;
        event.detail = error.what();
        store.write(author, [&](WriteTransaction& tx) { audit(tx, event); });
        throw;
    }
}

Response ways_page(Request const& request, KeyContext const& context) {
    http::allow_parameters(request, {});
    if (auto again = ask_again(request, context.accounts, "/account/ways")) return *again;
    Presenter const presenter{context.accounts, request};
    std::int64_t const account = request.viewer.account_id;
    views::Data data;
    bool const waits = waits_for_second_factor(request.viewer);
    if (request.viewer.needs_stronger_sign_in && !waits) data.show("NEEDS_PASSKEY");
    context.accounts.store.read([&](store::ReadTransaction& tx) {
        if (waits && has_stronger_way(tx, request.viewer, context.accounts))
            return data.show("NEEDS_ITS_SECOND_FACTOR");
        if (waits) {
            views::Data notice = data.add("NEEDS_SECOND_FACTOR");
            if (context.passwords) notice.show("OFFERS_APP");
        }
        views::Data ways = data.add("MAY_CHANGE");
        show_passkeys(ways, presenter, passkeys_of(tx, account));
        show_issuers(ways, presenter, context, identities_of(tx, account));
        if (context.passwords) show_password(ways, presenter, password_of(tx, account));
    });
    auto info = presenter.page(tr_noop("Ways to sign in"));
    info.breadcrumbs = {{presenter.text("Your account"), "/account"}, {info.title, ""}};
    return presenter.show(info, "accounts/ways.tpl", std::move(data));
}

Response ask_for_new_passkey(Request const& request, KeyContext const& context) {
    require_recent_sign_in(request, context.accounts);
    std::int64_t const account = request.viewer.account_id;
    std::vector<KeptPasskey> known;
    std::string const challenge =
        context.accounts.store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
            require_strength_to_change(tx, request.viewer, context.accounts);
            known = passkeys_of(tx, account);
            return ask_challenge(tx, account);
        });
    records::JsonWriter json;
    json.begin_object().member("challenge", to_base64url(challenge)).member("host", context.hub.id);
    json.member("hubName", context.accounts.layout.site().name).member("account", user_handle(account));
    json.member("accountName", request.viewer.email).key("algorithms").begin_array();
    for (int const algorithm : offered_algorithms)
        json.value(std::int64_t{algorithm});
    json.end_array().key("known").begin_array();
    for (KeptPasskey const& kept : known)
        json.value(to_base64url(kept.passkey.credential_id));
    json.end_array();
    return challenge_answer(json);
}

Response add_passkey(Request const& request, KeyContext const& context) {
    require_recent_sign_in(request, context.accounts);
    store::Store& store = context.accounts.store;
    std::int64_t const account = request.viewer.account_id;
    http::Query const form = http::parse_form(request);
    NewCredential const made{bytes_in(form, "client_data"), bytes_in(form, "authenticator_data")};
    auto const challenge = store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
        require_strength_to_change(tx, request.viewer, context.accounts);
        return take_challenge(tx, made.client_data, account);
    });
    if (!challenge)
        throw Error{ErrorCode::unprocessable,
                    "This passkey is not known here, or you took too long. Try again."};
    Passkey const passkey = verify_new_passkey(context.hub, *challenge, made);
    std::string const session = store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
        KeptPasskey const kept =
            keep_passkey(tx, account, std::string(form.find("name").value_or("")), passkey);
        Event event = event_of(request, context.accounts, "add passkey");
        event.subject = "passkey " + std::to_string(kept.id);
        audit(tx, event);
        tell_of_change(tx, request, context.accounts, tr_noop("A passkey was added to your account."));
        // The device has just recognized its owner, as it does to sign in: a role that needs it is there now.
        return sign_in(tx, request, context.accounts, account, http::Strength::passkey);
    });
    return back_to_ways(request).with("Set-Cookie", cookie_with(session));
}

Response drop_passkey(Request const& request, KeyContext const& context) {
    require_recent_sign_in(request, context.accounts);
    std::int64_t const id = std::stoll(request.parameter("id"));
    context.accounts.store.write(author_of(request.viewer), [&](WriteTransaction& tx) {
        require_strength_to_change(tx, request.viewer, context.accounts);
        if (!remove_passkey(tx, request.viewer.account_id, id))
            throw Error{ErrorCode::not_found, "There is no such passkey of yours."};
        Event event = event_of(request, context.accounts, "remove passkey");
        event.subject = "passkey " + std::to_string(id);
        audit(tx, event);
        tell_of_change(tx, request, context.accounts, tr_noop("A passkey was removed from your account."));
    });
    return back_to_ways(request);
}

} // namespace legation::accounts
