#include "kernel/config.hpp"

#include "kernel/error.hpp"
#include "kernel/text.hpp"

#include <fmt/format.h>
// Its debug builds abort on some malformed files (`[#`), of which it otherwise makes a proper error.
#define TOML_ASSERT(condition) static_assert(true)
#include <toml++/toml.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>

namespace legation {

namespace {

[[noreturn]] void refuse(std::string const& path, toml::source_region const& where,
                         std::string_view problem) {
    throw Error(ErrorCode::unprocessable, fmt::format("{}:{}: {}", path, where.begin.line, problem));
}

/// Letters beyond ASCII as TOML's escapes. toml++ 3.3 has undefined behavior where they stand outside of
/// strings; as escapes they mean the same in strings and are an error elsewhere.
std::string in_ascii(std::string_view text) {
    std::string escaped;
    auto const letters = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        auto const letter = static_cast<std::uint32_t>(letters.char32At(at));
        if (letter < 0x80)
            escaped += static_cast<char>(letter);
        else
            escaped += fmt::format("\\U{:08X}", letter);
    }
    return escaped;
}

/// One setting: takes its node, answers what is wrong with it, or nothing.
using Setter = std::function<std::string(toml::node const&)>;

Setter text(std::string& target) {
    return [&target](toml::node const& node) -> std::string {
        auto const value = node.value<std::string>();
        if (!node.is_string() || !value) return "must be a text in quotes";
        if (value->find("\\U0") != std::string::npos) // escapes mean nothing in single quotes
            return "must be in double quotes, because it has letters beyond ASCII";
        target = *value;
        return {};
    };
}

Setter truth(std::optional<bool>& target) {
    return [&target](toml::node const& node) -> std::string {
        target = node.value<bool>();
        return node.is_boolean() ? "" : "must be true or false";
    };
}

Setter truth(bool& target) {
    return [&target](toml::node const& node) -> std::string {
        if (!node.is_boolean()) return "must be true or false";
        target = *node.value<bool>();
        return {};
    };
}

template <class Number>
Setter number(Number& target, std::int64_t least, std::int64_t most) {
    return [&target, least, most](toml::node const& node) -> std::string {
        auto const value = node.value<std::int64_t>();
        if (!node.is_integer() || *value < least || *value > most)
            return fmt::format("must be a whole number from {} to {}", least, most);
        target = static_cast<Number>(*value);
        return {};
    };
}

Setter seconds(std::chrono::milliseconds& target) {
    return [&target](toml::node const& node) -> std::string {
        auto const value = node.value<std::int64_t>();
        if (!node.is_integer() || *value < 1 || *value > 3600)
            return "must be a number of seconds from 1 to 3600";
        target = std::chrono::seconds(*value);
        return {};
    };
}

Setter encryption(mail::Encryption& target) {
    return [&target](toml::node const& node) -> std::string {
        using mail::Encryption;
        for (auto const& [name, meaning] : {std::pair{"starttls", Encryption::starttls},
                                            {"tls", Encryption::tls},
                                            {"none", Encryption::none}}) {
            if (node.value<std::string>() != name) continue;
            target = meaning;
            return {};
        }
        return "must be \"starttls\", \"tls\" or \"none\"";
    };
}

Setter minutes(std::chrono::minutes& target) {
    return [&target](toml::node const& node) -> std::string {
        auto const value = node.value<std::int64_t>();
        if (!node.is_integer() || *value < 1 || *value > 10'080)
            return "must be a number of minutes from 1 to 10080";
        target = std::chrono::minutes(*value);
        return {};
    };
}

std::map<std::string, Setter, std::less<>> setters_of(Config& config) {
    AccountSettings& accounts = config.accounts;
    http::Limits& limits = config.limits;
    return {
        {"listen", text(config.listen)},
        {"public_url", text(config.public_url)},
        {"data", text(config.data)},
        {"database", text(config.database)},
        {"secret_key_file", text(config.secret_key_file)},
        {"share", text(config.share)},
        {"name", text(config.name)},
        {"tagline", text(config.tagline)},
        {"contact_email", text(config.contact_email)},
        {"dumps_kept", number(config.dumps_kept, 1, 10'000)},
        {"access_log", truth(config.access_log)},
        {"behind_https", truth(config.behind_https)},
        {"kept_cells", number(config.kept_cells, 0, 10'000'000)},
        {"workers", number(config.workers, 0, 256)},
        {"accounts.open", truth(accounts.are_open)},
        {"accounts.passwords", truth(accounts.have_passwords)},
        {"accounts.link_minutes", minutes(accounts.link_time)},
        {"accounts.idle_minutes", minutes(accounts.idle_time)},
        {"accounts.session_minutes", minutes(accounts.session_time)},
        {"accounts.recent_minutes", minutes(accounts.recent_time)},
        {"accounts.staff_need_passkey", truth(accounts.staff_need_passkey)},
        {"accounts.need_second_factor", truth(accounts.need_second_factor)},
        {"limits.head_bytes", number(limits.head_bytes, 1024, 1024 * 1024)},
        {"limits.body_bytes", number(limits.body_bytes, 1024, std::int64_t{1} << 40)},
        {"limits.connections", number(limits.connections, 1, 1'000'000)},
        {"limits.queued_requests", number(limits.queued_requests, 1, 1'000'000)},
        {"limits.head_seconds", seconds(limits.head_time)},
        {"limits.chunk_seconds", seconds(limits.chunk_time)},
        {"limits.body_seconds", seconds(limits.body_time)},
        {"limits.idle_seconds", seconds(limits.idle_time)},
        {"mail.server", text(config.mail.server)},
        {"mail.encryption", encryption(config.mail.encryption)},
        {"mail.user", text(config.mail.user)},
        {"mail.password", text(config.mail.password)},
        {"mail.password_file", text(config.mail.password_file)},
        {"mail.from", text(config.mail.from)},
        {"mail.from_name", text(config.mail.from_name)},
        {"mail.certificates", text(config.mail.certificates)},
        {"mail.seconds", seconds(config.mail.time)},
    };
}

/// A name that can be part of an address.
bool is_key(std::string_view text) {
    constexpr std::size_t longest = 30;
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    });
}

/// Every `[oidc.NAME]` of the file: the operator chooses the names, so the settings are known only now.
void make_issuers(Config& config, toml::table const& table, std::string const& path) {
    toml::table const* const issuers = table["oidc"].as_table();
    if (issuers == nullptr) return;
    for (auto const& [key, node] : *issuers) {
        if (!node.is_table() || !is_key(key.str()))
            refuse(path, node.source(), "write [oidc.NAME] with a name of small letters, digits and hyphens");
        config.issuers.push_back({.key = std::string(key.str()), .name = std::string(key.str())});
    }
}

void add_setters(std::map<std::string, Setter, std::less<>>& setters, std::vector<Issuer>& issuers) {
    for (Issuer& issuer : issuers) {
        std::string const prefix = "oidc." + issuer.key + '.';
        setters.insert({{prefix + "name", text(issuer.name)},
                        {prefix + "issuer", text(issuer.url)},
                        {prefix + "client_id", text(issuer.client_id)},
                        {prefix + "private_key", text(issuer.private_key)},
                        {prefix + "scope", text(issuer.scope)},
                        {prefix + "acr_values", text(issuer.acr_values)},
                        {prefix + "accepted_acr", text(issuer.accepted_acr)},
                        {prefix + "is_strong", truth(issuer.is_strong)},
                        {prefix + "certificates", text(issuer.certificates)}});
    }
}

/// What an issuer cannot do without.
void check_issuers(std::vector<Issuer> const& issuers, std::string const& path) {
    for (Issuer const& issuer : issuers) {
        auto const fail = [&](std::string_view problem) {
            throw Error(ErrorCode::unprocessable, fmt::format("{}: oidc.{}.{}", path, issuer.key, problem));
        };
        bool const is_web_address = issuer.url.starts_with("https://") || issuer.url.starts_with("http://");
        if (!is_web_address) fail("issuer is missing; write the issuer's address as it writes it itself");
        if (issuer.client_id.empty()) fail("client_id is missing; the issuer gives it to you");
        if (issuer.is_strong && issuer.accepted_acr.empty())
            fail("accepted_acr is missing; with is_strong, name what proves that people signed in strongly "
                 "there");
    }
}

/// The first line of the file that holds the password of the mail server.
void read_mail_password(mail::Settings& mail, std::string const& path) {
    if (mail.password_file.empty()) return;
    auto const fail = [&](std::string_view problem) {
        throw Error(ErrorCode::unprocessable,
                    fmt::format("{}: mail.password_file {}: {}", path, mail.password_file, problem));
    };
    if (!mail.password.empty()) fail("mail.password says the same thing; keep one of them");
    std::ifstream file(mail.password_file);
    if (!std::getline(file, mail.password) || mail.password.empty())
        fail("it cannot be read or is empty; check its permissions");
}

void apply(toml::table const& table, std::string const& prefix,
           std::map<std::string, Setter, std::less<>> const& setters, std::string const& path) {
    for (auto const& [key, node] : table) {
        std::string const name = prefix + std::string(key.str());
        if (toml::table const* inner = node.as_table()) {
            apply(*inner, name + ".", setters, path);
            continue;
        }
        auto const setter = setters.find(name);
        if (setter == setters.end()) {
            std::string known;
            for (auto const& [known_name, unused] : setters)
                known += fmt::format("{}{}", known.empty() ? "" : ", ", known_name);
            refuse(path, node.source(),
                   fmt::format("there is no setting “{}”; the settings are {}", name, known));
        }
        std::string const problem = setter->second(node);
        if (!problem.empty()) refuse(path, node.source(), fmt::format("{} {}", name, problem));
    }
}

/// Browsers make passkeys for names, over HTTPS or on the same machine.
bool can_have_passkeys(std::string const& public_url) {
    std::string const host = mail::host_of(public_url);
    // An address ends in a digit or a bracket.
    bool const is_name = !host.empty() && host.back() != ']' && (host.back() < '0' || host.back() > '9');
    return is_name && (public_url.starts_with("https://") || mail::is_this_machine(host));
}

} // namespace

void read_config(Config& config, std::string const& path) {
    if (!std::filesystem::exists(path))
        throw Error(ErrorCode::unprocessable,
                    fmt::format("{} does not exist; name another file with --config", path));
    if (std::filesystem::is_directory(path))
        throw Error(ErrorCode::unprocessable,
                    fmt::format("{} is a folder; name the file in it with --config", path));
    std::ifstream file(path, std::ios::binary);
    std::string const text{std::istreambuf_iterator<char>(file), {}};
    if (!file.is_open() || file.bad())
        throw Error(ErrorCode::unprocessable, fmt::format("{} cannot be read; check its permissions", path));
    config.file = path;
    parse_config(config, text, path);
}

void parse_config(Config& config, std::string_view text, std::string const& path) {
    constexpr std::size_t most_bytes = 1024UL * 1024;
    if (text.size() > most_bytes || !is_utf8(text))
        throw Error(
            ErrorCode::unprocessable,
            fmt::format("{}:1: the file must be UTF-8 text of at most 1 MB; save it again as UTF-8", path));
    try {
        toml::table const table = toml::parse(in_ascii(text), path);
        make_issuers(config, table, path);
        auto setters = setters_of(config);
        add_setters(setters, config.issuers);
        apply(table, "", setters, path);
        check_issuers(config.issuers, path);
        read_mail_password(config.mail, path);
    } catch (toml::parse_error const& error) {
        refuse(path, error.source(), error.description());
    }
}

bool staff_need_passkey(Config const& config) {
    bool const is_tried_out = mail::is_this_machine(mail::host_of(config.public_url));
    return config.accounts.staff_need_passkey.value_or(can_have_passkeys(config.public_url) && !is_tried_out);
}

std::string problem_with_accounts(Config const& config) {
    bool const has_strong_issuer = std::ranges::any_of(config.issuers, &Issuer::is_strong);
    if (!config.accounts.need_second_factor || config.accounts.have_passwords || has_strong_issuer ||
        config.public_url.empty() || can_have_passkeys(config.public_url))
        return {};
    return "accounts.need_second_factor is set, and nobody can set one up: passkeys need a public_url that "
           "is https:// and a name; accounts.passwords = true would let people set up an app";
}

std::string database_of(Config const& config) {
    return config.database.empty() ? config.data + "/legation.sqlite" : config.database;
}

std::string problem_with_database(std::string_view url) {
    std::size_t const scheme = url.find("://");
    if (scheme == std::string_view::npos || std::getenv("PGSSLMODE") != nullptr) return {};
    std::string_view rest = url.substr(scheme + 3);
    std::string_view hosts = rest.substr(0, rest.find_first_of("/?"));
    hosts.remove_prefix(hosts.rfind('@') + 1); // nothing is before it: 0
    std::string_view options = rest.substr(std::min(rest.find('?'), rest.size()));
    if (options.find("sslmode=") != std::string_view::npos) return {};
    if (std::size_t const named = options.find("host="); named != std::string_view::npos)
        hosts = options.substr(named + 5, options.find('&', named) - named - 5);
    bool const is_folder = hosts.starts_with('/') || hosts.starts_with("%2F"); // of a socket on this machine
    if (hosts.empty() || is_folder || mail::is_this_machine(std::string(hosts))) return {};
    return fmt::format(
        "the database is on another machine, {}: add sslmode=verify-full and sslrootcert=FILE to "
        "its address; sslmode=disable says that the network between is your own",
        hosts);
}

ListenAddress parse_listen(std::string const& listen) {
    std::size_t const colon = listen.rfind(':');
    ListenAddress result;
    unsigned port = 0;
    bool is_right = colon != std::string::npos && colon > 0;
    if (is_right) {
        result.address = listen.substr(0, colon);
        if (result.address.starts_with('[') && result.address.ends_with(']'))
            result.address = result.address.substr(1, result.address.size() - 2);
        if (result.address == "localhost") result.address = "127.0.0.1";
        char const* const end = listen.data() + listen.size();
        auto const [stop, error] = std::from_chars(listen.data() + colon + 1, end, port);
        is_right = error == std::errc{} && stop == end && port <= 65'535;
    }
    if (!is_right)
        throw Error(ErrorCode::unprocessable,
                    fmt::format("“{}” is no address to listen on; write address:port, such as 127.0.0.1:8080",
                                listen));
    result.port = static_cast<std::uint16_t>(port);
    return result;
}

std::string default_share_folder() {
    std::error_code error;
    auto const program = std::filesystem::read_symlink("/proc/self/exe", error);
    return (error ? std::filesystem::path(".") : program.parent_path()) / "share";
}

std::string default_data_folder() {
    if (char const* folder = std::getenv("XDG_DATA_HOME"); folder != nullptr && *folder != '\0')
        return std::string(folder) + "/legation";
    if (char const* home = std::getenv("HOME"); home != nullptr && *home != '\0')
        return std::string(home) + "/.local/share/legation";
    return "legation-data";
}

} // namespace legation
