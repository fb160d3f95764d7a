#include "accounts/passwords/authenticator.hpp"

#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/http/request.hpp"

#include <fmt/format.h>
#include <liboath/oath.h>
#include <qrencode.h>
#include <sodium.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace legation::accounts {

namespace {

constexpr int digits = 6;
constexpr std::int64_t step_seconds = 30;
constexpr std::size_t group = 4;

struct Freed {
    void operator()(char* memory) const { std::free(memory); } // NOLINT(cppcoreguidelines-no-malloc)
    void operator()(QRcode* code) const { QRcode_free(code); }
};
using Allocated = std::unique_ptr<char, Freed>;

template <std::size_t count>
std::string random_base32() {
    std::array<char, count> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    char* text = nullptr;
    std::size_t length = 0;
    if (oath_base32_encode(bytes.data(), bytes.size(), &text, &length) != OATH_OK)
        throw Error{ErrorCode::internal, "Something went wrong on our side.", "base32"};
    Allocated const owned(text);
    std::string letters(text, length);
    letters.erase(letters.find_last_not_of('=') + 1); // what fills up the last group of base32 says nothing
    return letters;
}

std::string bytes_of(std::string const& secret) {
    char* bytes = nullptr;
    std::size_t length = 0;
    if (oath_base32_decode(secret.data(), secret.size(), &bytes, &length) != OATH_OK)
        throw Error{ErrorCode::internal, "Something went wrong on our side.", "an app's secret is no base32"};
    Allocated const owned(bytes);
    return {bytes, length};
}

} // namespace

std::string new_authenticator_secret() {
    constexpr std::size_t bytes = 20; // as RFC 4226 recommends
    return random_base32<bytes>();
}

std::string code_at(std::string const& secret, std::int64_t step) {
    std::string const bytes = bytes_of(secret);
    std::array<char, digits + 1> code{};
    if (oath_hotp_generate(bytes.data(), bytes.size(), static_cast<std::uint64_t>(step), digits, false,
                           OATH_HOTP_DYNAMIC_TRUNCATION, code.data()) != OATH_OK)
        throw Error{ErrorCode::internal, "Something went wrong on our side.", "an app's code"};
    return code.data();
}

std::int64_t step_at(Timestamp now) {
    return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() / step_seconds;
}

std::optional<std::int64_t> steps_from(std::string const& secret, std::string_view code, std::int64_t step,
                                       std::int64_t most) {
    if (secret.empty()) return std::nullopt;          // every code would be computed from nothing
    for (std::int64_t away = 0; away <= most; ++away) // the nearest, should two have the same digits
        for (std::int64_t const steps : {-away, away})
            if (is_same_secret(code_at(secret, step + steps), code)) return steps;
    return std::nullopt;
}

std::string authenticator_address(std::string_view hub, std::string_view email, std::string_view secret) {
    std::string const issuer = http::percent_encode(hub);
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", issuer, http::percent_encode(email),
                       secret, issuer);
}

QrCode qr_code(std::string const& text) {
    std::unique_ptr<QRcode, Freed> const code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M)); // the smallest that holds it
    if (!code) throw Error{ErrorCode::internal, "Something went wrong on our side.", "no QR code holds this"};
    constexpr int margin = 4; // as the standard has it
    QrCode result{code->width + 2 * margin, {}};
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column)
            if ((code->data[row * code->width + column] & 1U) != 0)
                result.path += fmt::format("M{},{}h1v1h-1z", column + margin, row + margin);
    return result;
}

std::string in_groups(std::string_view letters, char between) {
    std::string text;
    for (std::size_t at = 0; at < letters.size(); at += group) {
        if (at > 0) text += between;
        text += letters.substr(at, group);
    }
    return text;
}

std::string new_recovery_code() {
    // More than 112 bits, so that a fast hash may be kept of it (ASVS 6.5.2), and than 128, as every secret
    // has.
    constexpr std::size_t bytes = 17;
    return random_base32<bytes>();
}

std::string tidy_code(std::string_view typed) {
    std::string code;
    for (char const letter : typed) {
        if (letter == ' ' || letter == '-') continue;
        bool const is_small = letter >= 'a' && letter <= 'z';
        code += is_small ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return code;
}

} // namespace legation::accounts
