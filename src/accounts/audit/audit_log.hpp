#pragma once

#include "kernel/store/store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace legation::accounts {

enum class Outcome {
    done,
    refused, ///< the policy or a limit said no
    failed,  ///< what was shown did not prove it: a wrong password, an expired link
};

std::string_view name_of(Outcome outcome);

/// Where a request came from; nothing of it on the command line.
struct Origin {
    std::string client = {};
    std::string request_id = {};
};

/// Something that somebody did or tried, for the audit log: signing in and out, a refused permission, a
/// changed role, a decision of a moderator.
struct Event {
    std::string action; ///< a verb and its object in lower case, the same every time: `sign in by link`
    Outcome outcome = Outcome::done;
    std::int64_t account_id = 0; ///< who; 0: nobody who is signed in
    std::string client = {};     ///< the address they came from
    std::string request_id = {}; ///< leads to the access log
    std::string subject = {};    ///< to what: `account 12`, `suggestion 7`
    std::string detail = {};     ///< never a secret, and no name or address of a person
};

/// Adds to the log if and only if the caller's transaction is stored. Control characters become blanks, and
/// texts are cut to their limits, so that nothing in an event can look like another one.
void audit(store::WriteTransaction& tx, Event const& event);

/// An event as the log keeps it.
struct LoggedEvent {
    std::int64_t id = 0;
    std::string happened_at;
    std::string action, outcome;
    std::int64_t account_id = 0;
    std::string client, request_id, subject, detail;
};

/// Which events to list.
struct AuditFilter {
    std::string since = {};                      ///< a day or a moment in UTC, as text
    std::optional<std::int64_t> account_id = {}; ///< theirs only
    std::string action = {};                     ///< these only
    std::int64_t most = 100;                     ///< the newest of what matches
};

/// The newest events that match, the oldest of them first.
void each_event(store::ReadTransaction& tx, AuditFilter const& filter,
                std::function<void(LoggedEvent const&)> const& visit);

/// The address that somebody came from when they first did this to that; empty when nothing is known of it.
std::string client_of(store::ReadTransaction& tx, std::string_view action, std::string_view subject);

} // namespace legation::accounts
