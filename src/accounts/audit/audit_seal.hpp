#pragma once

#include "kernel/jobs/job_runner.hpp"
#include "kernel/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace legation::accounts {

/// The kind of the job that seals what was added to the audit log.
constexpr char const* seal_kind = "audit seal";

/// Sees to it that what was just added is sealed at the next full ten minutes.
void schedule_seal(store::WriteTransaction& tx);

/// A batch of events under one seal: SHA-256 over the seal before it and the events, each of their texts with
/// its length in front (docs/security/audit-log.md has the form).
struct Seal {
    std::int64_t id = 0;
    std::string sealed_at;
    std::int64_t first_event = 0, last_event = 0;
    std::string previous_seal; ///< of the batch before; empty for the first
    std::string seal;
};

/// Seals every event that has no seal yet, in one batch; nothing when there is none.
std::optional<Seal> seal_events(store::WriteTransaction& tx);

/// Seals, and writes the seal into the operator's log. Who keeps that log elsewhere can tell whether even the
/// whole chain was written anew.
jobs::JobHandler seal_handler(store::Store& store);

/// What was found when the log was checked.
struct AuditVerdict {
    std::vector<std::string> problems; ///< each says which batch or event, and what is wrong
    std::int64_t sealed_events = 0;
    std::int64_t unsealed_events = 0;
    std::string newest_seal;
    bool has_known_seal = false; ///< whether `known_seal` is in the chain
};

/// Checks every seal from the first to the last, and that no event is missing or was put in between.
/// `known_seal` is one that somebody noted; empty asks for none.
AuditVerdict verify_audit_log(store::ReadTransaction& tx, std::string const& known_seal = {});

} // namespace legation::accounts
