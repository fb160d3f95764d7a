#include "accounts/audit/audit_log.hpp"
#include "accounts/audit/audit_seal.hpp"
#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "kernel/records/json.hpp"
#include "kernel/store/migrate.hpp"
#include "program.hpp"

#include <fmt/format.h>

namespace legation {

namespace {

std::string as_json(accounts::LoggedEvent const& event) {
    records::JsonWriter json;
    json.begin_object()
        .member("id", event.id)
        .member("time", event.happened_at)
        .member("action", event.action);
    json.member("outcome", event.outcome).member("account", event.account_id).member("client", event.client);
    json.member("request", event.request_id).member("subject", event.subject).member("detail", event.detail);
    return json.end_object().take();
}

std::string as_text(accounts::LoggedEvent const& event) {
    std::string const who =
        event.account_id == 0 ? "nobody signed in" : fmt::format("account {}", event.account_id);
    std::string line = fmt::format("{} {} {}: {}", event.id, event.happened_at, event.outcome, event.action);
    if (!event.subject.empty()) line += fmt::format(" ({})", event.subject);
    line += fmt::format(", by {} from {}", who, event.client.empty() ? "this machine" : event.client);
    if (!event.detail.empty()) line += fmt::format(": {}", event.detail);
    return line;
}

} // namespace

int list_audit_log(Config const& config, accounts::AuditFilter const& filter, bool is_json) {
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    store->read([&](store::ReadTransaction& tx) {
        accounts::each_event(tx, filter, [&](accounts::LoggedEvent const& event) {
            fmt::print("{}\n", is_json ? as_json(event) : as_text(event));
        });
    });
    return 0;
}

int verify_audit_log(Config const& config, std::string const& known_seal) {
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    auto const verdict =
        store->read([&](store::ReadTransaction& tx) { return accounts::verify_audit_log(tx, known_seal); });
    for (std::string const& problem : verdict.problems)
        fmt::print("problem  {}\n", problem);
    fmt::print("{} events are sealed, {} wait for their seal.\n", verdict.sealed_events,
               verdict.unsealed_events);
    if (!verdict.newest_seal.empty()) fmt::print("The newest seal is {}\n", verdict.newest_seal);
    if (verdict.problems.empty()) fmt::print("The audit log is whole.\n");
    return verdict.problems.empty() ? 0 : 1;
}

} // namespace legation
