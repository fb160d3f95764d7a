#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace legation::http {

/// What the I/O threads hand to the workers, first come, first served.
template <typename Item>
class WorkQueue {
  public:
    explicit WorkQueue(std::size_t capacity) : capacity_(capacity) {}

    /// For new work: leaves the item where it is and returns false when too much is waiting.
    bool try_push(Item& item) {
        std::unique_lock lock(mutex_);
        if (items_.size() >= capacity_) return false;
        add(std::move(item), lock);
        return true;
    }

    /// For work that was begun and must go on.
    void push(Item item) {
        std::unique_lock lock(mutex_);
        add(std::move(item), lock);
    }

    /// Waits for the next item; nothing once the queue is closed.
    std::optional<Item> pop() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.wait(lock, [this] { return is_closed_ || !items_.empty(); });
        --waiting_;
        if (is_closed_) return std::nullopt;
        std::optional<Item> item(std::move(items_.front()));
        items_.pop_front();
        return item;
    }

    /// Ends the workers' loops; what waits still is dropped.
    void close() {
        std::deque<Item> dropped;
        std::lock_guard const lock(mutex_);
        is_closed_ = true;
        dropped.swap(items_);
        changed_.notify_all();
    }

  private:
    void add(Item item, std::unique_lock<std::mutex>& lock) {
        if (is_closed_) {
            lock.unlock(); // the item goes now, and what it ends must not wait for this lock
            return;
        }
        items_.push_back(std::move(item));
        bool const is_awaited = waiting_ > 0;
        lock.unlock();
        if (is_awaited) changed_.notify_one();
    }

    std::size_t const capacity_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Item> items_;
    std::size_t waiting_ = 0;
    bool is_closed_ = false;
};

} // namespace legation::http
