#pragma once

#include <chrono>
#include <string>

namespace legation::mail {

/// How the way to the mail server is protected.
enum class Encryption {
    starttls, ///< begins in the open, and goes on only once TLS is agreed
    tls,      ///< TLS from the first byte
    none,     ///< for a server on this machine
};

/// The `[mail]` settings of a hub. Without a server nothing is sent.
struct Settings {
    std::string server; ///< `smtp.example.org`, with `:port` where it is not the usual one
    Encryption encryption = Encryption::starttls;
    std::string user, password; ///< where the server asks for them
    std::string password_file;  ///< holds the password instead, for what keeps secrets elsewhere
    std::string from;           ///< the address that mail comes from
    std::string from_name;      ///< the name beside it; the hub's where empty
    std::string certificates;   ///< a file of certificates to trust instead of the system's
    std::chrono::milliseconds time = std::chrono::seconds(30); ///< for one message
};

/// What is wrong with the settings taken together, in words for the operator; empty when nothing is.
std::string problem_with(Settings const& settings);

/// Whether an address such as `localhost`, `127.0.0.1` or `[::1]`, with or without a port, names this
/// machine.
bool is_this_machine(std::string const& host);

/// The host that a web address names: `https://hub.example.org:8443/x` gives `hub.example.org`.
std::string host_of(std::string const& url);

} // namespace legation::mail
