#include "accounts/form_tokens.hpp"

#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/http/multipart.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

namespace legation::accounts {

namespace {

[[noreturn]] void refuse(std::string_view message) {
    throw Error{ErrorCode::forbidden, std::string(message)};
}

/// `https://hub.example.org` of `https://hub.example.org/path`.
std::string_view origin_of(std::string_view url) {
    std::size_t const scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    return url.substr(0, url.find('/', scheme + 3));
}

} // namespace

FormTokens::FormTokens(std::string key, std::string_view public_url)
    : key_(std::move(key)), own_origin_(origin_of(public_url)) {}

std::string FormTokens::token_for(std::string_view secret) const {
    return hmac_sha256_hex(key_, fmt::format("form:{}", secret));
}

views::NewFormToken FormTokens::new_token() const {
    std::string const secret = random_token();
    return {token_for(secret),
            fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Lax", visitor_cookie, secret)};
}

bool FormTokens::is_own_origin(http::Request const& request, std::string_view origin) const {
    if (!own_origin_.empty() && http::equal_ignoring_case(origin, own_origin_)) return true;
    std::size_t const scheme = origin.find("://");
    return scheme != std::string_view::npos &&
           http::equal_ignoring_case(origin.substr(scheme + 3), request.header("host"));
}

void FormTokens::check(http::Request const& request, http::Route const& route) const {
    if (!http::may_change_something(request.method) || route.is_open_to_other_sites ||
        request.viewer.is_program)
        return;
    std::string_view const site = request.header("sec-fetch-site");
    std::string_view const origin = request.header("origin");
    if ((!site.empty() && site != "same-origin" && site != "none") ||
        (!origin.empty() && !is_own_origin(request, origin)))
        refuse(tr_noop("This was sent from a page of another site. Open the page here and send it again."));
    // A file is not looked at before this is decided.
    http::Query const form =
        http::is_file_form(request) ? http::fields_before_file(request) : http::parse_form(request);
    auto const sent = form.find("form_token");
    if (!sent || request.viewer.form_token.empty() || !is_same_secret(*sent, request.viewer.form_token))
        refuse(
            tr_noop("This form is too old, or your browser refuses cookies of this site. Go back, load the "
                    "page again and send it once more."));
}

} // namespace legation::accounts
