#include "kernel/jobs/maintenance.hpp"

namespace legation::jobs {

namespace {

store::Author const author{"maintenance"};

/// UTC: night all over the Americas, where most hubs are.
constexpr std::chrono::hours time_of_day{9};

constexpr std::chrono::days done_jobs_are_kept{30};

} // namespace

Timestamp next_occurrence(Timestamp now, std::chrono::hours time_of_day) {
    Timestamp const today = std::chrono::floor<std::chrono::days>(now) + time_of_day;
    return today > now ? today : today + std::chrono::days(1);
}

void schedule_daily(store::WriteTransaction& tx, std::string_view kind, std::chrono::hours time_of_day,
                    Lane lane) {
    Timestamp const next = next_occurrence(tx.now(), time_of_day);
    std::string key(kind);
    (key += ' ') += to_text(next).substr(0, 10);
    enqueue_once(tx, key, kind, "", next, lane);
}

void schedule_maintenance(store::WriteTransaction& tx) {
    schedule_daily(tx, maintenance_kind, time_of_day);
}

JobHandler maintenance_handler(store::Store& store, Forget forget) {
    return [&store, forget](Job const&) {
        store.write(author, [forget](store::WriteTransaction& tx) {
            schedule_maintenance(tx);
            tx.execute("DELETE FROM jobs WHERE done_at < :oldest", to_text(tx.now() - done_jobs_are_kept));
            if (forget != nullptr) forget(tx);
        });
        store.analyze();
    };
}

} // namespace legation::jobs
