#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <utility>

namespace legation::store {

/// Lets commits that come together share one wait for the disk: whoever committed waits for a sync that began
/// afterwards, and one of those who wait makes it for all (“group commit”).
class SharedSync {
  public:
    /// `sync` returns when the disk has all that was committed before it began, and throws when that failed.
    explicit SharedSync(std::function<void()> sync) : sync_(std::move(sync)) {}

    /// To be called after a commit, before another one can begin. Answers the number to wait for.
    std::uint64_t committed() { return ++committed_; }
    /// Returns when the disk has that commit. After a sync has failed nobody can know what the disk has:
    /// every wait then throws what `sync` threw, until the program starts afresh from the file.
    void wait_for(std::uint64_t commit);

  private:
    void sync_for_all(std::unique_lock<std::mutex>& lock);

    std::function<void()> sync_;
    std::atomic<std::uint64_t> committed_{0};
    std::mutex changing_;
    std::condition_variable synced_now_;
    std::uint64_t synced_ = 0;
    bool is_syncing_ = false;
    std::exception_ptr failure_;
};

} // namespace legation::store
