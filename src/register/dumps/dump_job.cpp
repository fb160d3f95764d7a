#include "register/dumps/dump_job.hpp"

#include "kernel/jobs/maintenance.hpp"

#include <utility>

namespace legation::registry {

namespace {

/// UTC: an hour after the maintenance, in the night of the Americas.
constexpr std::chrono::hours time_of_day{10};

} // namespace

void schedule_dump(store::WriteTransaction& tx) {
    jobs::schedule_daily(tx, dump_kind, time_of_day, jobs::Lane::slow);
}

jobs::JobHandler dump_handler(store::Store& store, PictureKeeper const& pictures, DumpOptions options) {
    return [&store, &pictures, options = std::move(options)](jobs::Job const&) {
        store.write(store::Author{"dump"}, [](store::WriteTransaction& tx) { schedule_dump(tx); });
        write_dump(store, *pictures.current(), options);
    };
}

} // namespace legation::registry
