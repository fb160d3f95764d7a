#include "accounts/own_domain.hpp"

#include "kernel/http/ascii.hpp"

namespace legation::accounts {

std::string own_domain(std::string_view website) {
    std::size_t const scheme = website.find("://");
    if (scheme == std::string_view::npos) return {};
    std::string_view const rest = website.substr(scheme + 3);
    std::size_t const end = rest.find_first_of("/?#");
    std::string host = http::to_lower(rest.substr(0, end));
    bool const is_front_page = end == std::string_view::npos || rest.substr(end) == "/";
    if (host.starts_with("www.")) host.erase(0, 4);
    if (host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") != std::string::npos) return {};
    if (!is_front_page || !host.ends_with(".gov") || host.size() <= 4 || host.starts_with(".")) return {};
    return host;
}

bool is_on_domain(std::string_view email, std::string_view domain) {
    return !domain.empty() && email.substr(email.rfind('@') + 1) == domain;
}

} // namespace legation::accounts
