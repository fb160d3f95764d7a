#include "accounts/account.hpp"

#include "kernel/error.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/mail/address.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace legation::accounts {

namespace {

using http::Role;

constexpr std::array<std::pair<Role, std::string_view>, 4> role_names{
    {{Role::member, "member"},
     {Role::moderator, "moderator"},
     {Role::office, "office"},
     {Role::administrator, "administrator"}}};

using Row = std::tuple<std::int64_t, std::string, std::string, std::string, std::int64_t, std::int64_t,
                       std::string, std::string>;

Account account_of(Row const& row) {
    auto const& [id, email, name, role, is_trusted, is_disabled, created_at, language] = row;
    return {id,
            email,
            name,
            find_role(role).value_or(Role::member),
            is_trusted != 0,
            is_disabled != 0,
            created_at,
            views::language_of(language)};
}

/// Accounts with that condition, and in the order that follows it.
template <class... Arguments>
std::vector<Account> accounts_where(store::ReadTransaction& tx, std::string_view condition,
                                    Arguments const&... arguments) {
    std::vector<Account> result;
    for (Row const& row :
         tx.rows<std::int64_t, std::string, std::string, std::string, std::int64_t, std::int64_t, std::string,
                 std::string>(fmt::format("SELECT id, email, name, role, is_trusted, is_disabled, "
                                          "created_at, language FROM accounts WHERE {}",
                                          condition),
                              arguments...))
        result.push_back(account_of(row));
    return result;
}

std::optional<Account> first(std::vector<Account> all) {
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
}

bool is_control(char character) {
    auto const code = static_cast<unsigned char>(character);
    return code < 0x20 || code == 0x7F;
}

/// Whoever changes what somebody may do is in the audit log: 0 is the command line.
void audit_change(store::WriteTransaction& tx, std::string action, std::int64_t account, Origin const& origin,
                  std::string detail = {}) {
    audit(tx, {.action = std::move(action),
               .account_id = tx.author().account_id,
               .client = origin.client,
               .request_id = origin.request_id,
               .subject = fmt::format("account {}", account),
               .detail = std::move(detail)});
}

} // namespace

std::string_view name_of(Role role) {
    auto const* found = std::ranges::find(role_names, role, &std::pair<Role, std::string_view>::first);
    return found == role_names.end() ? "visitor" : found->second;
}

std::optional<Role> find_role(std::string_view name) {
    auto const* found = std::ranges::find(role_names, name, &std::pair<Role, std::string_view>::second);
    if (found == role_names.end()) return std::nullopt;
    return found->first;
}

std::optional<std::string> checked_email(std::string_view text) {
    auto const address = mail::address_of(text);
    if (!address) return std::nullopt;
    return http::to_lower(*address);
}

std::string checked_name(std::string_view text) {
    constexpr std::size_t most_bytes = 200;
    std::string name(http::trim(text));
    std::erase_if(name, is_control);
    if (name.size() > most_bytes) {
        name.resize(most_bytes);
        while (!name.empty() && !is_utf8(name))
            name.pop_back();
    }
    return name;
}

std::optional<Account> find_account(store::ReadTransaction& tx, std::int64_t id) {
    return first(accounts_where(tx, "id = :id", id));
}

std::optional<Account> find_account(store::ReadTransaction& tx, std::string_view email) {
    return first(accounts_where(tx, "email = :email", email));
}

std::vector<Account> all_accounts(store::ReadTransaction& tx) {
    return accounts_where(tx, "email IS NOT NULL ORDER BY id");
}

std::vector<Account> newest_accounts(store::ReadTransaction& tx) {
    return accounts_where(tx, "email IS NOT NULL ORDER BY id DESC LIMIT 100");
}

std::vector<Account> accounts_with_role(store::ReadTransaction& tx, Role role) {
    return accounts_where(tx, "role = :role AND is_disabled = 0 ORDER BY id", name_of(role));
}

Account add_account(store::WriteTransaction& tx, std::string_view email, std::string_view name, Role role) {
    Account account;
    account.id = tx.next_id("accounts");
    account.email = email;
    account.name = checked_name(name);
    if (account.name.empty()) account.name = email.substr(0, email.find('@'));
    account.role = role;
    account.created_at = to_text(tx.now());
    tx.execute("INSERT INTO accounts (id, email, name, role, is_trusted, is_disabled, created_at) "
               "VALUES (:id, :email, :name, :role, 0, 0, :created_at)",
               account.id, account.email, account.name, name_of(role), account.created_at);
    return account;
}

void set_role(store::WriteTransaction& tx, std::int64_t account, Role role, Origin const& origin) {
    tx.execute("UPDATE accounts SET role = :role WHERE id = :id", name_of(role), account);
    audit_change(tx, "set role", account, origin, std::string(name_of(role)));
}

void set_name(store::WriteTransaction& tx, std::int64_t account, std::string_view name) {
    tx.execute("UPDATE accounts SET name = :name WHERE id = :id", checked_name(name), account);
}

bool set_email(store::WriteTransaction& tx, std::int64_t account, std::string_view email) {
    if (find_account(tx, email)) return false;
    tx.execute("UPDATE accounts SET email = :email WHERE id = :id", email, account);
    return true;
}

void set_disabled(store::WriteTransaction& tx, std::int64_t account, bool is_disabled, Origin const& origin) {
    tx.execute("UPDATE accounts SET is_disabled = :is_disabled WHERE id = :id", is_disabled ? 1 : 0, account);
    if (is_disabled) tx.execute("DELETE FROM sessions WHERE account_id = :account", account);
    audit_change(tx, is_disabled ? "disable account" : "enable account", account, origin);
}

void set_trusted(store::WriteTransaction& tx, std::int64_t account, bool is_trusted, Origin const& origin) {
    tx.execute("UPDATE accounts SET is_trusted = :is_trusted WHERE id = :id", is_trusted ? 1 : 0, account);
    audit_change(tx, is_trusted ? "trust editor" : "stop trusting editor", account, origin);
}

void add_member(store::WriteTransaction& tx, std::int64_t account, std::int64_t actor, bool is_manager,
                std::string_view joined_by, Origin const& origin) {
    audit_change(tx, is_manager ? "make manager" : "make member", account, origin,
                 fmt::format("of actor {}, by {}", actor, joined_by));
    std::int64_t const changed = tx.execute(
        "UPDATE actor_members SET is_manager = :is_manager WHERE account_id = :account AND actor_id = :actor",
        is_manager ? 1 : 0, account, actor);
    if (changed > 0) return;
    tx.execute("INSERT INTO actor_members (account_id, actor_id, is_manager, joined_by, since) "
               "VALUES (:account, :actor, :is_manager, :joined_by, :since)",
               account, actor, is_manager ? 1 : 0, joined_by, to_text(tx.now()));
}

void remove_member(store::WriteTransaction& tx, std::int64_t account, std::int64_t actor,
                   Origin const& origin) {
    tx.execute("DELETE FROM actor_members WHERE account_id = :account AND actor_id = :actor", account, actor);
    audit_change(tx, "remove member", account, origin, fmt::format("of actor {}", actor));
}

std::vector<http::ActorRole> actors_of(store::ReadTransaction& tx, std::int64_t account) {
    std::vector<http::ActorRole> actors;
    for (auto const& [actor, is_manager] : tx.rows<std::int64_t, std::int64_t>(
             "SELECT actor_id, is_manager FROM actor_members WHERE account_id = :account ORDER BY actor_id",
             account))
        actors.push_back({actor, is_manager != 0});
    // An agent's members edit for whom they were appointed; they do not decide who else does.
    for (std::int64_t const actor : tx.values<std::int64_t>(
             "SELECT DISTINCT g.actor_id FROM actor_agents g JOIN actor_members m ON m.actor_id = g.agent_id "
             "WHERE m.account_id = :account ORDER BY g.actor_id",
             account)) {
        auto const same = [actor](http::ActorRole const& one) { return one.actor_id == actor; };
        if (std::ranges::none_of(actors, same)) actors.push_back({actor, false});
    }
    return actors;
}

} // namespace legation::accounts
