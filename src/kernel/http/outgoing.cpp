#include "kernel/http/outgoing.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace legation::http {

namespace {

/// So much may one answer send before others get the worker.
constexpr std::uint64_t turn_bytes = 1024UL * 1024;

bool would_block() {
    return errno == EAGAIN || errno == EWOULDBLOCK;
}

} // namespace

Outgoing::Outgoing(Request const& request, Response response, Framing const& framing) {
    std::optional<std::uint64_t> body_size;
    if (std::holds_alternative<FileBody>(response.body)) open_file(request, response);
    if (file_ >= 0) {
        body_size = file_rest_.size;
    } else if (auto* text = std::get_if<std::string>(&response.body)) {
        if (response.status != 416) finish_text(request, response);
        body_size = text->size();
        text_ = std::move(*text);
    } else {
        producer_ = std::move(std::get<ChunkProducer>(response.body));
        is_chunked_ = !framing.is_http_1_0;
    }
    bool const is_bodiless = request.method == Method::head || has_no_body(response.status);
    if (has_no_body(response.status)) body_size = 0;
    is_delimited_ = body_size.has_value() || is_chunked_ || is_bodiless;
    Framing used = framing;
    used.keep_alive = framing.keep_alive && is_delimited_;
    status_ = response.status;
    head_ = write_head(request, response, used, body_size);
    if (is_bodiless) {
        text_.clear();
        producer_ = nullptr;
        file_rest_ = {};
    }
}

Outgoing::~Outgoing() {
    if (file_ >= 0) close(file_);
}

void Outgoing::swap(Outgoing& other) noexcept {
    std::swap(status_, other.status_);
    std::swap(is_delimited_, other.is_delimited_);
    std::swap(is_chunked_, other.is_chunked_);
    std::swap(head_, other.head_);
    std::swap(text_, other.text_);
    std::swap(text_sent_, other.text_sent_);
    std::swap(file_, other.file_);
    std::swap(file_rest_, other.file_rest_);
    std::swap(producer_, other.producer_);
    std::swap(sent_, other.sent_);
}

void Outgoing::open_file(Request const& request, Response& response) {
    file_ = open(std::get<FileBody>(response.body).path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat facts{};
    if (file_ < 0 || fstat(file_, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        if (file_ >= 0) close(file_);
        file_ = -1;
        response = text("This file is no longer here.\n", 404);
        return;
    }
    auto const modified = std::chrono::seconds(facts.st_mtim.tv_sec) +
                          std::chrono::milliseconds(facts.st_mtim.tv_nsec / 1'000'000);
    file_rest_ =
        finish_file(request, response, {static_cast<std::uint64_t>(facts.st_size), Timestamp(modified)});
}

bool Outgoing::produce() {
    head_.clear();
    text_.clear();
    text_sent_ = 0;
    while (producer_) {
        std::optional<std::string> piece = producer_();
        if (!piece) {
            producer_ = nullptr;
            if (is_chunked_) text_ = "0\r\n\r\n";
            return is_chunked_;
        }
        if (piece->empty()) continue; // an empty chunk would end the body
        text_ = is_chunked_ ? fmt::format("{:x}\r\n{}\r\n", piece->size(), *piece) : std::move(*piece);
        return true;
    }
    return false;
}

Outgoing::Progress Outgoing::send_text(int socket) {
    std::size_t const total = head_.size() + text_.size();
    while (text_sent_ < total) {
        std::size_t const head_sent = std::min(text_sent_, head_.size());
        std::size_t const body_sent = text_sent_ - head_sent;
        std::array<iovec, 2> parts{iovec{head_.data() + head_sent, head_.size() - head_sent},
                                   iovec{text_.data() + body_sent, text_.size() - body_sent}};
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = parts.size();
        // More: the file's first bytes go out in the same packet as the head.
        ssize_t const taken = sendmsg(socket, &message, MSG_NOSIGNAL | (file_rest_.size > 0 ? MSG_MORE : 0));
        if (taken < 0 && errno == EINTR) continue;
        if (taken < 0) return would_block() ? Progress::blocked : Progress::failed;
        text_sent_ += static_cast<std::size_t>(taken);
        sent_ += static_cast<std::uint64_t>(taken);
    }
    return Progress::done;
}

Outgoing::Progress Outgoing::send_file(int socket, std::uint64_t turn_ends) {
    while (file_rest_.size > 0) {
        if (sent_ >= turn_ends) return Progress::more;
        auto offset = static_cast<off_t>(file_rest_.first);
        ssize_t const taken = sendfile(socket, file_, &offset, std::min(file_rest_.size, turn_bytes));
        if (taken < 0 && errno == EINTR) continue;
        if (taken < 0) return would_block() ? Progress::blocked : Progress::failed;
        if (taken == 0)
            return Progress::failed; // the file became shorter: the promised length cannot be kept
        file_rest_.first += static_cast<std::uint64_t>(taken);
        file_rest_.size -= static_cast<std::uint64_t>(taken);
        sent_ += static_cast<std::uint64_t>(taken);
    }
    return Progress::done;
}

Outgoing::Progress Outgoing::send(int socket) {
    std::uint64_t const turn_ends = sent_ + turn_bytes;
    try {
        for (;;) {
            Progress const progress = send_text(socket);
            if (progress != Progress::done) return progress;
            if (file_rest_.size > 0) return send_file(socket, turn_ends);
            if (sent_ >= turn_ends && producer_) return Progress::more;
            if (!producer_ || !produce()) return Progress::done;
        }
    } catch (...) {
        return Progress::failed; // a chunked body without its end tells the client that it is incomplete
    }
}

} // namespace legation::http
