#pragma once

#include "kernel/http/ascii.hpp"
#include "kernel/http/server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

/// For the server's tests: a client that sends exactly the bytes it is told to, and a server with a few
/// routes.
namespace legation::http {

struct Answer {
    int status = 0; ///< 0: the connection ended without an answer
    std::map<std::string, std::string> headers;
    std::string body;
};

class RawClient {
  public:
    explicit RawClient(std::uint16_t port, int receive_buffer = 0)
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        if (receive_buffer > 0)
            setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        timeval const patience{10, 0}; // a test that waits in vain ends
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        is_connected_ = connect(socket_, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
    }
    ~RawClient() { close(socket_); }
    RawClient(RawClient&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)), is_connected_(other.is_connected_) {}
    RawClient(RawClient const&) = delete;
    RawClient& operator=(RawClient const&) = delete;

    bool is_connected() const { return is_connected_; }

    /// False when the server has closed.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            ssize_t const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    Answer read(bool has_body = true) {
        Answer answer;
        std::size_t end = 0;
        while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
            if (!receive()) return answer;
        }
        std::string const head = received_.substr(0, end);
        received_.erase(0, end + 4);
        std::string_view rest = head;
        std::string_view const status_line = cut(rest, '\n');
        std::from_chars(status_line.data() + 9, status_line.data() + 12, answer.status);
        while (!rest.empty()) {
            std::string_view line = cut(rest, '\n');
            if (line.ends_with('\r')) line.remove_suffix(1);
            std::string const name = to_lower(cut(line, ':'));
            answer.headers[name] += trim(line);
        }
        if (!has_body || answer.status == 304 || answer.status == 204 || answer.status == 100) return answer;
        if (answer.headers.contains("content-length")) {
            answer.body = take(std::stoul(answer.headers.at("content-length")));
        } else if (answer.headers.contains("transfer-encoding")) {
            read_chunks(answer);
        } else {
            answer.body = read_to_end();
        }
        return answer;
    }

    Answer exchange(std::string_view bytes) {
        send(bytes);
        return read();
    }

    /// What comes until the server closes.
    std::string read_to_end() {
        while (receive()) {
        }
        return std::exchange(received_, {});
    }

    bool is_closed_by_server() {
        received_.clear();
        return !receive() && errno != EAGAIN;
    }

  private:
    bool receive() {
        std::array<char, 16384> buffer{};
        errno = 0;
        ssize_t const size = recv(socket_, buffer.data(), buffer.size(), 0);
        if (size <= 0) return false;
        received_.append(buffer.data(), static_cast<std::size_t>(size));
        return true;
    }

    std::string take(std::size_t size) {
        while (received_.size() < size && receive()) {
        }
        std::string taken = received_.substr(0, size);
        received_.erase(0, taken.size());
        return taken;
    }

    void read_chunks(Answer& answer) {
        for (;;) {
            while (received_.find("\r\n") == std::string::npos) {
                if (!receive()) return;
            }
            std::size_t size = 0;
            std::from_chars(received_.data(), received_.data() + received_.size(), size, 16);
            take(received_.find("\r\n") + 2);
            answer.body += take(size);
            take(2);
            if (size == 0) {
                answer.headers["ended"] = "yes"; // the last chunk came: the body is complete
                return;
            }
        }
    }

    int socket_;
    bool is_connected_ = false;
    std::string received_;
};

/// A server on a free port, and what it logged.
class ServerTest : public testing::Test {
  protected:
    ServerTest() {
        options.address = "127.0.0.1";
        options.port = 0;
        options.io_threads = 2; // connections then live on several threads, which is what may go wrong
        spool_folder =
            std::filesystem::temp_directory_path() / ("legation-spool-" + std::to_string(getpid()));
        std::filesystem::create_directories(spool_folder);
        options.spool_folder = spool_folder.string();
    }
    ~ServerTest() override {
        server.reset();
        std::filesystem::remove_all(spool_folder);
    }

    void start(std::function<Response(Request&)> handle) {
        server = std::make_unique<Server>(options, std::move(handle), [this](AccessRecord const& record) {
            std::lock_guard const lock(mutex);
            records.push_back(record);
        });
        server->start();
    }

    RawClient client(int receive_buffer = 0) const { return RawClient(server->port(), receive_buffer); }

    /// Waits, a moment at a time, until something is so.
    template <typename Condition>
    static bool eventually(Condition condition) {
        for (int tries = 0; tries < 1000; ++tries) {
            if (condition()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }

    /// The first record of the access log, once it is there.
    AccessRecord first_record() {
        EXPECT_TRUE(eventually([this] {
            std::lock_guard const lock(mutex);
            return !records.empty();
        }));
        std::lock_guard const lock(mutex);
        return records.empty() ? AccessRecord{} : records.front();
    }

    ServerOptions options;
    std::filesystem::path spool_folder;
    std::unique_ptr<Server> server;
    std::mutex mutex;
    std::vector<AccessRecord> records;
};

} // namespace legation::http
