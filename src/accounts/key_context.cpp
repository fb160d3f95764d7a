#include "accounts/key_context.hpp"

#include "accounts/account.hpp"
#include "accounts/presenter.hpp"
#include "accounts/session.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"

#include <algorithm>

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
