#include "accounts/audit/audit_log.hpp"

#include "accounts/audit/audit_seal.hpp"
#include "kernel/text.hpp"

#include <algorithm>

namespace legation::accounts {

namespace {

constexpr std::size_t longest_short_text = 100;
constexpr std::size_t longest_detail = 500;

/// In one line of well-formed text, whatever a client sent.
std::string storable(std::string_view text, std::size_t longest) {
    std::string line(whole_letters(text, longest));
    for (char& letter : line) {
        auto const byte = static_cast<unsigned char>(letter);
        if (byte < 0x20 || byte == 0x7f) letter = ' ';
    }
    auto const is_not_ascii = [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; };
    if (!is_utf8(line)) std::replace_if(line.begin(), line.end(), is_not_ascii, '?');
    return line;
}

} // namespace

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
    case Outcome::refused:
        return "refused";
    case Outcome::failed:
        return "failed";
    case Outcome::done:
        break;
    }
    return "done";
}

void audit(store::WriteTransaction& tx, Event const& event) {
    tx.execute("INSERT INTO audit_events (id, happened_at, action, outcome, account_id, client, request_id, "
               "subject, detail) VALUES (:id, :happened_at, :action, :outcome, :account_id, :client, "
               ":request_id, :subject, :detail)",
               tx.next_id("audit_events"), to_text(tx.now()), storable(event.action, longest_short_text),
               std::string(name_of(event.outcome)), event.account_id,
               storable(event.client, longest_short_text), storable(event.request_id, longest_short_text),
               storable(event.subject, longest_short_text), storable(event.detail, longest_detail));
    schedule_seal(tx);
}

void each_event(store::ReadTransaction& tx, AuditFilter const& filter,
                std::function<void(LoggedEvent const&)> const& visit) {
    std::int64_t const any_account = filter.account_id ? 0 : 1;
    std::int64_t const any_action = filter.action.empty() ? 1 : 0;
    tx.each<std::int64_t, std::string, std::string, std::string, std::int64_t, std::string, std::string,
            std::string, std::string>(
        "SELECT id, happened_at, action, outcome, account_id, client, request_id, subject, detail FROM "
        "(SELECT * FROM audit_events WHERE happened_at >= :since AND (:any_account = 1 OR account_id = "
        ":account_id) AND (:any_action = 1 OR action = :action) ORDER BY id DESC LIMIT :most) AS newest "
        "ORDER BY id",
        [&](std::int64_t id, std::string happened_at, std::string action, std::string outcome,
            std::int64_t account_id, std::string client, std::string request_id, std::string subject,
            std::string detail) {
            visit({id, std::move(happened_at), std::move(action), std::move(outcome), account_id,
                   std::move(client), std::move(request_id), std::move(subject), std::move(detail)});
        },
        filter.since, any_account, filter.account_id.value_or(0), any_action, filter.action, filter.most);
}

std::string client_of(store::ReadTransaction& tx, std::string_view action, std::string_view subject) {
    return tx
        .value<std::string>("SELECT client FROM audit_events WHERE subject = :subject AND action = :action "
                            "ORDER BY id LIMIT 1",
                            subject, action)
        .value_or("");
}

} // namespace legation::accounts
