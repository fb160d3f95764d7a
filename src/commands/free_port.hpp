#pragma once

#include <cstdint>
#include <string>

namespace legation {

/// A port that nobody else gets while this lives: the addresses that pages print must be known before the
/// server listens.
class FreePort {
  public:
    /// Takes one of the system's choice. Throws Error with a remedy where the address is not this machine's.
    explicit FreePort(std::string const& address);
    ~FreePort();
    FreePort(FreePort const&) = delete;
    FreePort& operator=(FreePort const&) = delete;

    std::uint16_t number() const { return number_; }

  private:
    int socket_ = -1;
    std::uint16_t number_ = 0;
};

} // namespace legation
