// What people type as an address, and texts that reach a message's head: no line is ever added to it.

#include "kernel/error.hpp"
#include "kernel/mail/address.hpp"
#include "kernel/mail/message.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace legation;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const address = mail::address_of(text);
    if (address &&
        (mail::address_of(*address) != address || address->find_first_of(" <>\r\n") != std::string::npos))
        std::abort();

    mail::Settings settings;
    settings.from = "hub@example.org";
    settings.from_name = text;
    mail::Message const message{.to = address.value_or("ada@example.org"),
                                .subject = std::string(text),
                                .text = {},
                                .html = {},
                                .unsubscribe_url = "https://hub.example.org/" + std::string(text),
                                .id = std::string(text)};
    try {
        for (std::string const& line : mail::headers_of(message, settings, Timestamp{}))
            for (std::size_t at = line.find_first_of("\r\n"); at != std::string::npos;
                 at = line.find_first_of("\r\n", at + 3))
                if (line.compare(at, 3, "\r\n ") != 0) std::abort(); // only a folded line goes on
    } catch (Error const&) {
        return 0; // the address to unsubscribe at was refused
    }
    return 0;
}
