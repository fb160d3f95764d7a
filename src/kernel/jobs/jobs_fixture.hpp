#pragma once

#include "kernel/jobs/job_queue.hpp"
#include "tests/temporary_store.hpp"

namespace legation::jobs {

/// For tests: an empty queue on each database, with a clock that stands still.
class JobsFixture : public test::WithSchema {
  protected:
    Timestamp now() const { return clock_.now(); }

    void advance_to(Timestamp time) { clock_.advance(time - now()); }

    void enqueue_now(std::string_view kind, std::string_view payload = "") {
        write([&](store::WriteTransaction& tx) { enqueue(tx, kind, payload, tx.now()); });
    }

    std::optional<Job> lease() {
        return write([](store::WriteTransaction& tx) { return lease_due(tx, Lane::quick); });
    }

    std::optional<Timestamp> due() {
        return store().read([](store::ReadTransaction& tx) { return next_due(tx, Lane::quick); });
    }

    std::string last_error() { return text("SELECT last_error FROM jobs ORDER BY id"); }
};

} // namespace legation::jobs
