#pragma once

#include "kernel/http/server.hpp"
#include "kernel/issuer.hpp"
#include "kernel/mail/settings.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation {

/// How people sign in, and for how long.
struct AccountSettings {
    bool are_open = true;        ///< whoever has a mailbox can make an account; else only who is invited
    bool have_passwords = false; ///< people may set a password, with codes of an app besides
    std::chrono::minutes link_time{10};     ///< how long a link in a mail can be used
    std::chrono::minutes idle_time{15};     ///< a session that nothing is asked of ends
    std::chrono::minutes session_time{720}; ///< and every session after this
    std::chrono::minutes recent_time{15};   ///< how fresh a sign-in must be for sensitive acts
    /// Moderators, Office staff and administrators are that only when they sign in with a passkey or OIDC.
    /// Nothing: where passkeys can be made, which is where `public_url` is https and has a host name.
    std::optional<bool> staff_need_passkey = {};
    /// Whoever has only shown that they read their mail, or know a password, sets up a second factor first.
    bool need_second_factor = false;
};

/// The settings of a hub: from a TOML file, overruled by the command line.
struct Config {
    std::string listen = "127.0.0.1:8080"; ///< address and port; `[::]:8080` for every address
    std::string file;                      ///< where these settings came from; empty for none
    std::string public_url;                ///< as visitors see it; made from `listen` when empty
    std::string data;                      ///< folder of everything this hub keeps
    std::string database;                  ///< `postgresql://…`, or empty for SQLite in the data folder
    std::string secret_key_file; ///< keys with which secrets in the database are encrypted; empty for none
    std::string share;           ///< folder of what the build made: assets, gazetteer, starter, catalogs
    std::string name = "Legation";
    std::string tagline = "The open hub for city and state diplomacy";
    std::string contact_email;  ///< where questions about the data are answered, for catalogs
    std::size_t dumps_kept = 7; ///< how many daily dumps are kept
    bool access_log = true;
    bool behind_https = false; ///< a proxy in front speaks TLS: browsers are told to stay with it
    unsigned workers = 0;      ///< threads that answer requests; 0: one for each core, at least two
    /// Cells of tables and facts that are kept in memory between requests, some 250 bytes each; 0 keeps none.
    std::size_t kept_cells = 40'000;
    http::Limits limits;
    mail::Settings mail;
    std::vector<Issuer> issuers; ///< other sites by which people may sign in
    AccountSettings accounts;
};

/// Whether moderators, Office staff and administrators need a passkey: the setting, or where one can be made.
bool staff_need_passkey(Config const& config);

/// What is wrong with how people sign in, in words for the operator; empty when nothing is.
std::string problem_with_accounts(Config const& config);

/// Reads a TOML file over the defaults. Throws Error(unprocessable) that names file, line and remedy for
/// unknown keys, wrong types and values out of range.
void read_config(Config& config, std::string const& path);
/// The same for a text that came from `path`.
void parse_config(Config& config, std::string_view text, std::string const& path);

/// Where the database is: the setting, or `legation.sqlite` in the data folder.
std::string database_of(Config const& config);

/// What is wrong with where the database is, in words for the operator; empty when nothing is. The way to
/// another machine is protected, unless the address says how it is (`sslmode=…`): PostgreSQL's client would
/// otherwise take TLS where it is offered, and go on in the open where it is not.
std::string problem_with_database(std::string_view url);

/// `127.0.0.1:8080` → address and port. Throws Error(unprocessable) with an example when it is neither.
struct ListenAddress {
    std::string address;
    std::uint16_t port = 0;
};
ListenAddress parse_listen(std::string const& listen);

/// `share` beside the program, unless the setting names another.
std::string default_share_folder();
/// `$XDG_DATA_HOME/legation`, `~/.local/share/legation`, or `legation-data` here.
std::string default_data_folder();

} // namespace legation
