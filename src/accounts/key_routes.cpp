#include "accounts/key_routes.hpp"

#include "accounts/oidc/oidc_pages.hpp"
#include "accounts/passkeys/passkey_pages.hpp"
#include "accounts/passwords/password_pages.hpp"
#include "accounts/passwords/password_sign_in.hpp"
#include "accounts/policy.hpp"

namespace legation::accounts {

namespace {

using http::Method;
using http::Request;

using Page = http::Response (*)(Request const&, KeyContext const&);

http::Route route(Method method, std::string pattern, Permission permission, KeyContext const& context,
                  Page page) {
    return {method, std::move(pattern), route_policy(permission),
            [page, &context](Request const& request) { return page(request, context); }};
}

} // namespace

std::vector<http::Route> key_routes(KeyContext const& context) {
    return {
        route(Method::post, "/sign-in/passkey/challenge", Permission::sign_in, context, ask_for_passkey),
        route(Method::post, "/sign-in/passkey", Permission::sign_in, context, sign_in_with_passkey),
        route(Method::post, "/sign-in/with/{issuer:slug}", Permission::sign_in, context, go_to_issuer),
        route(Method::get, "/sign-in/with/{issuer:slug}", Permission::sign_in, context, return_from_issuer),
        route(Method::get, "/account/ways", Permission::set_up_sign_in, context, ways_page),
        route(Method::post, "/account/ways/passkeys/challenge", Permission::set_up_sign_in, context,
              ask_for_new_passkey),
        route(Method::post, "/account/ways/passkeys", Permission::set_up_sign_in, context, add_passkey),
        route(Method::post, "/account/ways/passkeys/{id:integer}/remove", Permission::set_up_sign_in, context,
              drop_passkey),
        route(Method::post, "/account/ways/with/{id:integer}/remove", Permission::set_up_sign_in, context,
              unlink_issuer),
        route(Method::post, "/sign-in/password", Permission::sign_in, context, sign_in_with_password),
        route(Method::post, "/sign-in/code", Permission::sign_in, context, sign_in_with_code),
        route(Method::get, "/account/password", Permission::set_up_sign_in, context, password_page),
        route(Method::post, "/account/password", Permission::set_up_sign_in, context, change_password),
        route(Method::post, "/account/password/remove", Permission::set_up_sign_in, context, drop_password),
        route(Method::get, "/account/password/app", Permission::set_up_sign_in, context, app_page),
        route(Method::post, "/account/password/app", Permission::set_up_sign_in, context, start_app),
        route(Method::post, "/account/password/app/confirm", Permission::set_up_sign_in, context,
              confirm_app),
        route(Method::post, "/account/password/app/remove", Permission::set_up_sign_in, context, drop_app),
        route(Method::post, "/account/password/codes", Permission::set_up_sign_in, context, renew_codes),
    };
}

} // namespace legation::accounts
