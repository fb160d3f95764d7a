#include "accounts/secrets/secret_keys.hpp"

#include "kernel/base64.hpp"
#include "kernel/error.hpp"
#include "kernel/hash.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace legation::accounts {

namespace {

constexpr std::string_view version = "v1:";
constexpr std::size_t id_letters = 12;
constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

/// What begins the kept form under a key, and is protected with it.
std::string head_of(std::string_view key_id) {
    return fmt::format("{}{}:", version, key_id);
}

[[noreturn]] void fail(std::string detail) {
    throw Error{ErrorCode::internal, "Something went wrong on our side.", std::move(detail)};
}

[[noreturn]] void refuse(std::string const& file, std::string_view problem) {
    throw Error(ErrorCode::unprocessable, fmt::format("secret_key_file {}: {}", file, problem));
}

/// A text that is wiped when it is no longer needed.
struct Wiped {
    std::string text;

    Wiped() = default;
    Wiped(Wiped const&) = delete;
    Wiped& operator=(Wiped const&) = delete;
    ~Wiped() { sodium_memzero(text.data(), text.size()); }
};

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    int number() const { return number_; }

  private:
    int number_;
};

/// Group and others may not change it, others may not read it. The group may: service managers hand secrets
/// over in files that show their own list of rights as that of the group.
constexpr mode_t too_open = S_IRWXO | S_IWGRP;

void read_closed_file(std::string const& name, std::string& text) {
    // Not waiting keeps a pipe from stopping the program before it can be refused.
    Descriptor const file(open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)); // NOLINT(*-vararg)
    if (file.number() < 0)
        refuse(name, fmt::format("{}; put it back from where you keep it, or correct the setting",
                                 std::strerror(errno)));
    struct stat status{};
    if (fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) refuse(name, "it is no file");
    if ((status.st_mode & too_open) != 0)
        refuse(name, fmt::format("others on this machine may look into it; run chmod 600 {}", name));
    constexpr off_t most = 16384;
    if (status.st_size > most) refuse(name, "it is too large for a file of keys");
    text.resize(static_cast<std::size_t>(status.st_size));
    if (read(file.number(), text.data(), text.size()) != status.st_size)
        refuse(name, "it could not be read whole; start again");
}

} // namespace

SecretKeys::Key::~Key() {
    sodium_memzero(bytes.data(), bytes.size());
}

std::optional<SecretKeys::Key> SecretKeys::parse_key(std::string_view text) {
    Key key;
    std::size_t length = 0;
    auto const is_whole = [&](int status) { return status == 0 && length == key_bytes; };
    bool is_key = text.size() == 2 * key_bytes &&
                  is_whole(sodium_hex2bin(key.bytes.data(), key.bytes.size(), text.data(), text.size(),
                                          nullptr, &length, nullptr));
    for (int const alphabet : {sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING,
                               sodium_base64_VARIANT_URLSAFE, sodium_base64_VARIANT_URLSAFE_NO_PADDING})
        is_key = is_key || is_whole(sodium_base642bin(key.bytes.data(), key.bytes.size(), text.data(),
                                                      text.size(), nullptr, &length, nullptr, alphabet));
    if (!is_key || sodium_is_zero(key.bytes.data(), key.bytes.size()) == 1) return std::nullopt;
    Wiped named; // a hash of the key for this purpose alone
    named.text = "legation key id:";
    named.text.append(reinterpret_cast<char const*>(key.bytes.data()), key.bytes.size());
    key.id = sha256_hex(named.text).substr(0, id_letters);
    return key;
}

SecretKeys SecretKeys::read(std::string const& file) {
    SecretKeys keys;
    if (file.empty()) return keys;
    keys.file_ = file;
    Wiped content;
    read_closed_file(file, content.text);
    std::string_view rest = content.text;
    for (int line = 1; !rest.empty(); ++line) {
        std::size_t const end = std::min(rest.find('\n'), rest.size());
        std::string_view text = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        constexpr std::string_view blanks = " \t\r";
        text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
        text = text.substr(0, text.find_last_not_of(blanks) + 1);
        if (text.empty() || text.front() == '#') continue;
        auto key = parse_key(text);
        if (!key)
            refuse(file, fmt::format("line {} is no key of 32 bytes in base64 or hexadecimal; openssl rand "
                                     "-base64 32 makes one",
                                     line));
        keys.keys_.push_back(std::move(*key));
    }
    if (keys.is_empty()) refuse(file, "it holds no key; openssl rand -base64 32 makes one");
    return keys;
}

std::string SecretKeys::encrypt(std::string_view secret, std::string_view owner) const {
    if (keys_.empty()) return std::string(secret);
    Key const& key = keys_.front();
    std::string const head = head_of(key.id);
    std::string const bound = head + std::string(owner);
    std::string box(nonce_bytes + secret.size() + tag_bytes, '\0');
    unsigned char* const nonce = bytes_of(box);
    randombytes_buf(nonce, nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_bytes, nullptr, bytes_of(secret), secret.size(),
                                               bytes_of(std::string_view(bound)), bound.size(), nullptr,
                                               nonce, key.bytes.data());
    return head + to_base64url(box);
}

std::string SecretKeys::decrypt(std::string_view kept, std::string_view owner) const {
    auto const id = key_id_of(kept);
    if (!id && keys_.empty()) return std::string(kept);
    if (!id) fail(fmt::format("the {} is not encrypted; a restart of the hub encrypts it", owner));
    for (Key const& key : keys_) {
        std::string const head = head_of(key.id);
        if (!kept.starts_with(head)) continue;
        auto const box = from_base64url(kept.substr(head.size()));
        std::string const bound = head + std::string(owner);
        std::string secret(box ? box->size() : 0, '\0');
        if (secret.size() < nonce_bytes + tag_bytes) break;
        secret.resize(secret.size() - nonce_bytes - tag_bytes);
        unsigned char const* const nonce = bytes_of(std::string_view(*box));
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(
                bytes_of(secret), nullptr, nullptr, nonce + nonce_bytes, box->size() - nonce_bytes,
                bytes_of(std::string_view(bound)), bound.size(), nonce, key.bytes.data()) != 0)
            break;
        return secret;
    }
    fail(fmt::format("the {} is not encrypted for that with a key that is here ({})", owner, *id));
}

bool SecretKeys::is_current(std::string_view kept) const {
    auto const id = key_id_of(kept);
    return keys_.empty() ? !id : id == keys_.front().id;
}

std::optional<std::string_view> key_id_of(std::string_view kept) {
    if (kept.find(':') == std::string_view::npos) return std::nullopt; // what base32 and base64 lack
    std::string_view const rest = kept.substr(std::min(version.size(), kept.size()));
    std::string_view const id = rest.substr(0, rest.find(':'));
    bool const is_id = kept.starts_with(version) && id.size() == id_letters &&
                       id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    return is_id ? id : "of another form";
}

} // namespace legation::accounts
