#include "kernel/http/work_queue.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

namespace legation::http {
namespace {

using Item = std::unique_ptr<int>;

TEST(WorkQueue, HandsOutInOrder) {
    WorkQueue<Item> queue(10);
    for (int i = 0; i < 3; ++i)
        queue.push(std::make_unique<int>(i));
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(**queue.pop(), i);
}

TEST(WorkQueue, RefusesNewWorkWhenFullButNotWorkThatWasBegun) {
    WorkQueue<Item> queue(1);
    Item first = std::make_unique<int>(1);
    Item second = std::make_unique<int>(2);
    EXPECT_TRUE(queue.try_push(first));
    EXPECT_FALSE(queue.try_push(second));
    ASSERT_TRUE(second) << "refused work stays with its owner";
    queue.push(std::move(second));
    EXPECT_EQ(**queue.pop(), 1);
    EXPECT_EQ(**queue.pop(), 2);
}

TEST(WorkQueue, WakesAWorkerThatWaits) {
    WorkQueue<Item> queue(1);
    std::optional<Item> received;
    std::thread worker([&] { received = queue.pop(); });
    queue.push(std::make_unique<int>(7));
    worker.join();
    ASSERT_TRUE(received);
    EXPECT_EQ(**received, 7);
}

TEST(WorkQueue, ClosingEndsTheWorkersAndDropsWhatWaits) {
    WorkQueue<std::shared_ptr<int>> queue(10);
    auto const item = std::make_shared<int>(1);
    queue.push(item);
    queue.close();
    EXPECT_EQ(item.use_count(), 1);
    EXPECT_EQ(queue.pop(), std::nullopt);
    queue.push(item);
    EXPECT_EQ(item.use_count(), 1) << "nothing enters a closed queue";
}

} // namespace
} // namespace legation::http
