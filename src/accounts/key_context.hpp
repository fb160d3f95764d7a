#pragma once

#include "accounts/context.hpp"
#include "accounts/oidc/client.hpp"
#include "accounts/passkeys/passkey.hpp"
#include "accounts/passwords/password.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace legation::accounts {

/// What passwords are held against.
struct Passwords {
    Passwords(int hashes_at_once, std::string const& common_file)
        : hasher(hashes_at_once), common(common_file) {}

    PasswordHasher hasher;
    CommonPasswords common;
};

/// What the handlers of passkeys, passwords and other sites work with.
struct KeyContext {
    Context const& accounts;
    RelyingParty hub;
    std::vector<std::unique_ptr<OidcClient>> clients; ///< one for each issuer
    std::unique_ptr<Passwords> passwords = {};        ///< nothing where the operator has not turned them on
};

KeyContext key_context(Context const& accounts, std::vector<Issuer> const& issuers, Clock const& clock);

/// Half of the workers may compute hashes at once, so that the others go on answering. Reads the list of
/// common passwords in the folder `share`.
std::unique_ptr<Passwords> make_passwords(std::string const& share, unsigned workers);

/// Ends the request unless whoever is signed in has just proved who they are: who finds a browser open must
/// not add a key of their own.
void require_recent_sign_in(http::Request const& request, Context const& context);

/// Whether somebody has set up what would have shown more than their session does: a passkey, another site
/// that is strong, or the app, where it is asked of everybody.
bool has_stronger_way(store::ReadTransaction& tx, http::Viewer const& viewer, Context const& context);

/// Ends the request when somebody has such a way and has not come by it: otherwise their mailbox alone would
/// be enough to get another one.
void require_strength_to_change(store::ReadTransaction& tx, http::Viewer const& viewer,
                                Context const& context);

/// Where somebody goes who has just signed in with one factor: where they wanted, or to where they set up
/// another.
std::string after_one_factor(http::Request const& request, Context const& context, std::string return_to);

/// Begins a session for an account that was recognized, in place of the browser's old one. Throws
/// Error(forbidden) when the account is disabled. Answers the session's token.
std::string sign_in(store::WriteTransaction& tx, http::Request const& request, Context const& context,
                    std::int64_t account, http::Strength strength);

/// Tells somebody by mail that the ways to sign in to their account have changed, in case it was not them.
void tell_of_change(store::WriteTransaction& tx, http::Request const& request, Context const& context,
                    std::string_view english);
/// The same for somebody who is about to sign in.
void tell_of_change(store::WriteTransaction& tx, http::Request const& request, Context const& context,
                    std::string const& email, std::string_view english);

} // namespace legation::accounts
