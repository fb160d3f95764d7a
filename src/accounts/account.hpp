#pragma once

#include "accounts/audit/audit_log.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/viewer.hpp"
#include "kernel/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::accounts {

/// Somebody who can sign in.
struct Account {
    std::int64_t id = 0;
    std::string email; ///< lower case; empty once they have left
    std::string name;
    http::Role role = http::Role::member;
    bool is_trusted = false;
    bool is_disabled = false;
    std::string created_at;
    http::Language language = http::Language::en; ///< in which they last signed in
};

/// `moderator` and the others, as stored and as the command line takes them.
std::string_view name_of(http::Role role);
std::optional<http::Role> find_role(std::string_view name);

/// An e-mail address as it is stored and compared: without spaces around it, in lower case. Nothing when it
/// is none.
std::optional<std::string> checked_email(std::string_view text);

/// Without line breaks and other control characters, and not longer than a name is.
std::string checked_name(std::string_view text);

std::optional<Account> find_account(store::ReadTransaction& tx, std::int64_t id);
std::optional<Account> find_account(store::ReadTransaction& tx, std::string_view email);
/// Everybody who can sign in or could, the newest last.
std::vector<Account> all_accounts(store::ReadTransaction& tx);
/// The hundred newest that can sign in or could.
std::vector<Account> newest_accounts(store::ReadTransaction& tx);
std::vector<Account> accounts_with_role(store::ReadTransaction& tx, http::Role role);

/// Makes an account; where there is no name, the address's first part stands in until they give one.
Account add_account(store::WriteTransaction& tx, std::string_view email, std::string_view name,
                    http::Role role = http::Role::member);

// Each of these is in the audit log, with the transaction's author and where they came from.

void set_role(store::WriteTransaction& tx, std::int64_t account, http::Role role, Origin const& origin = {});
void set_name(store::WriteTransaction& tx, std::int64_t account, std::string_view name);
/// Answers false when another account has that address.
bool set_email(store::WriteTransaction& tx, std::int64_t account, std::string_view email);
/// A disabled account cannot sign in, and its sessions end.
void set_disabled(store::WriteTransaction& tx, std::int64_t account, bool is_disabled,
                  Origin const& origin = {});
void set_trusted(store::WriteTransaction& tx, std::int64_t account, bool is_trusted,
                 Origin const& origin = {});

/// Lets somebody act for an actor, or changes whether they manage it. `joined_by` says how it came about:
/// invitation, domain, request, operator.
void add_member(store::WriteTransaction& tx, std::int64_t account, std::int64_t actor, bool is_manager,
                std::string_view joined_by, Origin const& origin = {});
void remove_member(store::WriteTransaction& tx, std::int64_t account, std::int64_t actor,
                   Origin const& origin = {});

/// The actors that somebody acts for: as a member, or as a member of their agent.
std::vector<http::ActorRole> actors_of(store::ReadTransaction& tx, std::int64_t account);

} // namespace legation::accounts
