#include "commands/commands.hpp"
#include "kernel/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <functional>

namespace {

using legation::Config;

/// The settings that every command takes. They are applied after the file, so that the command line wins.
struct Settings {
    std::string config_file;
    std::optional<std::string> listen, data, database, share;

    void offer_to(CLI::App& command, bool with_listen) {
        command.add_option("--config", config_file,
                           "A TOML file with settings (docs/how-to/operate.md lists them)");
        command.add_option("--data", data, "The folder of everything this hub keeps");
        command.add_option("--database", database,
                           "postgresql://user@host/name; without it SQLite in the data folder");
        command.add_option("--share", share,
                           "The folder of what the build made: assets, gazetteer, starter data");
        if (with_listen) command.add_option("--listen", listen, "Address and port, such as 127.0.0.1:8080");
    }

    Config config() const {
        Config result;
        if (!config_file.empty()) legation::read_config(result, config_file);
        if (listen) result.listen = *listen;
        if (data) result.data = *data;
        if (database) result.database = *database;
        if (share) result.share = *share;
        if (result.data.empty()) result.data = legation::default_data_folder();
        if (result.share.empty()) result.share = legation::default_share_folder();
        return result;
    }
};

void offer_import(CLI::App& import, legation::ImportOptions& options) {
    import
        .add_option(
            "kind", options.noun,
            "What each row is: actor, partnership, activity, person …; or what sort of file found in the "
            "world it is: ocd-divisions, census-places, gov-domains, sister-cities, network-members, "
            "missions; or queue: rows that wait for you")
        ->required();
    import.add_option("file", options.file, "A CSV file or XLSX workbook; its first line names the columns");
    import.add_option("--author", options.author, "Who brings them in, as the history names it");
    import.add_flag("--dry-run,--check", options.only_check, "Say what would happen and store nothing");
    import.add_flag("--json", options.as_json, "Say what happens to each row as a line of JSON");
    import.add_option("--report", options.report, "Write what happened to each row into this CSV file");
    import.add_flag("--strict", options.is_strict,
                    "Take all rows or none, and only slugs and keys for names");
    import.add_option("--map", options.map, "Which field a column is: \"Ciudad=name\"; - leaves it out");
    import.add_option("--mapping", options.mapping, "Keep these columns under a name, or use them again");
    import.add_option("--encoding", options.encoding, "As in UTF-8, windows-1252, Shift_JIS; else found out");
    import.add_option("--delimiter", options.delimiter, "Between the cells; else found out");
    import.add_option("--sheet", options.sheet, "Of a workbook; else the first");
    import.add_option("--source", options.source, "The key of the source that every row comes from");
    import.add_option("--source-title", options.source_title, "Record this source first");
    import.add_option("--source-url", options.source_url, "Its address");
    import.add_option("--license", options.license, "Its license");
    import.add_option("--as-of", options.as_of, "The day that its facts describe");
    import.add_option("--accept", options.accept, "queue: answer the open question of this row");
    import.add_option(
        "--as", options.accepted_as,
        "queue: with the slug of the actor or place that is meant. Else the kind, behind the file");
    import.add_option("--skip", options.skip, "queue: leave this row out for good");
    import.footer(
        "Example: legation import partnership partners.xlsx --author \"City of Example\" --dry-run");
}

/// `legation user add EMAIL …` and its neighbors.
void offer_user(CLI::App& user, Settings& settings, legation::UserOptions& options,
                std::function<void()> const& run) {
    user.require_subcommand(1);
    user.footer("Example: legation user add ada@example.gov --name \"Ada Vela\" --role moderator");
    auto const action = [&](std::string const& name, std::string const& what) {
        CLI::App* command = user.add_subcommand(name, what);
        settings.offer_to(*command, true);
        if (name != "list") command->add_option("email", options.email, "Of the account")->required();
        command->callback([&options, name, run] {
            options.action = name;
            run();
        });
        return command;
    };
    CLI::App* add = action("add", "Make an account, or add to what it may do");
    add->add_option("--name", options.name, "As others see it");
    add->add_option("--role", options.role, "member, moderator, office, administrator");
    add->add_option("--member-of", options.member_of, "The slug of an actor for whom they act");
    add->add_option("--manager-of", options.manager_of, "The same, and they invite its other members");
    action("role", "Change what an account may do")->add_option("role", options.role)->required();
    action("disable", "End an account's sessions and refuse new ones");
    action("enable", "Let a disabled account sign in again");
    action("sign-out", "End an account's sessions");
    action("forget-passkeys", "Remove an account's passkeys, when they are lost, and end its sessions");
    action("forget-password", "Remove an account's password and app, and end its sessions");
    action("link", "Print a link that signs the account in, once");
    action("list", "Every account, with its role");
}

} // namespace

int main(int argument_count, char** arguments) {
    // A file that may not grow further is an error with a message, not a sudden end.
    std::signal(SIGXFSZ, SIG_IGN);

    CLI::App program{"Legation, the open hub for city and state diplomacy"};
    program.set_version_flag("--version", "legation " LEGATION_VERSION);
    program.require_subcommand(1);
    program.footer("Each command explains itself: legation serve --help");

    Settings settings;
    int result = 0;

    CLI::App* serve =
        program.add_subcommand("serve", "Serve the website; the first start loads the starter data");
    settings.offer_to(*serve, true);
    serve->footer("Example: legation serve --listen 127.0.0.1:8080 --data /srv/legation");
    serve->callback([&] { result = legation::serve(settings.config()); });

    CLI::App* migrate = program.add_subcommand("migrate", "Bring the database's schema up to date");
    settings.offer_to(*migrate, false);
    bool only_show = false;
    migrate->add_flag("--show", only_show, "Only tell what would be done");
    migrate->footer("Example: legation migrate --database postgresql://legation@localhost/legation");
    migrate->callback([&] { result = legation::migrate_database(settings.config(), only_show); });

    CLI::App* import = program.add_subcommand("import", "Bring rows of a CSV or XLSX file into the Register");
    settings.offer_to(*import, false);
    legation::ImportOptions import_options;
    offer_import(*import, import_options);
    import->callback([&] { result = legation::import_file(settings.config(), import_options); });

    CLI::App* export_command =
        program.add_subcommand("export", "Write the records of a noun as CSV to standard output");
    settings.offer_to(*export_command, false);
    std::string exported_noun;
    export_command->add_option("noun", exported_noun, "actor, partnership, activity, person …")->required();
    export_command->footer("Example: legation export partnership > partnerships.csv");
    export_command->callback([&] { result = legation::export_records(settings.config(), exported_noun); });

    CLI::App* dump = program.add_subcommand(
        "dump", "Write the whole public record as compressed files, as is done every day");
    settings.offer_to(*dump, false);
    dump->footer("Example: legation dump --config /etc/legation.toml");
    dump->callback([&] { result = legation::write_dump(settings.config()); });

    CLI::App* erase = program.add_subcommand(
        "erase-record", "Take a private person out of the record and its past, for good");
    settings.offer_to(*erase, false);
    legation::EraseOptions erase_options;
    erase->add_option("noun", erase_options.noun, "What it is: person")->required();
    erase->add_option("uuid", erase_options.uuid, "The end of the address of its page")->required();
    erase->add_option("--name", erase_options.name, "The name of the person, to be sure")->required();
    erase->add_option("--reason", erase_options.reason, "For the audit log; do not name the person")
        ->required();
    erase->add_flag("--elsewhere", erase_options.elsewhere,
                    "Take the name out of all other records and their past too; a page offers to choose");
    erase->footer("Example: legation erase-record person 6f1c2f0e-4a27-5d0c-9d8f-2f0e4a275d0c --name \"Ada "
                  "Vela\" --reason \"asked by letter\" --data /srv/legation");
    erase->callback([&] { result = legation::erase_record(settings.config(), erase_options); });

    CLI::App* forget = program.add_subcommand(
        "forget-secrets", "When a key is lost: forget the secrets in the database that it encrypted");
    settings.offer_to(*forget, false);
    bool is_for_good = false;
    forget->add_flag("--for-good", is_for_good, "Do it; else only tell how many they are");
    forget->footer("Example: legation forget-secrets --config /etc/legation.toml");
    forget->callback([&] { result = legation::forget_secrets(settings.config(), is_for_good); });

    CLI::App* mail = program.add_subcommand("mail", "Send a message to an address, to try the mail settings");
    settings.offer_to(*mail, false);
    std::string mail_address;
    bool through_outbox = false;
    mail->add_option("address", mail_address, "Whom to send it to")->required();
    mail->add_flag("--outbox", through_outbox, "Leave it to the running hub, as its own messages are");
    mail->footer("Example: legation mail you@example.org --config /etc/legation.toml");
    mail->callback(
        [&] { result = legation::send_test_mail(settings.config(), mail_address, through_outbox); });

    CLI::App* audit = program.add_subcommand("audit", "List the audit log, or check that it is whole");
    audit->require_subcommand(1);
    CLI::App* audit_list = audit->add_subcommand("list", "Show who did what, when and from where");
    settings.offer_to(*audit_list, false);
    legation::accounts::AuditFilter audit_filter;
    bool is_audit_json = false;
    audit_list->add_option("--since", audit_filter.since, "From this day on, such as 2026-11-01");
    audit_list->add_option("--account", audit_filter.account_id, "Of this account only");
    audit_list->add_option("--action", audit_filter.action, "This action only, such as \"sign in by link\"");
    audit_list->add_option("--most", audit_filter.most, "The newest so many")->check(CLI::PositiveNumber);
    audit_list->add_flag("--json", is_audit_json, "As one JSON object a line");
    audit_list->footer("Example: legation audit list --since 2026-11-01 --data /srv/legation");
    audit_list->callback(
        [&] { result = legation::list_audit_log(settings.config(), audit_filter, is_audit_json); });
    CLI::App* audit_verify = audit->add_subcommand(
        "verify", "Check that no event was edited, removed or put in since it was sealed");
    settings.offer_to(*audit_verify, false);
    std::string known_seal;
    audit_verify->add_option("--seal", known_seal, "A seal that you noted; it must be in the log");
    audit_verify->footer("Example: legation audit verify --data /srv/legation");
    audit_verify->callback([&] { result = legation::verify_audit_log(settings.config(), known_seal); });

    CLI::App* user = program.add_subcommand("user", "Accounts: add, list, change, sign in");
    legation::UserOptions user_options;
    offer_user(*user, settings, user_options,
               [&] { result = legation::change_user(settings.config(), user_options); });

    CLI::App* routes =
        program.add_subcommand("routes", "Every address of the program, with the permission it asks for");
    settings.offer_to(*routes, false);
    routes->callback([&] { result = legation::list_routes(settings.config()); });

    CLI::App* doctor = program.add_subcommand(
        "doctor", "Check settings, database, disk, clock and assets, and say what to do");
    settings.offer_to(*doctor, true);
    doctor->footer("Example: legation doctor --config /etc/legation.toml");
    doctor->callback([&] { result = legation::examine(settings.config()); });

    try {
        program.parse(argument_count, arguments);
    } catch (CLI::ParseError const& error) {
        return program.exit(error);
    } catch (legation::Error const& error) {
        fmt::print(stderr, "legation: {}\n", error.public_message);
        if (!error.detail.empty()) fmt::print(stderr, "  {}\n", error.detail);
        return 1;
    } catch (std::exception const& error) {
        fmt::print(stderr, "legation: {}\n", error.what());
        return 1;
    }
    return result;
}
