#include "accounts/key_context.hpp"

#include "accounts/account.hpp"
#include "accounts/oidc/oidc_store.hpp"
#include "accounts/passkeys/passkey_store.hpp"
#include "accounts/passwords/password_store.hpp"
#include "accounts/presenter.hpp"
#include "accounts/session.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"

#include <algorithm>
#include <utility>

namespace legation::accounts {

KeyContext key_context(Context const& accounts, std::vector<Issuer> const& issuers, Clock const& clock) {
    std::string const& hub = accounts.layout.site().public_url;
    KeyContext context{accounts, relying_party(hub), {}, {}};
    for (Issuer const& issuer : issuers)
        context.clients.push_back(
            std::make_unique<OidcClient>(issuer, hub + "/sign-in/with/" + issuer.key, clock));
    return context;
}

std::unique_ptr<Passwords> make_passwords(std::string const& share, unsigned workers) {
    int const at_once = std::max(1, static_cast<int>(workers / 2));
    return std::make_unique<Passwords>(at_once, share + "/passwords/common.txt");
}

void require_recent_sign_in(http::Request const& request, Context const& context) {
    if (context.store.now() - request.viewer.signed_in_at <= context.settings.recent_time) return;
    throw Error{ErrorCode::unauthorized, "Sign in once more first: this changes how you sign in."};
}

bool has_stronger_way(store::ReadTransaction& tx, http::Viewer const& viewer, Context const& context) {
    if (!passkeys_of(tx, viewer.account_id).empty()) return true;
    auto const linked = identities_of(tx, viewer.account_id);
    for (Issuer const& issuer : context.issuers)
        if (issuer.is_strong &&
            std::ranges::find(linked, issuer.url, &LinkedIdentity::issuer) != linked.end())
            return true;
    if (!waits_for_second_factor(viewer) || !context.settings.have_passwords) return false;
    auto const app = authenticator_of(tx, viewer.account_id);
    return app && app->is_confirmed();
}

void require_strength_to_change(store::ReadTransaction& tx, http::Viewer const& viewer,
                                Context const& context) {
    if (!viewer.needs_stronger_sign_in || !has_stronger_way(tx, viewer, context)) return;
    if (waits_for_second_factor(viewer))
        throw Error{
            ErrorCode::forbidden,
            "You have set up a second factor: sign out, and sign in with it to change how you sign in. "
            "If you have lost it, ask whoever runs this hub."};
    throw Error{ErrorCode::forbidden, "Your role needs a passkey: sign in with one that you have to change "
                                      "them. If you have lost it, ask an "
                                      "administrator."};
}

std::string after_one_factor(http::Request const& request, Context const& context, std::string return_to) {
    return context.settings.need_second_factor ? views::path(request.language, "/account/ways")
                                               : std::move(return_to);
}

std::string sign_in(store::WriteTransaction& tx, http::Request const& request, Context const& context,
                    std::int64_t account, http::Strength strength) {
    auto const known = find_account(tx, account);
    if (!known || known->is_disabled)
        throw Error{ErrorCode::forbidden,
                    "This account has been disabled. Ask whoever runs this hub if you think that is wrong."};
    end_session(tx, request.cookie(session_cookie));
    Device const device{client_of(request, context), std::string(request.header("user-agent")),
                        request.language};
    return start_session(tx, account, strength, device, context.settings);
}

void tell_of_change(store::WriteTransaction& tx, http::Request const& request, Context const& context,
                    std::string_view english) {
    tell_of_change(tx, request, context, request.viewer.email, english);
}

void tell_of_change(store::WriteTransaction& tx, http::Request const& request, Context const& context,
                    std::string const& email, std::string_view english) {
    if (!context.can_send) return;
    Presenter const presenter{context, request};
    views::Site const& site = context.layout.site();
    mail::Letter letter;
    letter.to = email;
    letter.language = request.language;
    letter.subject = fill(presenter.text("Your account at {hub} has changed"), {{"hub", site.name}});
    letter.blocks = {
        {.text = presenter.text(english)},
        {.text = presenter.text("If that was you, there is nothing to do. If not, sign in, remove what "
                                "you do not know, and tell whoever runs the hub.")},
        {mail::Block::Kind::button, presenter.text("Ways to sign in"),
         site.public_url + views::path(request.language, "/account/ways")}};
    presenter.send(tx, letter);
}

} // namespace legation::accounts
