#include "accounts/account.hpp"
#include "accounts/audit/audit_log.hpp"
#include "accounts/one_time_link.hpp"
#include "accounts/passkeys/passkey_store.hpp"
#include "accounts/passwords/password_store.hpp"
#include "accounts/session.hpp"
#include "accounts/sign_in_pages.hpp"
#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/store/migrate.hpp"
#include "program.hpp"
#include "register/actor.hpp"

#include <fmt/format.h>

namespace legation {

namespace {

std::string email_of(UserOptions const& options) {
    auto const email = accounts::checked_email(options.email);
    if (!email)
        throw Error(
            ErrorCode::unprocessable,
            fmt::format("“{}” is no e-mail address; write one such as name@example.gov", options.email));
    return *email;
}

accounts::Account existing(store::ReadTransaction& tx, std::string const& email) {
    auto const account = accounts::find_account(tx, email);
    if (!account)
        throw Error(ErrorCode::not_found,
                    fmt::format("{} has no account; add one: legation user add {}", email, email));
    return *account;
}

std::optional<http::Role> role_of(UserOptions const& options) {
    if (options.role.empty()) return std::nullopt;
    auto const role = accounts::find_role(options.role);
    if (!role)
        throw Error(
            ErrorCode::unprocessable,
            fmt::format("there is no role “{}”; the roles are member, moderator, office, administrator",
                        options.role));
    return role;
}

std::int64_t actor_of(store::ReadTransaction& tx, std::string const& slug) {
    auto const actor = records::id_of_key(tx, records::type_of<registry::Actor>(), slug);
    if (!actor)
        throw Error(ErrorCode::not_found,
                    fmt::format("there is no actor “{}”; its slug is the end of its page's address", slug));
    return *actor;
}

void add(store::WriteTransaction& tx, UserOptions const& options) {
    std::string const email = email_of(options);
    auto account = accounts::find_account(tx, email);
    if (!account) account = accounts::add_account(tx, email, options.name);
    if (auto const role = role_of(options)) accounts::set_role(tx, account->id, *role);
    for (std::string const& slug : options.member_of)
        accounts::add_member(tx, account->id, actor_of(tx, slug), false, "operator");
    for (std::string const& slug : options.manager_of)
        accounts::add_member(tx, account->id, actor_of(tx, slug), true, "operator");
}

void list(store::Store& store) {
    auto const all = store.read([](store::ReadTransaction& tx) { return accounts::all_accounts(tx); });
    for (accounts::Account const& account : all)
        fmt::print("{}\t{}\t{}{}\n", account.email, accounts::name_of(account.role), account.name,
                   account.is_disabled ? "\t(disabled)" : "");
}

void print_link(store::Store& store, Config const& config, UserOptions const& options) {
    std::string const token = store.write(store::Author{"operator"}, [&](store::WriteTransaction& tx) {
        accounts::OneTimeLink link;
        link.email = existing(tx, email_of(options)).email;
        return accounts::make_link(tx, link, config.accounts.link_time);
    });
    std::string const hub =
        config.public_url.empty() ? fmt::format("http://{}", config.listen) : config.public_url;
    fmt::print("{}{}\n", hub, accounts::link_path(http::Language::en, token));
}

/// Whoever has lost them makes new ones after signing in by a link.
void forget_passkeys(store::WriteTransaction& tx, std::int64_t account) {
    std::int64_t count = 0;
    for (accounts::KeptPasskey const& kept : accounts::passkeys_of(tx, account))
        count += accounts::remove_passkey(tx, account, kept.id) ? 1 : 0;
    accounts::end_other_sessions(tx, account, 0);
    accounts::audit(tx, {.action = "forget passkeys",
                         .subject = fmt::format("account {}", account),
                         .detail = fmt::format("{} of them", count)});
}

/// With the app and the recovery codes.
void forget_password(store::WriteTransaction& tx, std::int64_t account) {
    bool const was_there = accounts::remove_password(tx, account);
    accounts::end_other_sessions(tx, account, 0);
    accounts::audit(tx, {.action = "forget password",
                         .subject = fmt::format("account {}", account),
                         .detail = was_there ? "" : "there was none"});
}

} // namespace

int change_user(Config const& config, UserOptions const& options) {
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    if (options.action == "list") {
        list(*store);
        return 0;
    }
    if (options.action == "link") {
        print_link(*store, config, options);
        return 0;
    }
    store->write(store::Author{"operator"}, [&](store::WriteTransaction& tx) {
        if (options.action == "add") return add(tx, options);
        accounts::Account const account = existing(tx, email_of(options));
        if (options.action == "role")
            accounts::set_role(tx, account.id, role_of(options).value_or(http::Role::member));
        if (options.action == "disable") accounts::set_disabled(tx, account.id, true);
        if (options.action == "enable") accounts::set_disabled(tx, account.id, false);
        if (options.action == "forget-passkeys") forget_passkeys(tx, account.id);
        if (options.action == "forget-password") forget_password(tx, account.id);
        if (options.action == "sign-out") accounts::end_other_sessions(tx, account.id, 0);
    });
    fmt::print("Done.\n");
    return 0;
}

} // namespace legation
