#include "kernel/http/server_fixture.hpp"

#include <atomic>
#include <future>

namespace legation::http {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view simple_get = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

Response greet(Request&) {
    return text("hello");
}

class HttpLimits : public ServerTest {
  protected:
    HttpLimits() {
        options.limits.head_bytes = 2000;
        options.limits.target_bytes = 500;
        options.limits.body_bytes = 10'000;
    }
};

TEST_F(HttpLimits, ATargetMayNotBeTooLong) {
    start(greet);
    std::string const start_line = "GET /" + std::string(600, 'x');
    EXPECT_EQ(client().exchange(start_line + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 414);
    EXPECT_EQ(client().exchange("GET /" + std::string(5000, 'x')).status, 414)
        << "even before its end has come";
}

TEST_F(HttpLimits, AHeadMayNotBeTooLarge) {
    start(greet);
    std::string const large = "GET / HTTP/1.1\r\nHost: a\r\nX-Large: " + std::string(3000, 'x');
    EXPECT_EQ(client().exchange(large + "\r\n\r\n").status, 431);
    EXPECT_EQ(client().exchange(large).status, 431) << "even before its end has come";
}

TEST_F(HttpLimits, AHeadThatComesLineByLineMayNotGrowForEver) {
    start(greet);
    RawClient client = this->client();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    for (int line = 0; line < 300 && client.send("X-Header: 0123456789\r\n"); ++line) {
        std::this_thread::sleep_for(milliseconds(1));
    }
    EXPECT_EQ(client.read().status, 431);
}

TEST_F(HttpLimits, ABodyMayNotBeTooLarge) {
    start(greet);
    RawClient client = this->client();
    EXPECT_EQ(client.exchange("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10001\r\n\r\n").status, 413);
    RawClient chunked = this->client();
    std::string const chunk = "1000\r\n" + std::string(4096, 'x') + "\r\n";
    EXPECT_EQ(chunked
                  .exchange("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk +
                            chunk + chunk)
                  .status,
              413);
}

TEST_F(HttpLimits, AnAnswerReachesAClientThatIsStillSending) {
    start(greet);
    RawClient client = this->client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n");
    client.send(std::string(200'000, 'x'));
    EXPECT_EQ(client.read().status, 413);
}

TEST_F(HttpLimits, AChunkHeaderMayNotGrowForEver) {
    start(greet);
    EXPECT_EQ(client()
                  .exchange("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" +
                            std::string(5000, 'x'))
                  .status,
              431);
}

TEST_F(HttpLimits, ASlowHeadIsAnsweredWithATimeout) {
    options.limits.head_time = milliseconds(100);
    start(greet);
    RawClient client = this->client();
    std::atomic<bool> is_over{false};
    std::thread slow([&] {
        while (!is_over && client.send("G"))
            std::this_thread::sleep_for(milliseconds(20));
    });
    EXPECT_EQ(client.read().status, 408);
    is_over = true;
    slow.join();
    EXPECT_EQ(server->counters().timeouts, 1U);
    EXPECT_EQ(first_record().status, 408);
}

TEST_F(HttpLimits, ASilentBodyIsAnsweredWithATimeout) {
    options.limits.chunk_time = milliseconds(80);
    start(greet);
    RawClient client = this->client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhello");
    EXPECT_EQ(client.read().status, 408);
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST_F(HttpLimits, ABodyInManySmallPiecesHasATotalTime) {
    options.limits.chunk_time = milliseconds(500);
    options.limits.body_time = milliseconds(150);
    start(greet);
    RawClient client = this->client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n");
    std::atomic<bool> is_over{false};
    std::thread slow([&] {
        while (!is_over && client.send("x"))
            std::this_thread::sleep_for(milliseconds(10));
    });
    EXPECT_EQ(client.read().status, 408);
    is_over = true;
    slow.join();
}

TEST_F(HttpLimits, ASilentConnectionIsClosedWithoutAnAnswer) {
    options.limits.idle_time = milliseconds(80);
    start(greet);
    RawClient client = this->client();
    EXPECT_EQ(client.exchange(simple_get).status, 200);
    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_EQ(server->counters().timeouts, 0U) << "falling silent is no fault";
}

TEST_F(HttpLimits, ASlowReaderIsCutOffAndHoldsNoWorker) {
    options.worker_threads = 1;
    options.limits.chunk_time = milliseconds(300);
    std::atomic<int> pieces{0};
    start([&](Request& request) {
        if (request.path != "/endless") return text("hello");
        Response response;
        response.body = ChunkProducer([&]() -> std::optional<std::string> {
            ++pieces;
            return std::string(64 * 1024, 'x');
        });
        return response;
    });
    RawClient slow = client(4096);
    slow.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(eventually([&] {
        int const before = pieces;
        std::this_thread::sleep_for(milliseconds(20));
        return before > 0 && pieces == before; // the sockets are full: nothing more is made
    }));
    EXPECT_EQ(client().exchange(simple_get).body, "hello") << "the only worker is free";
    EXPECT_TRUE(eventually([&] { return server->counters().timeouts == 1; }));
    EXPECT_TRUE(eventually([&] { return server->counters().connections_open <= 1; }));
    EXPECT_LT(pieces, 1000) << "what a slow client does not take is not made";
    server->stop();
}

TEST_F(HttpLimits, AReaderThatIsSlowButNotTooSlowGetsEverything) {
    options.limits.chunk_time = milliseconds(2000);
    std::string const large(3'000'000, 'x');
    start([&](Request&) { return text(large); });
    RawClient slow = client(8192);
    slow.send(simple_get);
    std::this_thread::sleep_for(milliseconds(100));
    EXPECT_EQ(slow.read().body.size(), large.size());
}

TEST_F(HttpLimits, PastTheQueueRequestsAreRefusedAtOnce) {
    options.worker_threads = 1;
    options.limits.queued_requests = 1;
    std::promise<void> release;
    std::shared_future<void> const released = release.get_future().share();
    std::atomic<int> begun{0};
    start([&](Request&) {
        ++begun;
        released.wait();
        return text("done");
    });
    RawClient first = client();
    first.send(simple_get);
    EXPECT_TRUE(eventually([&] { return begun == 1; }));
    RawClient second = client();
    second.send(simple_get);
    std::this_thread::sleep_for(milliseconds(100)); // the second must be in the queue before the third comes
    Answer const refused = client().exchange(simple_get);
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.headers.at("retry-after"), "1");
    release.set_value();
    EXPECT_EQ(first.read().body, "done");
    EXPECT_EQ(second.read().body, "done");
    server->stop();
}

TEST_F(HttpLimits, WhoReadsDoesNotWaitForThoseWhoChangeSomething) {
    options.worker_threads = 1;
    options.change_threads = 1;
    std::promise<void> release;
    std::shared_future<void> const released = release.get_future().share();
    start([&](Request& request) {
        if (request.method == Method::post) released.wait();
        return text("done");
    });
    static constexpr std::string_view change = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
    std::vector<RawClient> writers;
    for (int i = 0; i < 3; ++i) { // one is being answered, the others wait
        writers.push_back(client());
        writers.back().send(change);
    }
    EXPECT_EQ(client().exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
    release.set_value();
    for (RawClient& writer : writers)
        EXPECT_EQ(writer.read().status, 200);
}

TEST_F(HttpLimits, PastTheLimitConnectionsAreRefused) {
    options.limits.connections = 2;
    start(greet);
    RawClient first = client();
    RawClient second = client();
    EXPECT_EQ(first.exchange(simple_get).status, 200);
    EXPECT_EQ(second.exchange(simple_get).status, 200);
    RawClient third = client();
    EXPECT_EQ(third.read().status, 503);
    EXPECT_EQ(server->counters().connections_refused, 1U);
}

TEST_F(HttpLimits, ManyIdleConnectionsLeaveTheServerQuick) {
    start(greet);
    std::vector<RawClient> idle;
    for (int i = 0; i < 500; ++i) {
        idle.push_back(client());
        ASSERT_TRUE(idle.back().is_connected());
    }
    EXPECT_TRUE(eventually([this] { return server->counters().connections_open == 500; }));
    EXPECT_EQ(client().exchange(simple_get).body, "hello");
    EXPECT_EQ(idle.front().exchange(simple_get).body, "hello");
    EXPECT_EQ(idle.back().exchange(simple_get).body, "hello");
}

TEST_F(HttpLimits, StoppingFinishesRequestsInFlightAndClosesTheOthers) {
    std::promise<void> release;
    std::shared_future<void> const released = release.get_future().share();
    std::atomic<bool> has_begun{false};
    start([&](Request& request) {
        if (request.path == "/slow") {
            has_begun = true;
            released.wait();
        }
        return text("done");
    });
    RawClient idle = client();
    EXPECT_EQ(idle.exchange(simple_get).status, 200);
    RawClient busy = client();
    busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(eventually([&] { return has_begun.load(); }));
    std::uint16_t const port = server->port();
    auto const stopping = std::async(std::launch::async, [this] { server->stop(); });
    EXPECT_TRUE(idle.is_closed_by_server());
    EXPECT_TRUE(eventually([&] { return !RawClient(port).is_connected(); })) << "it no longer listens";
    release.set_value();
    EXPECT_EQ(busy.read().body, "done");
    EXPECT_TRUE(busy.is_closed_by_server());
    stopping.wait();
    EXPECT_EQ(server->counters().connections_open, 0U);
}

TEST_F(HttpLimits, StoppingDoesNotWaitForEverForAClient) {
    options.limits.stop_time = milliseconds(100);
    start([](Request&) {
        Response response;
        response.body = ChunkProducer([]() -> std::optional<std::string> { return std::string(65536, 'x'); });
        return response;
    });
    RawClient endless = client();
    endless.send(simple_get);
    RawClient half = client();
    half.send("GET / HTTP/1.1\r\n");
    EXPECT_TRUE(eventually([this] { return server->counters().connections_open == 2; }));
    auto const begin = std::chrono::steady_clock::now();
    server->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(2000));
}

} // namespace
} // namespace legation::http
