#include "accounts/tokens/token_pages.hpp"

#include "accounts/account.hpp"
#include "accounts/key_context.hpp"
#include "accounts/policy.hpp"
#include "accounts/presenter.hpp"
#include "accounts/sensitive.hpp"
#include "accounts/tokens/api_token.hpp"
#include "kernel/error.hpp"
#include "kernel/records/json.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::accounts {

namespace {

using http::Request;
using http::Response;

constexpr std::string_view address = "/account/tokens";

/// What was typed for a new token, and what is wrong with it.
struct TokenForm {
    NewToken wanted;
    std::string wrong_name = {}, wrong_scopes = {};

    bool is_right() const { return wrong_name.empty() && wrong_scopes.empty(); }
};

bool has_scope(std::vector<std::string> const& scopes, TokenScope const& scope) {
    return std::ranges::find(scopes, scope.code) != scopes.end();
}

/// What is offered first: a token that cannot change anything.
TokenForm new_form() {
    TokenForm form;
    form.wanted.scopes.emplace_back(token_scopes.front().code);
    return form;
}

TokenForm read_form(Request const& request, Presenter const& presenter) {
    TokenForm form;
    http::Query const sent = http::parse_form(request);
    for (auto const& [name, value] : sent.pairs()) {
        if (name == "token_name") form.wanted.name = checked_name(value);
        if (name == "token_scopes" &&
            std::ranges::find(token_scopes, value, &TokenScope::code) != token_scopes.end())
            form.wanted.scopes.push_back(value);
        if (name == "token_days")
            for (int const days : token_days)
                if (value == std::to_string(days)) form.wanted.days = days;
    }
    if (form.wanted.name.empty() || form.wanted.name.size() > longest_token_name)
        form.wrong_name = presenter.text("Give it a name of at most 60 characters.");
    if (form.wanted.scopes.empty())
        form.wrong_scopes = presenter.text("Choose at least one thing that it may do.");
    return form;
}

void show_form(views::Data& data, Presenter const& presenter, TokenForm const& form) {
    views::FieldView name{.name = "token_name",
                          .label = presenter.text("Name of the new token"),
                          .hint = presenter.text("The program or script that uses it"),
                          .error = form.wrong_name,
                          .value = form.wanted.name,
                          .is_required = true,
                          .autocomplete = "off",
                          .max_length = longest_token_name};
    views::FieldView scopes{
        .name = "token_scopes", .label = presenter.text("What it may do"), .error = form.wrong_scopes};
    views::FieldView days{.name = "token_days", .label = presenter.text("Good for")};
    std::vector<views::Choice> offered_scopes, offered_days;
    for (TokenScope const& scope : token_scopes)
        offered_scopes.push_back(
            {std::string(scope.code), presenter.text(scope.label), has_scope(form.wanted.scopes, scope)});
    for (int const count : token_days) {
        std::string const text = std::to_string(count);
        offered_days.push_back(
            {text, fill(presenter.text("{count} days"), {{"count", text}}), count == form.wanted.days});
    }
    views::add_text(data.add("TOKEN_FIELD"), name);
    views::add_checkboxes(data.add("TOKEN_FIELD"), scopes, offered_scopes);
    views::add_select(data.add("TOKEN_FIELD"), days, offered_days);
    views::add_error_summary(data, {name, scopes});
}

void show_token(views::Data& data, Presenter const& presenter, ApiToken const& token,
                std::string const& now) {
    auto const language = presenter.request.language;
    views::Data line = data.add("TOKEN");
    line.set("TOKEN_ID", token.id);
    line.set("TOKEN_NAME", token.name);
    line.set("TOKEN_HINT", token.hint);
    for (TokenScope const& scope : token_scopes)
        if (has_scope(token.scopes, scope)) line.add("SCOPE").set("SCOPE_LABEL", presenter.text(scope.label));
    line.set("TOKEN_MADE", views::timestamp(language, token.created_at));
    line.set("TOKEN_ENDS", views::timestamp(language, token.expires_at));
    line.show(token.expires_at > now ? "RUNS" : "HAS_ENDED");
    if (token.used_at)
        line.set_shown("TOKEN_USED", views::timestamp(language, *token.used_at));
    else
        line.show("WAS_NOT_USED");
}

Response show_page(Request const& request, Context const& context, TokenForm const& form,
                   std::string const& made, int status) {
    Presenter const presenter{context, request};
    auto const tokens = context.store.read(
        [&](store::ReadTransaction& tx) { return tokens_of(tx, request.viewer.account_id); });
    views::Data data;
    data.set_shown("NEW_TOKEN", made);
    show_form(data, presenter, form);
    std::string const now = to_text(context.store.now());
    for (ApiToken const& token : tokens)
        show_token(data, presenter, token, now);
    data.show(tokens.empty() ? "HAS_NO_TOKENS" : "HAS_TOKENS");
    auto info = presenter.page(tr_noop("API tokens"));
    info.breadcrumbs = {{presenter.text("Your account"), "/account"}, {info.title, ""}};
    return presenter.show(info, "accounts/tokens.tpl", std::move(data), status);
}

void write_tokens(records::JsonWriter& json, store::ReadTransaction& tx, std::int64_t account) {
    json.begin_array();
    for (ApiToken const& token : tokens_of(tx, account)) {
        json.begin_object().member("name", token.name).member("begins_with", token.hint);
        json.key("scopes").begin_array();
        for (std::string const& scope : token.scopes)
            json.value(scope);
        json.end_array()
            .member("created_at", token.created_at)
            .member("expires_at", token.expires_at)
            .member("used_at", token.used_at.value_or(""))
            .end_object();
    }
    json.end_array();
}

} // namespace

Response tokens_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    if (auto again = ask_again(request, context, address)) return *again;
    constexpr int ok = 200;
    return show_page(request, context, new_form(), {}, ok);
}

Response add_token(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    if (auto again = ask_again(request, context, address)) return *again;
    Presenter const presenter{context, request};
    TokenForm const form = read_form(request, presenter);
    constexpr int created = 201, unprocessable = 422;
    if (!form.is_right()) return show_page(request, context, form, {}, unprocessable);
    MadeToken const made = context.store.write(author_of(request.viewer), [&](store::WriteTransaction& tx) {
        MadeToken token = make_token(tx, request.viewer.account_id, form.wanted);
        presenter.log(tx, "make token", fmt::format("token {}", token.id));
        tell_of_change(tx, request, context, tr_noop("An API token was made for your account."));
        return token;
    });
    return show_page(request, context, new_form(), made.text, created);
}

Response drop_token(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    // No recent sign-in is asked for: who suspects that a token is known to others must be quick.
    std::int64_t const id = whole_number(request.parameter("id")).value_or(0);
    context.store.write(author_of(request.viewer), [&](store::WriteTransaction& tx) {
        if (!revoke_token(tx, request.viewer.account_id, id))
            throw Error{ErrorCode::not_found, "There is no such token of yours."};
        Presenter{context, request}.log(tx, "revoke token", fmt::format("token {}", id));
    });
    return http::redirect(views::path(request.language, address), 303);
}

StoredData token_data() {
    return {"api_tokens", write_tokens, revoke_tokens};
}

} // namespace legation::accounts
