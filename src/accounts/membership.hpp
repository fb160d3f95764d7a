#pragma once

#include "accounts/audit/audit_log.hpp"
#include "kernel/store/store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::accounts {

/// An actor as this layer shows it. It knows them by id alone; the program tells their names.
struct NamedActor {
    std::int64_t id = 0;
    std::string slug, name, website;
};

/// Finds actors in the record, only those that everybody can see.
struct ActorDirectory {
    std::function<std::optional<NamedActor>(std::string_view slug)> by_slug;
    std::function<std::optional<NamedActor>(std::int64_t id)> by_id;
    /// How many actors have that domain's front page as their website.
    std::function<std::int64_t(std::string_view domain)> count_on_domain;
};

/// One line in an actor's list of members.
struct Member {
    std::int64_t account_id = 0;
    std::string name, email;
    bool is_manager = false;
    std::string joined_by, since;
};
std::vector<Member> members_of(store::ReadTransaction& tx, std::int64_t actor);

/// The actors that act for this one.
std::vector<std::int64_t> agents_of(store::ReadTransaction& tx, std::int64_t actor);
void appoint_agent(store::WriteTransaction& tx, std::int64_t actor, std::int64_t agent, std::int64_t by);
void dismiss_agent(store::WriteTransaction& tx, std::int64_t actor, std::int64_t agent);

/// Somebody who asks to act for an actor.
struct JoinRequest {
    std::int64_t id = 0;
    std::int64_t account_id = 0;
    std::int64_t actor_id = 0;
    std::string name, email, reason, created_at;
};
/// Keeps one request of an account for an actor open at a time; answers whether this one was added.
bool ask_to_join(store::WriteTransaction& tx, std::int64_t account, std::int64_t actor,
                 std::string_view reason);
std::vector<JoinRequest> open_requests(store::ReadTransaction& tx);
/// Those of one account.
std::vector<JoinRequest> open_requests_of(store::ReadTransaction& tx, std::int64_t account);
/// Marks a request as decided by the transaction's author and, if it was accepted, makes the member. Answers
/// the request, or nothing when somebody else decided it first.
std::optional<JoinRequest> decide_request(store::WriteTransaction& tx, std::int64_t request, bool is_accepted,
                                          bool is_manager, Origin const& origin);

} // namespace legation::accounts
