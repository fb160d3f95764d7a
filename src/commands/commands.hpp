#pragma once

#include "accounts/audit/audit_log.hpp"
#include "kernel/config.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the command line can ask for. Each answers the program's exit code and throws Error with a remedy.
namespace legation {

int serve(Config config);

int migrate_database(Config const& config, bool only_show);

struct ImportOptions {
    std::string noun; ///< or `queue`, or the adapter of a file found in the world
    std::string file, author;
    bool only_check = false, as_json = false, is_strict = false;
    std::string report;                     ///< a CSV file to write
    std::string mapping;                    ///< a name
    std::vector<std::string> map;           ///< `Heading=field`
    std::string encoding, delimiter, sheet; ///< empty: found out
    std::string source;                     ///< key of what the rows come from
    std::string source_title, source_url, license, as_of;
    std::optional<std::int64_t> accept, skip; ///< rows of the queue
    std::string accepted_as;                  ///< slug
};
int import_file(Config const& config, ImportOptions options);
/// `import queue`: lists the rows that wait for a person, or decides one.
int import_queue(Config const& config, ImportOptions const& options);

int export_records(Config const& config, std::string const& noun);

/// `dump`
int write_dump(Config config);

struct EraseOptions {
    std::string noun, uuid;
    std::string name;       ///< of the person, to be sure
    std::string reason;     ///< for the audit log
    bool elsewhere = false; ///< take the name out of all other records too
};
/// `erase-record`
int erase_record(Config const& config, EraseOptions const& options);

/// `forget-secrets`: those that no key opens. Only tells how many they are, unless that is for good.
int forget_secrets(Config const& config, bool is_for_good);

/// `mail`: sends a message to try the settings, at once or through the outbox.
int send_test_mail(Config config, std::string const& address, bool through_outbox);

/// `audit list` and `audit verify`
int list_audit_log(Config const& config, accounts::AuditFilter const& filter, bool is_json);
int verify_audit_log(Config const& config, std::string const& known_seal);

struct UserOptions {
    std::string action; ///< add, role, disable, enable, sign-out, link, list
    std::string email, name, role;
    std::vector<std::string> member_of, manager_of; ///< slugs of actors
};
/// `user`
int change_user(Config const& config, UserOptions const& options);

/// `routes`
int list_routes(Config const& config);

/// `doctor`
int examine(Config const& config);

} // namespace legation
