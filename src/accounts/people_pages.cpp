#include "accounts/people_pages.hpp"

#include "accounts/account.hpp"
#include "accounts/policy.hpp"
#include "accounts/presenter.hpp"
#include "accounts/sensitive.hpp"
#include "accounts/session.hpp"
#include "accounts/tokens/api_token.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

#include <array>

namespace legation::accounts {

namespace {

using http::Request;
using http::Response;
using http::Role;

void show_account(views::Data& data, std::string_view section, Presenter const& presenter,
                  Account const& account) {
    views::Data line = data.add(section);
    line.set("PERSON", account.name);
    line.set("EMAIL", account.email);
    line.set("ROLE", presenter.role(account.role));
    line.set("PERSON_URL", views::path(presenter.request.language, fmt::format("/people/{}", account.id)));
    line.set("SINCE", views::timestamp(presenter.request.language, account.created_at));
    if (account.is_disabled) line.show("IS_DISABLED");
}

Account person_of(store::ReadTransaction& tx, Request const& request) {
    auto account = find_account(tx, whole_number(request.parameter("id")).value_or(0));
    if (!account || account->email.empty())
        throw Error{ErrorCode::not_found, "There is no page at this address."};
    return *account;
}

/// A hub without an administrator could only be mended on its machine.
void keep_an_administrator(store::ReadTransaction& tx, Account const& account) {
    if (account.role == Role::administrator && accounts_with_role(tx, Role::administrator).size() < 2)
        throw Error{ErrorCode::conflict, "This is the only administrator. Make another one first."};
}

void act_on(store::WriteTransaction& tx, Presenter const& presenter, Account const& account,
            http::Query const& form) {
    Origin const origin = presenter.origin();
    std::string_view const act = form.find("act").value_or("");
    if (act == "role") {
        auto const role = find_role(form.find("role").value_or(""));
        if (!role) throw Error{ErrorCode::unprocessable, "Choose one of the roles."};
        if (*role != Role::administrator) keep_an_administrator(tx, account);
        return set_role(tx, account.id, *role, origin);
    }
    if (act == "trust" || act == "distrust") return set_trusted(tx, account.id, act == "trust", origin);
    if (act == "enable") return set_disabled(tx, account.id, false, origin);
    if (act == "sign-out") {
        revoke_tokens(tx, account.id);
        presenter.log(tx, "end all sessions", fmt::format("account {}", account.id));
        return end_other_sessions(tx, account.id, 0);
    }
    if (act != "disable") throw Error{ErrorCode::bad_request, "This form has no such button."};
    keep_an_administrator(tx, account);
    set_disabled(tx, account.id, true, origin);
}

} // namespace

Response people_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {"email"});
    Presenter const presenter{context, request};
    std::string const wanted(request.query.find("email").value_or(""));
    struct Lists {
        std::vector<Account> staff, found;
    };
    Lists const lists = context.store.read([&](store::ReadTransaction& tx) {
        Lists result;
        for (Role const role : {Role::administrator, Role::office, Role::moderator})
            for (Account& account : accounts_with_role(tx, role))
                result.staff.push_back(std::move(account));
        auto const email = checked_email(wanted);
        if (wanted.empty())
            result.found = newest_accounts(tx);
        else if (auto account = email ? find_account(tx, *email) : std::nullopt)
            result.found.push_back(std::move(*account));
        return result;
    });
    views::Data data;
    views::FieldView email;
    email.name = "email";
    email.label = presenter.text("E-mail address");
    email.type = "email";
    email.value = wanted;
    views::add_text(data.add("EMAIL_FIELD"), email);
    for (Account const& account : lists.staff)
        show_account(data, "STAFF", presenter, account);
    for (Account const& account : lists.found)
        show_account(data, "FOUND", presenter, account);
    if (lists.found.empty()) data.show("NOTHING");
    data.show(wanted.empty() ? "IS_NEWEST" : "IS_SEARCH");
    return presenter.show(presenter.page(tr_noop("People")), "accounts/people.tpl", std::move(data));
}

Response person_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Presenter const presenter{context, request};
    struct Found {
        Account account;
        std::vector<http::ActorRole> actors;
    };
    Found const found = context.store.read([&](store::ReadTransaction& tx) {
        Account account = person_of(tx, request);
        auto actors = actors_of(tx, account.id);
        return Found{std::move(account), std::move(actors)};
    });
    Account const& account = found.account;
    views::Data data;
    show_account(data, "ACCOUNT", presenter, account);
    data.set("PERSON", account.name);
    data.set("ACCOUNT_ID", account.id);
    data.set("BLOCK_URL",
             views::path(request.language, fmt::format("/moderation/blocks?whom=account%20{}", account.id)));
    for (http::ActorRole const& one : found.actors)
        if (auto const actor = context.actors.by_id(one.actor_id)) {
            views::Data line = data.add("ACTOR");
            line.set("ACTOR_NAME", actor->name);
            line.set("MEMBERS_URL", views::path(request.language, "/members/" + actor->slug));
            if (one.is_manager) line.show("IS_MANAGER");
        }
    views::FieldView role;
    role.name = "role";
    role.label = presenter.text("Role");
    std::vector<views::Choice> choices;
    for (Role const each : {Role::member, Role::moderator, Role::office, Role::administrator})
        choices.push_back({std::string(name_of(each)), presenter.role(each), each == account.role});
    views::add_select(data.add("ROLE_FIELD"), role, choices);
    data.show(account.is_trusted ? "IS_TRUSTED" : "IS_NOT_TRUSTED");
    data.show(account.is_disabled ? "CAN_ENABLE" : "CAN_DISABLE");
    views::PageInfo info = presenter.page(tr_noop("People"));
    info.title = account.name;
    return presenter.show(info, "accounts/person.tpl", std::move(data));
}

Response change_person(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    std::string const page = fmt::format("/people/{}", request.parameter("id"));
    if (auto again = ask_again(request, context, page)) return *again;
    auto const form = http::parse_form(request);
    context.store.write(author_of(request.viewer), [&](store::WriteTransaction& tx) {
        Account const account = person_of(tx, request);
        act_on(tx, Presenter{context, request}, account, form);
    });
    return http::redirect(views::path(request.language, page), 303);
}

} // namespace legation::accounts
