#include "kernel/id.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <cstdint>

namespace legation {

namespace {

using Bytes = std::array<unsigned char, 16>;

/// 6ba7b811-…-00c04fd430c8 is RFC 9562's namespace for URLs; ours is the version 5 UUID of the project's name
/// in it.
constexpr Bytes url_namespace{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                              0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};

std::string to_text(Bytes const& bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

void set_version(Bytes& bytes, unsigned version) {
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | (version << 4));
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
}

Bytes named(Bytes const& space, std::string_view name) {
    std::string input(reinterpret_cast<char const*>(space.data()), space.size());
    input += name;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    EVP_Digest(input.data(), input.size(), digest.data(), nullptr, EVP_sha1(), nullptr);
    Bytes bytes{};
    std::copy_n(digest.begin(), bytes.size(), bytes.begin());
    set_version(bytes, 5);
    return bytes;
}

} // namespace

std::string uuid_v7(Timestamp now, std::function<std::uint64_t()> const& random) {
    Bytes bytes{};
    auto const milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<unsigned char>(milliseconds >> (40 - 8 * i));
    std::uint64_t const first = random();
    std::uint64_t const second = random();
    bytes[6] = static_cast<unsigned char>(first);
    bytes[7] = static_cast<unsigned char>(first >> 8);
    for (std::size_t i = 0; i < 8; ++i)
        bytes[8 + i] = static_cast<unsigned char>(second >> (8 * i));
    set_version(bytes, 7);
    return to_text(bytes);
}

std::uint64_t system_random() {
    std::uint64_t value = 0;
    randombytes_buf(&value, sizeof value);
    return value;
}

std::string uuid_v5(std::string_view name) {
    static Bytes const legation = named(url_namespace, "legation");
    return to_text(named(legation, name));
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const is_hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        char const c = text[i];
        if (is_hyphen ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

} // namespace legation
