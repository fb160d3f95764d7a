#include "kernel/store/shared_sync.hpp"

namespace legation::store {

void SharedSync::wait_for(std::uint64_t commit) {
    std::unique_lock lock(changing_);
    while (synced_ < commit) {
        if (failure_) std::rethrow_exception(failure_);
        if (is_syncing_)
            synced_now_.wait(lock); // for a sync that may have begun too early for this commit
        else
            sync_for_all(lock);
    }
}

void SharedSync::sync_for_all(std::unique_lock<std::mutex>& lock) {
    is_syncing_ = true;
    std::uint64_t const covered = committed_; // what is committed while the disk works waits for the next
    lock.unlock();
    std::exception_ptr failure;
    try {
        sync_();
    } catch (...) {
        failure = std::current_exception();
    }
    lock.lock();
    is_syncing_ = false;
    if (failure)
        failure_ = failure;
    else
        synced_ = covered;
    synced_now_.notify_all();
}

} // namespace legation::store
