#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace legation::accounts {

/// The internet addresses that begin with the same bits: `203.0.113.0/24`, `2001:db8::/48`, or a single one.
class AddressRange {
  public:
    /// Nothing for what is none. Bits after the first `/24` are ignored.
    static std::optional<AddressRange> parse(std::string_view text);

    bool contains(AddressRange const& other) const;
    bool is_ipv4() const;
    /// How many bits are the same, counted as people write them: of 32, or of 128.
    int bits() const;
    /// As people write it; a single address without `/32`.
    std::string text() const;

  private:
    /// IPv4 stands in IPv6 as `::ffff:203.0.113.7`, so that an address is the same however it arrived.
    std::array<std::uint8_t, 16> bytes_{};
    int prefix_ = 128;
};

} // namespace legation::accounts
