#pragma once

#include "kernel/clock.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace legation::http {

/// What a client may ask of the server; past a limit it is answered or closed, and logged.
struct Limits {
    std::size_t head_bytes = 16UL * 1024;  ///< request line and headers; past it 431 (414 for the target)
    std::size_t target_bytes = 8UL * 1024; ///< past it 414
    std::uint64_t body_bytes = 32ULL * 1024 * 1024; ///< past it 413
    std::size_t body_in_memory = 64UL * 1024;       ///< larger bodies are spooled to a file
    std::size_t connections = 10'000;               ///< past it 503 and close
    std::size_t queued_requests = 1'024;            ///< waiting for a worker; past it 503
    std::chrono::milliseconds head_time{10'000};    ///< to send a whole head
    std::chrono::milliseconds chunk_time{10'000};   ///< for each piece of a body, either way
    std::chrono::milliseconds body_time{300'000};   ///< for a whole request body
    std::chrono::milliseconds idle_time{30'000};    ///< kept-alive and silent
    std::chrono::milliseconds stop_time{10'000};    ///< for requests in flight when stopping
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080; ///< 0 takes a free one
    unsigned io_threads = 1;
    unsigned worker_threads = 2; ///< for requests that read
    unsigned change_threads = 2; ///< for those that may change something; they run when readers let them
    std::string
        spool_folder; ///< where large request bodies are kept while they are handled; empty: the system's
    bool strict_transport_security = false; ///< only where every visitor comes over HTTPS
    Clock clock = system_now;               ///< for the Date header
    /// The answer where no handler sees the request because it cannot be read, is too large or too slow: its
    /// status, and what is wrong in a sentence. Called on any thread; empty: plain text.
    std::function<Response(Request const&, int status, std::string_view problem)> refusal = {};
    Limits limits;
};

/// One finished request, for the access log and the metrics.
struct AccessRecord {
    std::string id, client, method, target;
    int status = 0;
    std::uint64_t bytes_sent = 0;
    std::chrono::microseconds duration{};
};

/// Counters that `/metrics` shows; all since the start.
struct ServerCounters {
    std::uint64_t connections_open = 0, connections_total = 0, connections_refused = 0;
    std::uint64_t requests_total = 0, requests_malformed = 0, timeouts = 0;
};

/// An HTTP/1.1 server over Boost.Beast. TLS is the reverse proxy's work.
class Server {
  public:
    /// `handle` runs on worker threads and must not throw; `on_access` must be thread safe.
    Server(ServerOptions options, std::function<Response(Request&)> handle,
           std::function<void(AccessRecord const&)> on_access);
    ~Server();
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    /// Binds and starts to answer; throws Error with a remedy when the address is taken or not allowed.
    void start();
    std::uint16_t port() const;
    /// Stops listening, finishes requests in flight (at most `stop_time`), then returns. A handler cannot be
    /// interrupted: one that is still running after `stop_time` is waited for, but its client is cut off.
    void stop();
    ServerCounters counters() const;

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace legation::http
