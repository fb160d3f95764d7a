#pragma once

#include "kernel/jobs/job_runner.hpp"
#include "kernel/records/record_store.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// Trips and visits that lie ahead. Who travels is safer when the world reads of it afterwards: such a record
/// is at first for those alone who keep it, and for everybody from the day after the return.
namespace legation::registry {

/// The first day (`2027-05-09`) on which everybody may see an activity of this kind: the one after its last,
/// and where only a month or a year is known, after that. Empty where nobody travels, where no day is known,
/// and where it is over on `today`. The dates are partial ones (`2027`, `2027-05`, `2027-05-08`).
std::string day_after_return(std::string_view activity_kind, std::string_view starts, std::string_view ends,
                             std::string_view today);

/// Shows a record to everybody from that day on. An empty day takes back what was said before.
void publish_on(store::WriteTransaction& tx, records::RecordType const& type, std::int64_t record_id,
                std::string_view day);

/// The day that was set; empty where none was.
std::string publishing_day(store::ReadTransaction& tx, records::RecordType const& type,
                           std::int64_t record_id);

/// The job that publishes once a day what is due.
constexpr char const* publishing_kind = "publish trips";
void schedule_publishing(store::WriteTransaction& tx);
jobs::JobHandler publishing_handler(store::Store& store);

/// Publishes what is due, each record in a transaction of its own; answers how many.
std::int64_t publish_due(store::Store& store);

} // namespace legation::registry
