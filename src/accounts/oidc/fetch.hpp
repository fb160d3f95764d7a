#pragma once

#include <string>
#include <utility>
#include <vector>

namespace legation::accounts {

/// What another server answered.
struct Fetched {
    long status = 0;
    std::string body;
};

using Fields = std::vector<std::pair<std::string, std::string>>;

/// Gets an address, or posts a form to it where there are fields. HTTPS only, but for this machine; no
/// redirection is followed, at most 256 KB are read, in at most 10 seconds. Throws Error(unavailable).
Fetched fetch(std::string const& url, std::string const& certificates, Fields const& form = {},
              std::string const& bearer_token = {});

} // namespace legation::accounts
