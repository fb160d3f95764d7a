#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Secrets that the database has to hold in a usable form, encrypted with a key that it does not hold.
namespace legation::accounts {

/// The keys of a file outside the database. Everything is encrypted with the first; the others only decrypt
/// what was encrypted before the first came. Without a file there is none, and secrets are kept as they are.
class SecretKeys {
  public:
    SecretKeys() = default;

    /// One key a line: 32 bytes in base64 or hexadecimal; lines that begin with # are notes. An empty name
    /// means no keys. Throws Error(unprocessable) that names the file and what to do when it is not there,
    /// open to others, or holds anything else.
    static SecretKeys read(std::string const& file);

    bool is_empty() const { return keys_.empty(); }
    std::string const& file() const { return file_; }

    /// The form in which a secret is kept: `v1:` with the key's id and what XChaCha20-Poly1305 makes of it;
    /// without keys the secret itself. `owner` says what it is and whose: it is decrypted for the same alone.
    std::string encrypt(std::string_view secret, std::string_view owner) const;
    /// Throws Error(internal) when it was made for another owner, was changed, is under no key that is here,
    /// or is not encrypted although there are keys.
    std::string decrypt(std::string_view kept, std::string_view owner) const;

    /// Whether something is kept in the form that `encrypt` would make today.
    bool is_current(std::string_view kept) const;

  private:
    struct Key {
        std::array<unsigned char, 32> bytes{};
        std::string id; ///< tells it from others and says nothing about it

        Key() = default;
        Key(Key const&) = default;
        Key& operator=(Key const&) = default;
        ~Key(); ///< leaves nothing of it in memory
    };
    static std::optional<Key> parse_key(std::string_view text);

    std::string file_;
    std::vector<Key> keys_;
};

/// The id of the key under which something is kept; nothing when it is not encrypted.
std::optional<std::string_view> key_id_of(std::string_view kept);

} // namespace legation::accounts
