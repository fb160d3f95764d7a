#include "commands/free_port.hpp"

#include "kernel/error.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace legation {

namespace {

[[noreturn]] void refuse(std::string const& address, std::string_view why) {
    throw Error(
        ErrorCode::unavailable,
        fmt::format("Cannot listen on {}: {}. Name an address of this machine with --listen", address, why));
}

std::uint16_t port_of(sockaddr_storage const& name) {
    std::uint16_t port = 0; // at the same place in both families' addresses
    std::memcpy(&port, reinterpret_cast<char const*>(&name) + offsetof(sockaddr_in, sin_port), sizeof(port));
    return ntohs(port);
}

} // namespace

FreePort::FreePort(std::string const& address) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (int const problem = getaddrinfo(address.c_str(), "0", &hints, &found); problem != 0)
        refuse(address, gai_strerror(problem));
    std::unique_ptr<addrinfo, void (*)(addrinfo*)> const owner(found, freeaddrinfo);
    socket_ = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    // With this on both sockets the server may take the port while it is kept here: only one of them listens.
    int const yes = 1;
    sockaddr_storage name{};
    socklen_t size = sizeof(name);
    bool const is_taken = socket_ >= 0 &&
                          setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) == 0 &&
                          bind(socket_, found->ai_addr, found->ai_addrlen) == 0 &&
                          getsockname(socket_, reinterpret_cast<sockaddr*>(&name), &size) == 0;
    if (!is_taken) {
        std::string const why = std::strerror(errno);
        if (socket_ >= 0) close(socket_);
        refuse(address, why);
    }
    number_ = port_of(name);
}

FreePort::~FreePort() {
    close(socket_);
}

} // namespace legation
