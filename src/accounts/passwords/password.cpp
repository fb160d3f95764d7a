#include "accounts/passwords/password.hpp"

#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/search/fold.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace legation::accounts {

namespace {

bool is_letter(char character) {
    auto const code = static_cast<unsigned char>(character);
    return code >= 0x80 || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

/// `!!dragon2024` → `dragon`
std::string_view without_trimmings(std::string_view password) {
    auto const* const first = std::ranges::find_if(password, is_letter);
    auto const last = std::find_if(password.rbegin(), password.rend(), is_letter).base();
    return first < last ? std::string_view(first, last) : std::string_view();
}

/// `abcabcab` → `abc`: the shortest beginning that makes the whole when it is written again and again.
std::string_view repeated_part(std::string_view text) {
    for (std::size_t length = 1; length <= text.size() / 2; ++length)
        if (text.substr(length) == text.substr(0, text.size() - length)) return text.substr(0, length);
    return text;
}

bool is_common(std::string_view password, CommonPasswords const& common) {
    constexpr std::size_t shortest_part = 4; // what repeats fewer letters is as good as one
    std::string const lower = http::to_lower(password);
    std::string_view const part = repeated_part(lower);
    bool const is_repeated = part.size() < lower.size();
    return common.has(lower) || common.has(without_trimmings(lower)) ||
           (is_repeated && (part.size() < shortest_part || common.has(part)));
}

/// The words of a text, folded, without those that are in any password.
std::vector<std::string> telling_words(std::vector<std::string> const& texts) {
    constexpr std::size_t shortest_word = 4;
    std::vector<std::string> all;
    for (std::string const& text : texts)
        for (std::string& word : search::tokens(text))
            if (word.size() >= shortest_word) all.push_back(std::move(word));
    std::ranges::sort(all, std::ranges::greater{},
                      &std::string::size); // the longer word has the shorter one in it
    return all;
}

bool is_about(std::vector<std::string> const& texts, std::string_view password) {
    std::string rest = search::fold(password);
    std::erase(rest, ' ');
    std::size_t const before = rest.size();
    for (std::string const& word : telling_words(texts))
        for (std::size_t at = rest.find(word); at != std::string::npos; at = rest.find(word))
            rest.erase(at, word.size());
    return rest.size() < before && rest.size() < shortest_password_with_app;
}

} // namespace

std::size_t letters_in(std::string_view password) {
    auto const begins_letter = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::ranges::count_if(password, begins_letter));
}

CommonPasswords::CommonPasswords(std::string const& file) {
    std::ostringstream text;
    std::ifstream stream(file, std::ios::binary);
    if (!stream || !(text << '\n' << stream.rdbuf()))
        throw Error{
            ErrorCode::unavailable,
            fmt::format("{} is missing, which passwords need; run bin/build, or set accounts.passwords "
                        "= false",
                        file)};
    lines_ = std::move(text).str();
}

bool CommonPasswords::has(std::string_view password) const {
    if (password.empty() || password.find('\n') != std::string_view::npos) return false;
    return lines_.find(fmt::format("\n{}\n", password)) != std::string::npos;
}

Weakness weakness_of(std::string_view password, std::size_t least_letters, CommonPasswords const& common,
                     std::vector<std::string> const& about_you) {
    if (password.size() > longest_password) return Weakness::too_long;
    if (letters_in(password) < least_letters) return Weakness::too_short;
    if (is_common(password, common)) return Weakness::is_common;
    if (is_about(about_you, password)) return Weakness::is_about_you;
    return Weakness::none;
}

PasswordCost interactive_cost() {
    return {crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
}

PasswordHasher::PasswordHasher(int at_once, PasswordCost cost) : places_(at_once), cost_(cost) {
    nobodys_hash_ = computed(random_token());
}

std::string PasswordHasher::computed(std::string const& password) const {
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost_.operations, cost_.memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw Error{ErrorCode::unavailable,
                    "There is not enough memory for this now. Try again in a minute."};
    return text.data();
}

PasswordHasher::Place::Place(PasswordHasher& hasher) : hasher_(hasher) {
    if (!hasher_.places_.try_acquire())
        throw Error{ErrorCode::unavailable,
                    "Others are signing in with a password right now. Wait a few seconds, then try again."};
}

bool PasswordHasher::Place::is_right(std::string const& password,
                                     std::optional<std::string> const& hash) const {
    std::string const& compared = hash ? *hash : hasher_.nobodys_hash_;
    return crypto_pwhash_str_verify(compared.c_str(), password.data(), password.size()) == 0 && hash;
}

bool PasswordHasher::is_outdated(std::string const& hash) const {
    return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.operations, cost_.memory) != 0;
}

} // namespace legation::accounts
