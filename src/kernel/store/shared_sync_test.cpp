#include "kernel/store/shared_sync.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace legation::store {
namespace {

TEST(SharedSync, NobodyReturnsBeforeASyncThatBeganAfterTheirCommit) {
    std::mutex committing;
    std::atomic<std::uint64_t> written{0}; // what a crash would leave unless it was synced
    std::atomic<std::uint64_t> safe{0};
    SharedSync sync([&] {
        std::uint64_t const begun = written;
        std::this_thread::yield();
        safe = begun;
    });
    std::atomic<int> lost{0};
    std::vector<std::thread> writers;
    writers.reserve(4);
    for (int writer = 0; writer < 4; ++writer) {
        writers.emplace_back([&] {
            for (int i = 0; i < 2'000; ++i) {
                std::uint64_t mine = 0;
                std::uint64_t ticket = 0;
                {
                    std::scoped_lock const lock(committing);
                    mine = ++written;
                    ticket = sync.committed();
                }
                sync.wait_for(ticket);
                if (safe < mine) ++lost;
            }
        });
    }
    for (std::thread& writer : writers)
        writer.join();
    EXPECT_EQ(lost, 0);
}

TEST(SharedSync, CommitsThatComeWhileTheDiskWorksShareTheNextOne) {
    std::atomic<int> syncs{0};
    std::promise<void> release;
    std::shared_future<void> const released = release.get_future().share();
    SharedSync sync([&] {
        if (++syncs == 1) released.wait();
    });
    std::vector<std::thread> writers;
    std::uint64_t const first = sync.committed();
    writers.emplace_back([&, first] { sync.wait_for(first); });
    while (syncs == 0)
        std::this_thread::yield();
    for (int i = 0; i < 5; ++i) { // too late for the one that runs
        std::uint64_t const later = sync.committed();
        writers.emplace_back([&, later] { sync.wait_for(later); });
    }
    release.set_value();
    for (std::thread& writer : writers)
        writer.join();
    EXPECT_EQ(syncs, 2);
}

TEST(SharedSync, AfterAFailureNothingIsAcknowledgedAnyMore) {
    int syncs = 0;
    SharedSync sync([&] {
        if (++syncs == 2) throw std::runtime_error("the disk");
    });
    sync.wait_for(sync.committed());
    EXPECT_THROW(sync.wait_for(sync.committed()), std::runtime_error);
    // The system may have dropped what it could not write, and would say that all is well.
    EXPECT_THROW(sync.wait_for(sync.committed()), std::runtime_error);
    EXPECT_EQ(syncs, 2);
}

} // namespace
} // namespace legation::store
