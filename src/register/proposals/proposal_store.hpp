#pragma once

#include "kernel/store/store.hpp"
#include "register/proposals/proposal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// Stores a new proposal and gives it id, UUID, time and the key of its page. Answers the secret that
/// confirms the address it came from, which is to be mailed there and is kept nowhere. Throws Error(too_many)
/// when the address or account has made too many lately. Forgets what nobody confirmed for a week.
std::string store_proposal(store::WriteTransaction& tx, Proposal& proposal);

/// Stores what a verb changed. Throws Error(conflict) when somebody else was first.
void save_proposal(store::WriteTransaction& tx, Proposal& proposal);

std::optional<Proposal> find_proposal(store::ReadTransaction& tx, std::string_view uuid);

/// Which proposals a moderator looks at: those that wait, the oldest first; of a kind, a country or a state.
struct QueueFilter {
    std::string state = "waiting";
    std::string kind = {}, country = {}, area = {};
};
struct QueuePage {
    std::vector<Proposal> proposals; ///< without their steps
    std::int64_t total = 0;
};
constexpr std::int64_t proposals_a_page = 50;
QueuePage read_queue(store::ReadTransaction& tx, QueueFilter const& filter, std::int64_t page);

/// How many wait in each country and state, for the queue's filters.
struct QueueCount {
    std::string value;
    std::int64_t count = 0;
};
struct QueueCounts {
    std::vector<QueueCount> states, kinds, countries, areas;
};
QueueCounts count_queue(store::ReadTransaction& tx, std::string_view state);

/// What an account has proposed, the newest first.
std::vector<Proposal> proposals_of(store::ReadTransaction& tx, std::int64_t account_id);

/// Takes name and address of an account that is deleted off what it proposed; what nobody has decided yet is
/// withdrawn.
void forget_proposer(store::WriteTransaction& tx, std::int64_t account_id);

/// What nobody confirmed within a week, and the addresses of those without an account a month after the
/// decision: nobody writes to them any more. Their names stay with what they suggested.
void forget_strangers(store::WriteTransaction& tx);

} // namespace legation::registry
