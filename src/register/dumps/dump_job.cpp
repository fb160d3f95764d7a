#include "register/dumps/dump_job.hpp"

#include "kernel/jobs/maintenance.hpp"

#include <utility>

namespace legation::registry {

namespace {

/// UTC: an hour after the maintenance, in the night of the Americas.
constexpr std::chrono::hours time_of_day{10};

} // namespace

void schedule_dump(store::WriteTransaction& tx) {
    Timestamp const next = jobs::next_occurrence(tx.now(), time_of_day);
    jobs::enqueue_once(tx, "dump " + to_text(next).substr(0, 10), dump_kind, "", next);
}

jobs::JobHandler dump_handler(store::Store& store, PictureKeeper const& pictures, DumpOptions options) {
    return [&store, &pictures, options = std::move(options)](jobs::Job const&) {
        // First of all, so that a day on which the disk is full does not end the series.
        store.write(store::Author{"dump"}, [](store::WriteTransaction& tx) { schedule_dump(tx); });
        write_dump(store, *pictures.current(), options);
    };
}

} // namespace legation::registry
