#include "kernel/mail/settings.hpp"

#include "kernel/mail/address.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::mail {

namespace {

bool is_server(std::string const& server) {
    return std::all_of(server.begin(), server.end(), [](unsigned char letter) {
        return std::isalnum(letter) != 0 || letter == '.' || letter == '-' || letter == ':' ||
               letter == '[' || letter == ']';
    });
}

} // namespace

std::string problem_with(Settings const& settings) {
    if (settings.server.empty()) {
        if (!settings.user.empty() || !settings.from.empty())
            return "mail.server is missing; name the mail server, such as \"smtp.example.org\"";
        return {};
    }
    if (!is_server(settings.server))
        return fmt::format("mail.server “{}” is no server; write \"smtp.example.org\" or "
                           "\"smtp.example.org:587\"",
                           settings.server);
    if (settings.from.empty())
        return "mail.from is missing; name the address that mail comes from, such as \"hub@example.org\"";
    if (!address_of(settings.from)) return fmt::format("mail.from “{}” is no e-mail address", settings.from);
    if (settings.user.empty() != settings.password.empty())
        return "mail.user and mail.password go together; set both or neither";
    if (settings.encryption == Encryption::none && !settings.password.empty() &&
        !is_this_machine(settings.server))
        return "mail.encryption = \"none\" would send mail.password in the open; use \"starttls\" or \"tls\"";
    return {};
}

bool is_this_machine(std::string const& host) {
    std::string name = host;
    bool const is_version_6 = name.starts_with('[');
    std::size_t const end = is_version_6 ? name.find(']') : name.find(':');
    if (end != std::string::npos) name.resize(is_version_6 ? end + 1 : end);
    return name == "localhost" || name.ends_with(".localhost") || name.starts_with("127.") || name == "[::1]";
}

std::string host_of(std::string const& url) {
    std::size_t const scheme = url.find("://");
    std::size_t const begin = scheme == std::string::npos ? 0 : scheme + 3;
    std::string host = url.substr(begin, url.find_first_of("/?#", begin) - begin);
    bool const is_version_6 = host.starts_with('[');
    std::size_t const end = is_version_6 ? host.find(']') : host.find(':');
    if (end != std::string::npos) host.resize(is_version_6 ? end + 1 : end);
    return host;
}

} // namespace legation::mail
