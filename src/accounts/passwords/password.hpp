#pragma once

#include <cstddef>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

/// Which passwords are good enough, and the slow hash that is kept of them.
namespace legation::accounts {

inline constexpr std::size_t shortest_password = 15;         ///< in letters, where it stands alone
inline constexpr std::size_t shortest_password_with_app = 8; ///< where an app's code is asked for besides
inline constexpr std::size_t longest_password = 256;         ///< in bytes

/// How many letters a password has; an accented one counts once.
std::size_t letters_in(std::string_view password);

/// The passwords that are tried first by whoever guesses.
class CommonPasswords {
  public:
    /// A file with one a line, in lower case. Throws Error(unavailable) that says what to do without it.
    explicit CommonPasswords(std::string const& file);

    bool has(std::string_view password) const;

  private:
    std::string lines_; ///< each between two line breaks: half a megabyte, read a few times a day
};

enum class Weakness {
    none,
    too_short,
    too_long,
    is_common,    ///< on the list: as it is, repeated, or with digits and signs around it
    is_about_you, ///< little else than one's own name or address, or that of the hub
};

/// What is wrong with a password. No kinds of letters are asked for: length and rarity are what counts.
Weakness weakness_of(std::string_view password, std::size_t least_letters, CommonPasswords const& common,
                     std::vector<std::string> const& about_you);

/// What computing one hash costs, in steps and bytes.
struct PasswordCost {
    unsigned long long operations;
    std::size_t memory;
};
/// libsodium's for people who wait: 64 MiB, two passes.
PasswordCost interactive_cost();

/// Makes and checks hashes (Argon2id), a few at once: each takes a core and much memory, and reading must go
/// on. Whoever comes when all places are taken is told so at once; waiting would take a worker from the
/// pages.
class PasswordHasher {
  public:
    explicit PasswordHasher(int at_once, PasswordCost cost = interactive_cost());

    /// Held while hashes are computed for one request.
    class Place {
      public:
        explicit Place(PasswordHasher& hasher);
        ~Place() { hasher_.places_.release(); }
        Place(Place const&) = delete;
        Place& operator=(Place const&) = delete;

        std::string hash(std::string const& password) const { return hasher_.computed(password); }
        /// Nothing stands for an account that is not there, or has no password: that takes as long and is
        /// false.
        bool is_right(std::string const& password, std::optional<std::string> const& hash) const;

      private:
        PasswordHasher& hasher_;
    };
    /// Throws Error(unavailable) when all places are taken.
    Place take_place() { return Place(*this); }

    /// Whether a hash was made at another cost than today's.
    bool is_outdated(std::string const& hash) const;

  private:
    std::string computed(std::string const& password) const;

    std::counting_semaphore<> places_;
    PasswordCost cost_;
    std::string nobodys_hash_;
};

} // namespace legation::accounts
