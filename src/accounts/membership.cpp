#include "accounts/membership.hpp"

#include "accounts/account.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::accounts {

namespace {

/// The oldest requests that meet a condition.
template <class... Arguments>
std::vector<JoinRequest> requests_where(store::ReadTransaction& tx, std::string_view condition,
                                        Arguments const&... arguments) {
    std::string const sql = fmt::format(
        "SELECT r.id, r.account_id, r.actor_id, a.name, a.email, r.reason, r.created_at FROM join_requests r "
        "JOIN accounts a ON a.id = r.account_id WHERE {} ORDER BY r.created_at, r.id LIMIT 200",
        condition);
    std::vector<JoinRequest> requests;
    for (auto const& [id, account, actor, name, email, reason, created_at] :
         tx.rows<std::int64_t, std::int64_t, std::int64_t, std::string, std::string, std::string,
                 std::string>(sql, arguments...))
        requests.push_back({id, account, actor, name, email, reason, created_at});
    return requests;
}

} // namespace

std::vector<Member> members_of(store::ReadTransaction& tx, std::int64_t actor) {
    std::vector<Member> members;
    for (auto const& [account, name, email, is_manager, joined_by, since] :
         tx.rows<std::int64_t, std::string, std::string, std::int64_t, std::string, std::string>(
             "SELECT a.id, a.name, a.email, m.is_manager, m.joined_by, m.since FROM actor_members m JOIN "
             "accounts a ON a.id = m.account_id WHERE m.actor_id = :actor ORDER BY m.is_manager DESC, "
             "a.name, "
             "a.id",
             actor))
        members.push_back({account, name, email, is_manager != 0, joined_by, since});
    return members;
}

std::vector<std::int64_t> agents_of(store::ReadTransaction& tx, std::int64_t actor) {
    return tx.values<std::int64_t>(
        "SELECT agent_id FROM actor_agents WHERE actor_id = :actor ORDER BY agent_id", actor);
}

void appoint_agent(store::WriteTransaction& tx, std::int64_t actor, std::int64_t agent, std::int64_t by) {
    if (actor == agent || std::ranges::count(agents_of(tx, actor), agent) > 0) return;
    tx.execute(
        "INSERT INTO actor_agents (actor_id, agent_id, appointed_by, since) VALUES (:actor, :agent, :by, "
        ":since)",
        actor, agent, by, to_text(tx.now()));
}

void dismiss_agent(store::WriteTransaction& tx, std::int64_t actor, std::int64_t agent) {
    tx.execute("DELETE FROM actor_agents WHERE actor_id = :actor AND agent_id = :agent", actor, agent);
}

bool ask_to_join(store::WriteTransaction& tx, std::int64_t account, std::int64_t actor,
                 std::string_view reason) {
    auto const open = tx.value<std::int64_t>(
        "SELECT id FROM join_requests WHERE account_id = :account AND actor_id = :actor AND outcome = ''",
        account, actor);
    if (open) return false;
    tx.execute(
        "INSERT INTO join_requests (id, account_id, actor_id, reason, created_at, outcome, decided_by, "
        "decided_at) VALUES (:id, :account, :actor, :reason, :created_at, '', 0, '')",
        tx.next_id("join_requests"), account, actor, reason, to_text(tx.now()));
    return true;
}

std::vector<JoinRequest> open_requests(store::ReadTransaction& tx) {
    return requests_where(tx, "r.outcome = ''");
}

std::vector<JoinRequest> open_requests_of(store::ReadTransaction& tx, std::int64_t account) {
    return requests_where(tx, "r.outcome = '' AND r.account_id = :account", account);
}

std::optional<JoinRequest> decide_request(store::WriteTransaction& tx, std::int64_t request, bool is_accepted,
                                          bool is_manager, Origin const& origin) {
    auto const found = requests_where(tx, "r.outcome = '' AND r.id = :id", request);
    if (found.empty()) return std::nullopt;
    tx.execute(
        "UPDATE join_requests SET outcome = :outcome, decided_by = :by, decided_at = :at WHERE id = :id",
        is_accepted ? "accepted" : "declined", tx.author().account_id, to_text(tx.now()), request);
    if (is_accepted)
        add_member(tx, found.front().account_id, found.front().actor_id, is_manager, "request", origin);
    return found.front();
}

} // namespace legation::accounts
