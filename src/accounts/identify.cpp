#include "accounts/identify.hpp"

#include "accounts/policy.hpp"
#include "accounts/session.hpp"
#include "accounts/tokens/api_token.hpp"
#include "kernel/error.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/log.hpp"
#include "kernel/views/format.hpp"

#include <algorithm>

namespace legation::accounts {

namespace {

void note_use_of(http::Request& request, Context const& context, Timestamp now) {
    if (!should_note_use(request.viewer, now, context.settings)) return;
    try {
        context.store.write(author_of(request.viewer),
                            [&](store::WriteTransaction& tx) { note_use(tx, request.viewer.session_id); });
        Timestamp const last = request.viewer.signed_in_at + context.settings.session_time;
        request.viewer.ends_at = std::min(last, now + context.settings.idle_time);
    } catch (Error const& error) { // a full disk must not keep anybody from reading
        log_warning(std::string("the use of a session could not be noted: ") + error.what());
    }
}

void identify_program(http::Request& request, Context const& context, std::string_view token) {
    Timestamp const now = context.store.now();
    auto program =
        context.store.read([&](store::ReadTransaction& tx) { return find_program(tx, token, now); });
    if (!program)
        throw Error{ErrorCode::unauthorized,
                    "This API token is not known here, has expired or was revoked. Make another one on your "
                    "account's page, or leave it out: the public record needs none."};
    request.viewer = std::move(program->viewer);
    if (!program->should_note_use) return;
    try {
        context.store.write(author_of(request.viewer),
                            [&](store::WriteTransaction& tx) { note_use_of_token(tx, program->token_id); });
    } catch (Error const& error) { // a full disk must not keep anybody from reading
        log_warning(std::string("the use of a token could not be noted: ") + error.what());
    }
}

/// What a program must be told besides, as RFC 6750 has it.
void explain_refusal(http::Request const& request, http::Response& response) {
    constexpr int unauthorized = 401, forbidden = 403;
    if (response.status == unauthorized)
        response.with("WWW-Authenticate", token_of(request) ? "Bearer realm=\"API\", error=\"invalid_token\""
                                                            : "Bearer realm=\"API\"");
    if (response.status == forbidden && request.viewer.is_program)
        response.with("WWW-Authenticate", "Bearer realm=\"API\", error=\"insufficient_scope\"");
}

} // namespace

std::string client_of(http::Request const& request, Context const& context) {
    std::string_view const forwarded = request.header("x-forwarded-for");
    if (!context.is_behind_proxy || forwarded.empty()) return request.client;
    // What stands before the last was sent by the visitor, who may have made it up.
    return std::string(http::trim(forwarded.substr(forwarded.rfind(',') + 1)));
}

void identify(http::Request& request, Context const& context) {
    request.client = client_of(request, context); // whom a proxy speaks for, to everyone who asks from now on
    // A program is nobody else besides, whatever cookies came with its token.
    if (auto const token = token_of(request)) return identify_program(request, context, *token);
    if (std::string_view const token = request.cookie(session_cookie); !token.empty()) {
        Timestamp const now = context.store.now();
        auto viewer = context.store.read(
            [&](store::ReadTransaction& tx) { return find_viewer(tx, token, now, context.settings); });
        if (viewer) {
            request.viewer = std::move(*viewer);
            request.viewer.form_token = context.form_tokens.token_for(token);
            note_use_of(request, context, now);
            request.viewer.seen_at = now; // how long the session lasts from this page on is told from it
            return;
        }
    }
    if (std::string_view const secret = request.cookie(visitor_cookie); !secret.empty())
        request.viewer.form_token = context.form_tokens.token_for(secret);
}

void finish_for(http::Request const& request, http::Response& response) {
    explain_refusal(request, response);
    if (!request.viewer.is_signed_in()) return;
    std::erase_if(response.headers, [&](auto const& header) {
        std::string const& name = header.first;
        // What somebody sees here is for pages of this site; a program brought its token itself.
        bool const opens = http::equal_ignoring_case(name, "Access-Control-Allow-Origin") ||
                           http::equal_ignoring_case(name, "Cross-Origin-Resource-Policy");
        return http::equal_ignoring_case(name, "Cache-Control") || (opens && !request.viewer.is_program);
    });
    response.with("Cache-Control", "private, no-store");
}

http::Response lead_to_sign_in(http::Request const& request) {
    std::string const page = views::path(request.language, "/sign-in");
    return http::redirect(page + "?return_to=" + http::percent_encode(request.target), 303)
        .with("Cache-Control", "private, no-store");
}

http::Response lead_to_second_factor(http::Request const& request) {
    return http::redirect(views::path(request.language, "/account/ways"), 303)
        .with("Cache-Control", "private, no-store");
}

} // namespace legation::accounts
