#include "accounts/blocks/address_range.hpp"

#include "kernel/text.hpp"

#include <arpa/inet.h>

#include <algorithm>

namespace legation::accounts {

namespace {

constexpr int all_bits = 128, ipv4_starts_at = 96;
constexpr std::array<std::uint8_t, 12> ipv4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

using Bytes = std::array<std::uint8_t, 16>;

std::optional<Bytes> address_in(std::string const& text) {
    Bytes bytes{};
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
    std::ranges::copy(ipv4_prefix, bytes.begin());
    if (inet_pton(AF_INET, text.c_str(), bytes.data() + ipv4_prefix.size()) == 1) return bytes;
    return std::nullopt;
}

bool is_ipv4_address(Bytes const& bytes) {
    return std::equal(ipv4_prefix.begin(), ipv4_prefix.end(), bytes.begin());
}

/// The first `prefix` bits, and zeros.
Bytes masked(Bytes bytes, int prefix) {
    for (int bit = prefix; bit < all_bits; ++bit) {
        auto& byte = bytes[static_cast<std::size_t>(bit / 8)];
        byte = static_cast<std::uint8_t>(byte & ~(0x80U >> (bit % 8)));
    }
    return bytes;
}

} // namespace

std::optional<AddressRange> AddressRange::parse(std::string_view text) {
    constexpr std::size_t longest = 49; // of an IPv6 address that holds an IPv4 one, and /128
    if (text.size() > longest || text.find('\0') != std::string_view::npos) return std::nullopt;
    std::size_t const slash = text.find('/');
    auto const address = address_in(std::string(text.substr(0, slash)));
    if (!address) return std::nullopt;
    AddressRange range;
    if (slash != std::string_view::npos) {
        bool const is_ipv4 = text.substr(0, slash).find(':') == std::string_view::npos;
        auto const bits = whole_number(text.substr(slash + 1));
        std::int64_t const first = is_ipv4 ? ipv4_starts_at : 0;
        if (!bits || *bits + first > all_bits) return std::nullopt;
        range.prefix_ = static_cast<int>(*bits + first);
    }
    range.bytes_ = masked(*address, range.prefix_);
    return range;
}

bool AddressRange::contains(AddressRange const& other) const {
    return prefix_ <= other.prefix_ && masked(other.bytes_, prefix_) == bytes_;
}

bool AddressRange::is_ipv4() const {
    return prefix_ >= ipv4_starts_at && is_ipv4_address(bytes_);
}

int AddressRange::bits() const {
    return is_ipv4() ? prefix_ - ipv4_starts_at : prefix_;
}

std::string AddressRange::text() const {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (is_ipv4())
        inet_ntop(AF_INET, bytes_.data() + ipv4_prefix.size(), buffer.data(), buffer.size());
    else
        inet_ntop(AF_INET6, bytes_.data(), buffer.data(), buffer.size());
    std::string text = buffer.data();
    if (prefix_ < all_bits) text += "/" + std::to_string(bits());
    return text;
}

} // namespace legation::accounts
