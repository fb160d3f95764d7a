#include "register/merge/suspects_job.hpp"

#include "kernel/jobs/maintenance.hpp"
#include "register/merge/suspects.hpp"

namespace legation::registry {

namespace {

/// UTC: before the maintenance, in the night of the Americas.
constexpr std::chrono::hours time_of_day{8};

store::Author const author{"duplicate finder"};

} // namespace

void schedule_suspects(store::WriteTransaction& tx) {
    jobs::schedule_daily(tx, suspects_kind, time_of_day, jobs::Lane::slow);
}

std::int64_t look_for_suspects(store::Store& store, Picture const& picture) {
    auto const found =
        store.read([&](store::ReadTransaction& tx) { return find_suspects(tx, *picture.roster); });
    return store.write(author, [&](store::WriteTransaction& tx) { return keep_suspects(tx, found); });
}

jobs::JobHandler suspects_handler(store::Store& store, PictureKeeper const& pictures) {
    return [&store, &pictures](jobs::Job const&) {
        store.write(author, [](store::WriteTransaction& tx) { schedule_suspects(tx); });
        look_for_suspects(store, *pictures.current());
    };
}

} // namespace legation::registry
