#include "kernel/error.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/http/finish.hpp"
#include "kernel/http/outgoing.hpp"
#include "kernel/http/server.hpp"
#include "kernel/http/spool_file.hpp"
#include "kernel/http/work_queue.hpp"
#include "kernel/priority.hpp"

// Asio's fences add nothing to its locks, and ThreadSanitizer does not understand them.
#ifdef __SANITIZE_THREAD__
#define BOOST_ASIO_DISABLE_FENCED_BLOCK
#endif

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <limits>
#include <list>
#include <mutex>
#include <random>
#include <thread>

/// A connection is a small object with exactly one owner at a time: a wait for its socket, the work queue, or
/// a worker. Whoever owns it may touch it, so it needs no lock; who lets go of it closes it.
///
/// An I/O thread receives and parses. A worker calls the handler and sends the answer itself, without a way
/// back through the I/O thread, and then waits for the next request. While it waits, a connection has no
/// buffer. What may change something has workers of its own, which let those who read go first.
namespace legation::http {

namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using ErrorValue = boost::system::error_code;
using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::size_t receive_bytes = 64UL * 1024;
constexpr std::uint64_t piece_bytes = 64UL * 1024; // a slow reader must take so much in each `chunk_time`
constexpr std::size_t most_headers = 100;
constexpr std::uint64_t most_drained = 1024UL * 1024; // of what still arrives after we said that we close
constexpr std::chrono::milliseconds drain_time{2'000};
constexpr auto never = std::numeric_limits<std::int64_t>::max();

std::int64_t ticks(SteadyTime time) {
    return time.time_since_epoch().count();
}

/// Beast's parser with our own checks, filling a Request directly.
class RequestParser final : public beast_http::basic_parser<true> {
  public:
    RequestParser(Request& request, Limits const& limits) : request_(request), limits_(limits) {
        header_limit(static_cast<std::uint32_t>(limits.head_bytes));
        body_limit(limits.body_bytes);
        eager(true);
    }

    bool is_http_1_0() const { return version_ < 11; }
    bool expects_continue() const { return expects_continue_; }
    std::string const& method_text() const { return method_text_; }

    /// The status that answers a failed parse.
    int status_of(ErrorValue const& error) const {
        if (refusal_ != 0) return refusal_;
        if (error == beast_http::error::body_limit) return 413;
        if (error == beast_http::error::header_limit) return version_ == 0 ? 414 : 431;
        if (error == beast_http::error::bad_version) return 505;
        return 400;
    }

  private:
    using Text = boost::beast::string_view;

    void refuse(int status, ErrorValue& error) {
        refusal_ = status;
        error = beast_http::error::bad_value;
    }

    void on_request_impl(beast_http::verb verb, Text method, Text target, int version,
                         ErrorValue& error) override {
        version_ = version;
        method_text_ = method;
        if (target.size() > limits_.target_bytes) return refuse(414, error);
        request_.target = target;
        switch (verb) {
        case beast_http::verb::get:
            request_.method = Method::get;
            break;
        case beast_http::verb::head:
            request_.method = Method::head;
            break;
        case beast_http::verb::post:
            request_.method = Method::post;
            break;
        case beast_http::verb::put:
            request_.method = Method::put;
            break;
        case beast_http::verb::patch:
            request_.method = Method::patch;
            break;
        case beast_http::verb::delete_:
            request_.method = Method::del;
            break;
        case beast_http::verb::options:
            request_.method = Method::options;
            break;
        default:
            refuse(501, error);
        }
    }

    void on_field_impl(beast_http::field field, Text name, Text value, ErrorValue& error) override {
        if (is_head_done_) return; // trailers could contradict what was already checked
        head_bytes_ +=
            name.size() + value.size() + 4; // Beast's own limit does not see lines that come one by one
        if (head_bytes_ > limits_.head_bytes || request_.headers.size() == most_headers)
            return refuse(431, error);
        if (field == beast_http::field::host) ++hosts_;
        if (field == beast_http::field::transfer_encoding &&
            (is_http_1_0() || !equal_ignoring_case(value, "chunked"))) {
            return refuse(is_http_1_0() ? 400 : 501, error);
        }
        if (field == beast_http::field::expect) {
            if (!equal_ignoring_case(value, "100-continue")) return refuse(417, error);
            expects_continue_ = !is_http_1_0();
        }
        request_.headers.emplace_back(to_lower(name), value);
    }

    void on_header_impl(ErrorValue& error) override {
        is_head_done_ = true;
        if (hosts_ > 1 || (hosts_ == 0 && !is_http_1_0())) return refuse(400, error);
        std::string_view const host = request_.header("host");
        static constexpr std::string_view allowed = "-._~:[]%"; // beside letters and digits
        bool const is_valid = std::all_of(host.begin(), host.end(), [](char character) {
            char const lower = to_lower(character);
            return (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') ||
                   allowed.find(character) != std::string_view::npos;
        });
        if (!is_valid || (hosts_ == 1 && host.empty())) refuse(400, error);
    }

    void on_body_init_impl(boost::optional<std::uint64_t> const&, ErrorValue&) override {}
    std::size_t on_body_impl(Text piece, ErrorValue&) override {
        request_.body.text.append(piece);
        return piece.size();
    }
    void on_chunk_header_impl(std::uint64_t, Text, ErrorValue&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Text piece, ErrorValue&) override {
        request_.body.text.append(piece);
        return piece.size();
    }
    void on_finish_impl(ErrorValue&) override {}
    void on_response_impl(int, Text, int, ErrorValue&) override {}

    Request& request_;
    Limits const& limits_;
    int version_ = 0;
    int refusal_ = 0;
    int hosts_ = 0;
    std::size_t head_bytes_ = 0;
    bool expects_continue_ = false;
    bool is_head_done_ = false;
    std::string method_text_;
};

/// A request and its answer under way. An idle connection has none.
struct Exchange {
    explicit Exchange(Limits const& limits)
        : parser(request, limits), started(std::chrono::steady_clock::now()),
          receive_until(started + limits.head_time) {}

    enum class Work { spool, handle, send };

    Request request;
    RequestParser parser;
    SpoolFile spool;
    Outgoing outgoing;
    Work work = Work::handle;
    bool keeps_alive = false;
    bool is_body_begun = false;
    SteadyTime started;
    SteadyTime receive_until; ///< for the whole head, then for the whole body
    SteadyTime piece_until;   ///< for the piece of the answer that is being sent
    std::uint64_t piece_end = 0;
};

class Connection;

/// What all connections share.
struct Core {
    Core(ServerOptions with, std::function<Response(Request&)> handler,
         std::function<void(AccessRecord const&)> log)
        : options(std::move(with)), handle(std::move(handler)), on_access(std::move(log)),
          queue(options.limits.queued_requests), changes(options.limits.queued_requests) {
        std::random_device random;
        next_id = (static_cast<std::uint64_t>(random()) << 32) | random();
    }

    ServerOptions const options;
    std::function<Response(Request&)> const handle;
    std::function<void(AccessRecord const&)> const on_access;
    WorkQueue<std::unique_ptr<Connection>> queue;
    WorkQueue<std::unique_ptr<Connection>> changes; ///< requests that may change something
    std::atomic<bool> is_stopping{false};
    std::atomic<std::uint64_t> next_id;
    std::atomic<std::uint64_t> connections_open{0}, connections_total{0}, connections_refused{0};
    std::atomic<std::uint64_t> requests_total{0}, requests_malformed{0}, timeouts{0};
    std::mutex closing_mutex;
    std::condition_variable connection_closed;
};

/// One I/O thread with the connections that it serves.
struct Loop {
    std::mutex mutex;
    std::list<Connection*> connections; ///< guarded by `mutex`
    asio::io_context context{1};        ///< after the list: connections that still wait die with the context
    asio::steady_timer sweep{context};
    std::thread thread;
};

class Connection {
  public:
    using Owner = std::unique_ptr<Connection>;

    Connection(Core& core, Loop& loop, Socket socket, std::string client);
    ~Connection();
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    static void await_request(Owner self);
    /// What a worker does with a connection from the queue.
    static void work(Owner self);

    // Called by others than the owner, with the loop's mutex held. They only shut the socket down: the owner
    // wakes up and finds out.
    void expire(std::int64_t now);
    void end_if_idle();
    void cut_off() { shutdown(descriptor_, SHUT_RDWR); }

  private:
    enum class Phase : std::uint8_t { idle, head, body, working, sending, draining };

    static void await(Owner self, Phase phase, SteadyTime deadline);
    static void receive(Owner self);
    static void advance(Owner self, std::string_view bytes);
    static void await_body(Owner self);
    static void refuse(Owner self, int status);
    static void spool(Owner self);
    static void handle(Owner self);
    static void send(Owner self);
    static void drain(Owner self);

    Limits const& limits() const { return core_.options.limits; }
    WorkQueue<Owner>& queue_of_request();
    Response make_response();
    Response refusal(int status, std::string_view problem) const;
    void start_answer(Response response);
    std::string choose_id();
    void report();

    Core& core_;
    Loop& loop_;
    Socket socket_;
    int const descriptor_; ///< of `socket_`: fixed, so that others may read it
    std::list<Connection*>::iterator place_;
    std::atomic<std::int64_t> deadline_{never};
    std::atomic<Phase> phase_{Phase::idle};
    std::atomic<bool> has_expired_{false};
    std::string const client_;
    std::string input_; ///< received and not parsed yet
    std::unique_ptr<Exchange> exchange_;
    std::uint64_t drained_ = 0;
    SteadyTime waited_until_; ///< the last wait's deadline
};

Connection::Connection(Core& core, Loop& loop, Socket socket, std::string client)
    : core_(core), loop_(loop), socket_(std::move(socket)), descriptor_(socket_.native_handle()),
      client_(std::move(client)) {
    ++core_.connections_open;
    ++core_.connections_total;
    std::lock_guard const lock(loop_.mutex);
    place_ = loop_.connections.insert(loop_.connections.end(), this);
}

Connection::~Connection() {
    {
        std::lock_guard const lock(loop_.mutex);
        loop_.connections.erase(place_);
    }
    if (--core_.connections_open == 0 && core_.is_stopping) {
        std::lock_guard const lock(core_.closing_mutex);
        core_.connection_closed.notify_all();
    }
}

void Connection::expire(std::int64_t now) {
    std::int64_t deadline = deadline_;
    if (deadline > now || !deadline_.compare_exchange_strong(deadline, never)) return;
    has_expired_ = true;
    Phase const phase = phase_;
    if (phase != Phase::idle && phase != Phase::draining) ++core_.timeouts;
    bool const may_still_answer = phase == Phase::head || phase == Phase::body;
    shutdown(descriptor_, may_still_answer ? SHUT_RD : SHUT_RDWR);
}

void Connection::end_if_idle() {
    if (phase_ == Phase::idle)
        shutdown(descriptor_, SHUT_RD); // a request that has just arrived is still answered
    if (phase_ == Phase::draining) shutdown(descriptor_, SHUT_RDWR);
}

void Connection::await(Owner self, Phase phase, SteadyTime deadline) {
    self->phase_ = phase;
    self->waited_until_ = deadline;
    self->deadline_ = ticks(deadline);
    Socket& socket = self->socket_;
    auto const kind = phase == Phase::sending ? Socket::wait_write : Socket::wait_read;
    socket.async_wait(kind, [owner = std::move(self)](ErrorValue const& error) mutable {
        if (error) return;
        owner->deadline_ = never;
        if (owner->phase_ == Phase::sending) {
            Core& core = owner->core_;
            core.queue.push(std::move(owner));
        } else {
            receive(std::move(owner));
        }
    });
}

void Connection::await_request(Owner self) {
    self->exchange_.reset();
    self->phase_ = Phase::idle;
    if (self->core_.is_stopping) return;
    if (!self->input_.empty()) { // the client did not wait for the answer before it sent more
        std::string const bytes = std::move(self->input_);
        self->input_.clear();
        return advance(std::move(self), bytes);
    }
    auto const deadline = std::chrono::steady_clock::now() + self->limits().idle_time;
    await(std::move(self), Phase::idle, deadline);
}

void Connection::receive(Owner self) {
    thread_local std::array<char, receive_bytes> buffer; // one per thread: an idle connection owns none
    Phase const phase = self->phase_;
    ssize_t const size = recv(self->descriptor_, buffer.data(), buffer.size(), 0);
    if (self->has_expired_) {
        if (phase == Phase::head || phase == Phase::body) refuse(std::move(self), 408);
        return;
    }
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) { // woken for nothing
        auto const deadline = self->waited_until_;
        return await(std::move(self), phase, deadline);
    }
    if (size <= 0) return; // the client is gone
    std::string_view const bytes(buffer.data(), static_cast<std::size_t>(size));
    if (phase == Phase::draining) {
        self->drained_ += bytes.size();
        if (self->drained_ > most_drained) return;
        auto const deadline = self->waited_until_;
        await(std::move(self), Phase::draining, deadline);
    } else if (self->input_.empty()) {
        advance(std::move(self), bytes);
    } else {
        std::string all = std::move(self->input_);
        self->input_.clear();
        all.append(bytes);
        advance(std::move(self), all);
    }
}

void Connection::advance(Owner self, std::string_view bytes) {
    if (!self->exchange_) {
        while (bytes.starts_with("\r\n"))
            bytes.remove_prefix(2); // RFC 9112 (2.2): some clients send one too many
        if (bytes.empty()) return await_request(std::move(self));
        self->exchange_ = std::make_unique<Exchange>(self->limits());
    }
    Exchange& exchange = *self->exchange_;
    RequestParser& parser = exchange.parser;
    ErrorValue error;
    bytes.remove_prefix(parser.put(asio::const_buffer(bytes.data(), bytes.size()), error));
    self->input_.assign(bytes);
    if (error && error != beast_http::error::need_more)
        return refuse(std::move(self), parser.status_of(error));
    if (parser.is_done()) {
        exchange.work = Exchange::Work::handle;
        self->phase_ = Phase::working;
        auto& queue = self->queue_of_request();
        if (!queue.try_push(self)) refuse(std::move(self), 503);
        return;
    }
    // A chunk's extensions or the trailers may be as long as a head.
    if (bytes.size() > self->limits().head_bytes) return refuse(std::move(self), 431);
    if (!parser.is_header_done()) return await(std::move(self), Phase::head, exchange.receive_until);
    await_body(std::move(self));
}

void Connection::await_body(Owner self) {
    Exchange& exchange = *self->exchange_;
    auto const now = std::chrono::steady_clock::now();
    if (!exchange.is_body_begun) {
        exchange.is_body_begun = true;
        exchange.receive_until = now + self->limits().body_time;
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        if (exchange.parser.expects_continue() && exchange.request.body.text.empty() &&
            ::send(self->descriptor_, go_on.data(), go_on.size(), MSG_NOSIGNAL) < 0) {
            return;
        }
    }
    if (exchange.request.body.text.size() > self->limits().body_in_memory) {
        exchange.work = Exchange::Work::spool;
        self->phase_ = Phase::working;
        auto& queue = self->queue_of_request();
        return queue.push(std::move(self));
    }
    auto const deadline = std::min(now + self->limits().chunk_time, exchange.receive_until);
    await(std::move(self), Phase::body, deadline);
}

/// Who reads does not wait behind those who change something.
WorkQueue<Connection::Owner>& Connection::queue_of_request() {
    return may_change_something(exchange_->request.method) ? core_.changes : core_.queue;
}

void Connection::work(Owner self) {
    switch (self->exchange_->work) {
    case Exchange::Work::spool:
        return spool(std::move(self));
    case Exchange::Work::handle:
        return handle(std::move(self));
    case Exchange::Work::send:
        return send(std::move(self));
    }
}

void Connection::spool(Owner self) {
    Exchange& exchange = *self->exchange_;
    try {
        exchange.spool.append(self->core_.options.spool_folder, exchange.request.body.text);
    } catch (Error const&) {
        return refuse(std::move(self), 503);
    }
    exchange.request.body.text.clear();
    await_body(std::move(self));
}

void Connection::handle(Owner self) {
    Exchange& exchange = *self->exchange_;
    exchange.keeps_alive = exchange.parser.keep_alive() && !self->core_.is_stopping;
    self->start_answer(self->make_response());
    send(std::move(self));
}

Response Connection::make_response() {
    Request& request = exchange_->request;
    request.client = client_;
    request.id = choose_id();
    try {
        if (exchange_->spool.is_used() || request.body.text.size() > limits().body_in_memory) {
            exchange_->spool.append(core_.options.spool_folder, request.body.text);
            request.body = Body{{}, exchange_->spool.path(), exchange_->spool.size()};
        } else {
            request.body.size = request.body.text.size();
        }
        read_target(request);
    } catch (Error const& error) {
        if (error.code == ErrorCode::bad_request) ++core_.requests_malformed;
        return refusal(http_status(error.code), error.public_message);
    }
    try {
        return core_.handle(request);
    } catch (...) { // it must not throw; but one request must not end the others either
        return text("Something went wrong here. Try again later.\n", 500);
    }
}

void Connection::start_answer(Response response) {
    Framing framing;
    framing.keep_alive = exchange_->keeps_alive;
    framing.is_http_1_0 = exchange_->parser.is_http_1_0() && exchange_->parser.got_some();
    framing.strict_transport_security = core_.options.strict_transport_security;
    framing.now = core_.options.clock();
    exchange_->outgoing = Outgoing(exchange_->request, std::move(response), framing);
    exchange_->work = Exchange::Work::send;
}

void Connection::send(Owner self) {
    Exchange& exchange = *self->exchange_;
    Outgoing::Progress const progress = exchange.outgoing.send(self->descriptor_);
    switch (progress) {
    case Outgoing::Progress::more: {
        Core& core = self->core_;
        return core.queue.push(std::move(self));
    }
    case Outgoing::Progress::blocked: {
        if (exchange.outgoing.sent() >= exchange.piece_end) {
            exchange.piece_end = exchange.outgoing.sent() + piece_bytes;
            exchange.piece_until = std::chrono::steady_clock::now() + self->limits().chunk_time;
        }
        return await(std::move(self), Phase::sending, exchange.piece_until);
    }
    case Outgoing::Progress::failed:
        return self->report();
    case Outgoing::Progress::done:
        break;
    }
    self->report();
    if (exchange.keeps_alive && exchange.outgoing.is_delimited()) return await_request(std::move(self));
    drain(std::move(self));
}

Response Connection::refusal(int status, std::string_view problem) const {
    auto const in_words = [&] { return text(std::string(problem) + "\n", status); };
    if (!core_.options.refusal) return in_words();
    try {
        return core_.options.refusal(exchange_->request, status, problem);
    } catch (...) { // it must not throw; the client is told all the same
        return in_words();
    }
}

/// For what goes wrong before a whole request has come: says so as far as the socket takes it at once, then
/// closes.
void Connection::refuse(Owner self, int status) {
    Exchange& exchange = *self->exchange_;
    if (status != 503 && status != 408) ++self->core_.requests_malformed;
    exchange.request.client = self->client_;
    exchange.request.id = self->choose_id();
    exchange.keeps_alive = false;
    char const* problem = "The request cannot be understood.";
    if (status == 408) problem = "The request took too long to arrive.";
    if (status == 413) problem = "The request's body is too large.";
    if (status == 414) problem = "The address is too long.";
    if (status == 431) problem = "The request's headers are too large.";
    if (status == 503) problem = "The server is busy. Try again in a moment.";
    // A busy server makes no pages.
    Response response = status == 503 ? text(std::string(problem) + "\n", status).with("Retry-After", "1")
                                      : self->refusal(status, problem);
    self->start_answer(std::move(response));
    exchange.outgoing.send(self->descriptor_);
    self->report();
    drain(std::move(self));
}

/// Closing while the client still sends would make the system take back the answer: read on for a moment
/// first.
void Connection::drain(Owner self) {
    shutdown(self->descriptor_, SHUT_WR);
    self->exchange_.reset();
    self->input_ = std::string();
    await(std::move(self), Phase::draining, std::chrono::steady_clock::now() + drain_time);
}

std::string Connection::choose_id() {
    std::string_view const given = exchange_->request.header("x-request-id");
    bool const is_usable =
        given.size() >= 8 && given.size() <= 64 &&
        std::all_of(given.begin(), given.end(), [](char character) {
            char const lower = to_lower(character);
            return (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || lower == '-';
        });
    if (is_usable) return std::string(given);
    std::uint64_t number = core_.next_id++;
    std::string id(16, '0');
    for (std::size_t digit = id.size(); digit-- > 0; number >>= 4)
        id[digit] = "0123456789abcdef"[number & 15];
    return id;
}

void Connection::report() {
    ++core_.requests_total;
    AccessRecord record;
    record.id = exchange_->request.id;
    record.client = client_;
    record.method = exchange_->parser.method_text();
    record.target = exchange_->request.target;
    record.status = exchange_->outgoing.status();
    record.bytes_sent = exchange_->outgoing.sent();
    record.duration = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                            exchange_->started);
    core_.on_access(record);
}

/// Signals are the main thread's business. SIGPIPE, which sendfile raises, is answered by its error alone.
class SignalsBlocked {
  public:
    SignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsBlocked(SignalsBlocked const&) = delete;
    SignalsBlocked& operator=(SignalsBlocked const&) = delete;

  private:
    sigset_t before_{};
};

} // namespace

class Server::Implementation {
  public:
    Implementation(ServerOptions options, std::function<Response(Request&)> handle,
                   std::function<void(AccessRecord const&)> on_access)
        : core_(std::move(options), std::move(handle), std::move(on_access)) {
        for (unsigned i = 0; i < std::max(1U, core_.options.io_threads); ++i) {
            loops_.push_back(std::make_unique<Loop>());
        }
        acceptor_.emplace(loops_.front()->context);
        accept_again_.emplace(loops_.front()->context);
        Limits const& limits = core_.options.limits;
        auto const shortest =
            std::min({limits.head_time, limits.chunk_time, limits.body_time, limits.idle_time});
        sweep_time_ = std::clamp(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(250));
    }

    ~Implementation() { stop(); }
    Implementation(Implementation const&) = delete;
    Implementation& operator=(Implementation const&) = delete;

    void start() {
        listen();
        accept();
        SignalsBlocked const blocked;
        for (auto& loop : loops_) {
            sweep(*loop);
            loop->thread = std::thread([&context = loop->context] { context.run(); });
        }
        for (unsigned i = 0; i < std::max(1U, core_.options.worker_threads); ++i)
            workers_.emplace_back([this] { work_off(core_.queue); });
        for (unsigned i = 0; i < std::max(1U, core_.options.change_threads); ++i)
            workers_.emplace_back([this] {
                let_readers_go_first();
                work_off(core_.changes);
            });
    }

    void stop() {
        if (core_.is_stopping.exchange(true) || workers_.empty()) return;
        asio::post(loops_.front()->context, [this] { acceptor_.reset(); });
        for_each_connection([](Connection& connection) { connection.end_if_idle(); });
        {
            std::unique_lock lock(core_.closing_mutex);
            core_.connection_closed.wait_for(lock, core_.options.limits.stop_time,
                                             [this] { return core_.connections_open == 0; });
        }
        for_each_connection([](Connection& connection) { connection.cut_off(); });
        core_.queue.close();
        core_.changes.close();
        for (std::thread& worker : workers_)
            worker.join();
        for (auto& loop : loops_)
            loop->context.stop();
        for (auto& loop : loops_)
            loop->thread.join();
    }

    std::uint16_t port() const { return port_; }

    ServerCounters counters() const {
        ServerCounters counters;
        counters.connections_open = core_.connections_open;
        counters.connections_total = core_.connections_total;
        counters.connections_refused = core_.connections_refused;
        counters.requests_total = core_.requests_total;
        counters.requests_malformed = core_.requests_malformed;
        counters.timeouts = core_.timeouts;
        return counters;
    }

  private:
    void listen() {
        std::string const where = core_.options.address + " port " + std::to_string(core_.options.port);
        ErrorValue error;
        auto const address = asio::ip::make_address(core_.options.address, error);
        if (error) {
            throw Error{ErrorCode::unavailable,
                        "Cannot listen on " + core_.options.address +
                            ": write the address in numbers, such as 127.0.0.1 or ::1."};
        }
        try {
            asio::ip::tcp::endpoint const endpoint(address, core_.options.port);
            acceptor_->open(endpoint.protocol());
            acceptor_->set_option(asio::socket_base::reuse_address(true));
            acceptor_->bind(endpoint);
            acceptor_->listen(asio::socket_base::max_listen_connections);
        } catch (boost::system::system_error const& problem) {
            std::string remedy = "choose another address or port";
            if (problem.code() == asio::error::address_in_use) {
                remedy = "stop the program that uses it or choose another port";
            }
            if (problem.code() == asio::error::access_denied) remedy = "choose a port above 1023";
            throw Error{ErrorCode::unavailable, "Cannot listen on " + where + ": " + remedy + ".",
                        problem.what()};
        }
        port_ = acceptor_->local_endpoint().port();
    }

    static void work_off(WorkQueue<Connection::Owner>& queue) {
        while (auto connection = queue.pop())
            Connection::work(std::move(*connection));
    }

    void accept() {
        Loop& loop = *loops_[next_loop_++ % loops_.size()];
        acceptor_->async_accept(loop.context, [this, &loop](ErrorValue const& error, Socket socket) {
            if (core_.is_stopping) return;
            if (error) { // such as too many open files: some must close first
                accept_again_->expires_after(std::chrono::milliseconds(100));
                accept_again_->async_wait([this](ErrorValue const& cancelled) {
                    if (!cancelled && !core_.is_stopping) accept();
                });
                return;
            }
            admit(loop, std::move(socket));
            accept();
        });
    }

    void admit(Loop& loop, Socket socket) {
        ErrorValue error;
        if (core_.connections_open >= core_.options.limits.connections) {
            ++core_.connections_refused;
            static constexpr std::string_view busy = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: "
                                                     "1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            ::send(socket.native_handle(), busy.data(), busy.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            return;
        }
        auto const peer = socket.remote_endpoint(error);
        if (error) return; // gone already
        if (socket.set_option(asio::ip::tcp::no_delay(true), error) || socket.non_blocking(true, error))
            return;
        Connection::await_request(
            std::make_unique<Connection>(core_, loop, std::move(socket), peer.address().to_string()));
    }

    /// One timer for all deadlines: setting a timer for each request would cost more than the request.
    void sweep(Loop& loop) {
        loop.sweep.expires_after(sweep_time_);
        loop.sweep.async_wait([this, &loop](ErrorValue const& cancelled) {
            if (cancelled) return;
            {
                std::lock_guard const lock(loop.mutex);
                std::int64_t const now = ticks(std::chrono::steady_clock::now());
                for (Connection* connection : loop.connections)
                    connection->expire(now);
            }
            sweep(loop);
        });
    }

    void for_each_connection(void (*visit)(Connection&)) {
        for (auto& loop : loops_) {
            std::lock_guard const lock(loop->mutex);
            for (Connection* connection : loop->connections)
                visit(*connection);
        }
    }

    Core core_;
    std::vector<std::unique_ptr<Loop>> loops_;
    std::optional<asio::ip::tcp::acceptor> acceptor_;
    std::optional<asio::steady_timer> accept_again_;
    std::size_t next_loop_ = 0;
    std::uint16_t port_ = 0;
    std::chrono::milliseconds sweep_time_{};
    std::vector<std::thread> workers_;
};

Server::Server(ServerOptions options, std::function<Response(Request&)> handle,
               std::function<void(AccessRecord const&)> on_access)
    : implementation_(
          std::make_unique<Implementation>(std::move(options), std::move(handle), std::move(on_access))) {}

Server::~Server() = default;

void Server::start() {
    implementation_->start();
}

std::uint16_t Server::port() const {
    return implementation_->port();
}

void Server::stop() {
    implementation_->stop();
}

ServerCounters Server::counters() const {
    return implementation_->counters();
}

} // namespace legation::http
