#include "kernel/mail/message.hpp"

#include "kernel/base64.hpp"
#include "kernel/error.hpp"
#include "kernel/mail/address.hpp"
#include "kernel/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::mail {

namespace {

constexpr std::size_t longest_header_text = 300;

bool is_control(char letter) {
    auto const byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == 0x7f;
}

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

std::string in_one_line(std::string_view text) {
    std::string line(whole_letters(text, longest_header_text));
    std::replace_if(line.begin(), line.end(), is_control, ' ');
    return line;
}

/// `"Name" <address>`
std::string mailbox(std::string_view name, std::string const& address) {
    std::string const line = in_one_line(name);
    if (line.empty()) return fmt::format("<{}>", address);
    if (!is_plain(line)) return fmt::format("{} <{}>", header_text(line), address);
    std::string quoted;
    for (char const letter : line) {
        if (letter == '"' || letter == '\\') quoted += '\\';
        quoted += letter;
    }
    return fmt::format("\"{}\" <{}>", quoted, address);
}

std::string checked_address(std::string const& text) {
    auto const address = address_of(text);
    if (!address)
        throw Error(ErrorCode::unprocessable, "This is no e-mail address.",
                    fmt::format("“{}” is no e-mail address", in_one_line(text)));
    return *address;
}

/// A URL within `<…>`: what could end it has no place in one.
std::string checked_url(std::string const& url) {
    bool const is_right = (url.starts_with("https://") || url.starts_with("http://")) && is_plain(url) &&
                          std::none_of(url.begin(), url.end(), [](char letter) {
                              return is_control(letter) || letter == ' ' || letter == '<' || letter == '>';
                          });
    if (!is_right)
        throw Error(ErrorCode::internal, "This message cannot be sent.",
                    fmt::format("“{}” is no address to unsubscribe at", in_one_line(url)));
    return url;
}

} // namespace

std::string header_text(std::string_view text) {
    std::string line = in_one_line(text);
    // An ASCII text that looks like an encoded word would be decoded.
    if (is_plain(line) && line.find("=?") == std::string::npos) return line;
    constexpr std::size_t bytes_in_a_word = 42; // 56 letters of base64; a word has at most 75
    std::string words;
    for (std::string_view rest = line; !rest.empty();) {
        std::string_view const piece = whole_letters(rest, bytes_in_a_word);
        if (piece.empty()) break; // no UTF-8
        if (!words.empty()) words += "\r\n ";
        words += fmt::format("=?UTF-8?B?{}?=", to_base64(piece));
        rest.remove_prefix(piece.size());
    }
    return words;
}

std::vector<std::string> headers_of(Message const& message, Settings const& settings, Timestamp now) {
    std::string const from = checked_address(settings.from);
    std::string date = to_http_date(now);
    date.replace(date.size() - 3, 3, "+0000"); // mail knows no GMT
    std::vector<std::string> headers{
        "Date: " + date,
        "From: " + mailbox(settings.from_name, from),
        "To: " + mailbox({}, checked_address(message.to)),
        "Subject: " + header_text(message.subject),
        fmt::format("Message-ID: <{}@{}>", in_one_line(message.id), from.substr(from.find('@') + 1)),
        "Auto-Submitted: auto-generated",
    };
    if (!message.unsubscribe_url.empty()) {
        headers.push_back(fmt::format("List-Unsubscribe: <{}>", checked_url(message.unsubscribe_url)));
        if (message.unsubscribe_url.starts_with("https://"))
            headers.emplace_back("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    }
    return headers;
}

} // namespace legation::mail
