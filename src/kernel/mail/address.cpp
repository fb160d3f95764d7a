#include "kernel/mail/address.hpp"

#include <unicode/idna.h>

#include <algorithm>
#include <array>
#include <memory>

namespace legation::mail {

namespace {

constexpr std::size_t longest_local_part = 64; // RFC 5321, 4.5.3.1
constexpr std::size_t longest_domain = 253;
constexpr std::size_t longest_label = 63;
constexpr std::size_t longest_address = 254;

bool is_letter_or_digit(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9');
}

/// A "dot-string" of RFC 5321.
bool is_local_part(std::string_view text) {
    constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~.";
    if (text.empty() || text.size() > longest_local_part) return false;
    if (text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [&](char letter) {
        return is_letter_or_digit(letter) || others.find(letter) != std::string_view::npos;
    });
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(),
                       [](char letter) { return is_letter_or_digit(letter) || letter == '-'; });
}

bool is_domain(std::string_view domain) {
    if (domain.size() > longest_domain || domain.find('.') == std::string_view::npos) return false;
    std::size_t begin = 0;
    while (true) {
        std::size_t const dot = domain.find('.', begin);
        if (!is_label(domain.substr(begin, dot - begin))) return false;
        if (dot == std::string_view::npos) return true;
        begin = dot + 1;
    }
}

/// In lower case and ASCII, as UTS #46 says; nothing when it cannot be.
std::optional<std::string> domain_in_ascii(std::string_view domain) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::IDNA> const rules(icu::IDNA::createUTS46Instance(UIDNA_USE_STD3_RULES, status));
    if (U_FAILURE(status) != 0) return std::nullopt;
    icu::IDNAInfo info;
    std::string ascii;
    icu::StringByteSink<std::string> sink(&ascii);
    rules->nameToASCII_UTF8({domain.data(), static_cast<std::int32_t>(domain.size())}, sink, info, status);
    if (U_FAILURE(status) != 0 || info.hasErrors() != 0 || !is_domain(ascii)) return std::nullopt;
    return ascii;
}

} // namespace

std::optional<std::string> address_of(std::string_view typed) {
    constexpr std::string_view blanks = " \t\r\n";
    std::size_t const begin = typed.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return std::nullopt;
    typed = typed.substr(begin, typed.find_last_not_of(blanks) - begin + 1);
    std::size_t const at = typed.rfind('@');
    if (at == std::string_view::npos || typed.size() > 2 * longest_address) return std::nullopt;
    if (!is_local_part(typed.substr(0, at))) return std::nullopt;
    auto const domain = domain_in_ascii(typed.substr(at + 1));
    if (!domain) return std::nullopt;
    std::string address = std::string(typed.substr(0, at)) + '@' + *domain;
    if (address.size() > longest_address) return std::nullopt;
    return address;
}

} // namespace legation::mail
