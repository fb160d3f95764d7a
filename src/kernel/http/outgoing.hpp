#pragma once

#include "kernel/http/finish.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

#include <cstdint>
#include <string>

namespace legation::http {

/// An answer on its way to a client: sends as much as the socket takes, whenever it is asked to.
class Outgoing {
  public:
    enum class Progress {
        done,    ///< everything is with the system
        more,    ///< had its turn; there is more, and others are waiting
        blocked, ///< the socket is full: go on when it can take more
        failed,  ///< the client is gone, or the body broke off: close
    };

    Outgoing() = default;
    /// Finishes the answer (see finish.hpp) and opens its file.
    Outgoing(Request const& request, Response response, Framing const& framing);
    ~Outgoing();
    Outgoing(Outgoing const&) = delete;
    Outgoing& operator=(Outgoing const&) = delete;
    Outgoing(Outgoing&& other) noexcept { swap(other); }
    Outgoing& operator=(Outgoing&& other) noexcept {
        swap(other);
        return *this;
    }

    /// Calls the body's producer, reads its file: on worker threads only. The socket must not block.
    Progress send(int socket);

    int status() const { return status_; }
    std::uint64_t sent() const { return sent_; }
    /// False when the end of the body can only be told by closing.
    bool is_delimited() const { return is_delimited_; }

  private:
    void swap(Outgoing& other) noexcept;
    void open_file(Request const& request, Response& response);
    /// Head and text: what is in memory. Done when all of it is sent.
    Progress send_text(int socket);
    Progress send_file(int socket, std::uint64_t turn_ends);
    /// Makes the next piece of a body that is made piece by piece; false when there is none.
    bool produce();

    int status_ = 0;
    bool is_delimited_ = true;
    bool is_chunked_ = false;
    std::string head_;
    std::string text_;
    std::size_t text_sent_ = 0; ///< of head and text together
    int file_ = -1;
    ByteRange file_rest_;
    ChunkProducer producer_;
    std::uint64_t sent_ = 0;
};

} // namespace legation::http
