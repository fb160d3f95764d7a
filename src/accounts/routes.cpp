#include "accounts/routes.hpp"

#include "accounts/account_pages.hpp"
#include "accounts/policy.hpp"
#include "accounts/sign_in_pages.hpp"

namespace legation::accounts {

namespace {

using http::Method;
using http::Request;

using Page = http::Response (*)(Request const&, Context const&);

http::Route route(Method method, std::string pattern, Permission permission, Context const& context,
                  Page page) {
    return {method, std::move(pattern), route_policy(permission),
            [page, &context](Request const& request) { return page(request, context); }};
}

} // namespace

std::vector<http::Route> routes(Context const& context) {
    return {
        route(Method::get, "/sign-in", Permission::sign_in, context, sign_in_page),
        route(Method::post, "/sign-in", Permission::sign_in, context, ask_for_link),
        route(Method::get, "/sign-in/sent", Permission::sign_in, context, link_sent_page),
        route(Method::get, "/sign-in/link/{token}", Permission::sign_in, context, link_page),
        route(Method::post, "/sign-in/link/{token}", Permission::sign_in, context, follow_link),
        route(Method::post, "/sign-out", Permission::sign_in, context, sign_out),
        route(Method::get, "/account", Permission::use_account, context, account_page),
        route(Method::post, "/account/name", Permission::use_account, context, change_name),
        route(Method::post, "/account/sessions/end", Permission::use_account, context, end_sessions),
    };
}

} // namespace legation::accounts
