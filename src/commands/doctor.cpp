#include "accounts/secrets/stored_secrets.hpp"
#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/http/assets.hpp"
#include "kernel/mail/smtp.hpp"
#include "kernel/store/migrate.hpp"
#include "kernel/views/texts.hpp"
#include "program.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <functional>

namespace legation {

namespace {

/// One check: says what it found, or throws Error with the remedy.
struct Check {
    std::string_view name;
    std::function<std::string()> run;
};

std::string check_settings(Config const& config) {
    ListenAddress const listen = parse_listen(config.listen);
    std::string const problem = problem_with_accounts(config);
    if (!problem.empty()) throw Error(ErrorCode::unprocessable, problem);
    return fmt::format("listen on {} port {}, data in {}", listen.address, listen.port, config.data);
}

std::string check_disk(Config const& config) {
    make_data_folder(config.data);
    std::error_code error;
    auto const space = std::filesystem::space(config.data, error);
    if (error)
        throw Error(ErrorCode::unavailable,
                    fmt::format("{}: {}; name another folder with --data", config.data, error.message()));
    constexpr std::uintmax_t least = 500ULL * 1024 * 1024;
    auto const megabytes = space.available / (1024 * 1024);
    if (space.available < least)
        throw Error(
            ErrorCode::unavailable,
            fmt::format("only {} MB are free where {} is; free at least 500 MB", megabytes, config.data));
    return fmt::format("{} MB free where {} is", megabytes, config.data);
}

std::string check_database(Config const& config) {
    auto const store = open_store(config, program_clock());
    auto const report = store::migration_status(*store, embedded::migrations());
    if (!report.pending.empty())
        return fmt::format(
            "answers; {} migrations are to be applied (legation migrate, or the next start does it)",
            report.pending.size());
    auto const places = store->read([](store::ReadTransaction& tx) {
        return tx.value<std::int64_t>("SELECT COUNT(*) FROM places").value_or(0);
    });
    return fmt::format("answers, schema up to date, {} places in the gazetteer", places);
}

std::string check_integrity(Config const& config) {
    if (!config.database.empty()) return "left to PostgreSQL";
    auto const store = open_store(config, program_clock());
    auto const verdict =
        store->read([](store::ReadTransaction& tx) { return tx.value<std::string>("PRAGMA quick_check"); });
    if (verdict != "ok")
        throw Error(
            ErrorCode::unavailable,
            fmt::format("the database file is damaged ({}); restore it from a backup", verdict.value_or("")));
    return "the database file is sound";
}

std::string check_clock() {
    // The program was built after this day: a clock before it is certainly wrong.
    constexpr std::string_view built_after = "2026-11-01";
    std::string const now = to_text(system_now());
    if (now < built_after)
        throw Error(ErrorCode::unavailable,
                    fmt::format("the clock says {}; set it, or run a time service", now));
    return "the clock says " + now;
}

/// Secrets and addresses of people are for the hub's own user.
std::string check_privacy(Config const& config) {
    std::vector<std::string> paths{config.data, config.mail.password_file};
    if (!config.mail.password.empty() && config.mail.password_file.empty()) paths.push_back(config.file);
    for (Issuer const& issuer : config.issuers)
        paths.push_back(issuer.private_key);
    for (std::string const& path : paths) {
        std::error_code error;
        auto const status = std::filesystem::status(path, error);
        if (path.empty() || error || !std::filesystem::exists(status)) continue;
        if ((status.permissions() & std::filesystem::perms::others_all) != std::filesystem::perms::none)
            throw Error(
                ErrorCode::unavailable,
                fmt::format("everybody on this machine may look into {}; run chmod o-rwx {}", path, path));
    }
    return "secrets and data are closed to other users of this machine";
}

std::string check_secrets(Config const& config) {
    auto const keys = accounts::SecretKeys::read(config.secret_key_file);
    auto const store = open_store(config, program_clock());
    if (!store::migration_status(*store, embedded::migrations()).pending.empty()) return "not made yet";
    auto const secrets =
        store->read([&](store::ReadTransaction& tx) { return accounts::stored_secrets(tx, keys); });
    std::string const problem = accounts::problem_with(secrets, keys);
    if (!problem.empty()) throw Error(ErrorCode::unprocessable, problem);
    if (keys.is_empty()) return "those in the database are kept as they are: secret_key_file is not set";
    return fmt::format("{} in the database are encrypted, {} will be at the next start",
                       secrets.all - secrets.to_encrypt, secrets.to_encrypt);
}

std::string check_assets(Config const& config) {
    http::Assets const assets(config.share + "/assets");
    views::Texts const texts(config.share + "/locale");
    for (char const* file : {"/gazetteer/places.tsv", "/gazetteer/attribution.json", "/starter/themes.csv",
                             "/passwords/common.txt"})
        if (!std::filesystem::exists(config.share + file))
            throw Error(ErrorCode::unavailable,
                        fmt::format("{}{} is missing; run bin/build", config.share, file));
    return "website files, catalogs, gazetteer and starter data are in " + config.share;
}

std::string check_mail(Config const& config) {
    std::string const problem = mail::problem_with(config.mail);
    if (!problem.empty()) throw Error(ErrorCode::unprocessable, problem);
    if (config.mail.server.empty()) {
        if (!config.public_url.empty() && !mail::is_this_machine(mail::host_of(config.public_url)))
            throw Error(
                ErrorCode::unavailable,
                "no mail server is set, and nobody can sign in by mail; set mail.server and mail.from");
        return "no mail server is set: messages go into the log while the hub is at an address of this "
               "machine";
    }
    mail::check_server(config.mail, mail::host_of(config.public_url));
    return fmt::format("{} takes mail from {}", config.mail.server, config.mail.from);
}

std::string check_outbox(Config const& config) {
    auto const store = open_store(config, program_clock());
    if (!store::migration_status(*store, embedded::migrations()).pending.empty()) return "not made yet";
    auto const outbox = store->read([](store::ReadTransaction& tx) { return mail::outbox_state(tx); });
    if (outbox.failing + outbox.given_up > 0)
        throw Error(ErrorCode::unavailable,
                    fmt::format("{} messages wait and {} were given up; the newest: {}", outbox.waiting,
                                outbox.given_up, outbox.last_error));
    return fmt::format("{} messages wait, none failed", outbox.waiting);
}

} // namespace

int examine(Config const& config) {
    std::vector<Check> const checks{
        {"settings", [&] { return check_settings(config); }},
        {"disk", [&] { return check_disk(config); }},
        {"privacy", [&] { return check_privacy(config); }},
        {"clock", [] { return check_clock(); }},
        {"assets", [&] { return check_assets(config); }},
        {"database", [&] { return check_database(config); }},
        {"secrets", [&] { return check_secrets(config); }},
        {"integrity", [&] { return check_integrity(config); }},
        {"mail", [&] { return check_mail(config); }},
        {"outbox", [&] { return check_outbox(config); }},
    };
    int failed = 0;
    for (Check const& check : checks) {
        try {
            fmt::print("ok       {:<10} {}\n", check.name, check.run());
        } catch (Error const& error) {
            ++failed;
            fmt::print("problem  {:<10} {}\n", check.name, error.public_message);
            if (!error.detail.empty()) fmt::print("                    {}\n", error.detail);
        }
    }
    if (failed > 0) fmt::print("{} of {} checks found a problem.\n", failed, checks.size());
    return failed > 0 ? 1 : 0;
}

} // namespace legation
