#include "register/confirming/confirmation_store.hpp"

#include "accounts/account.hpp"
#include "accounts/membership.hpp"
#include "kernel/hash.hpp"
#include "kernel/jobs/job_queue.hpp"
#include "register/editing/edit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

using records::Record;
using records::RecordType;

bool is_among(std::span<std::int64_t const> ids, std::int64_t id) {
    return std::ranges::find(ids, id) != ids.end();
}

template <class... Arguments>
std::vector<ConfirmationRequest> requests_where(store::ReadTransaction& tx, std::string_view condition,
                                                Arguments const&... arguments) {
    std::vector<ConfirmationRequest> requests;
    for (auto& [id, type, record, actor, for_actor, asked_by, asked_at] :
         tx.rows<std::int64_t, std::string, std::int64_t, std::int64_t, std::int64_t, std::int64_t,
                 std::string>(
             fmt::format("SELECT id, record_type, record_id, actor_id, for_actor_id, asked_by, "
                         "asked_at FROM confirmation_requests WHERE {} ORDER BY id DESC",
                         condition),
             arguments...))
        requests.push_back({id, std::move(type), record, actor, for_actor, asked_by, std::move(asked_at)});
    return requests;
}

std::int64_t store_request(store::WriteTransaction& tx, ConfirmationRequest const& request,
                           std::optional<std::string> const& token_hash,
                           std::optional<std::string> const& expires_at) {
    std::int64_t const id = tx.next_id("confirmation_requests");
    tx.execute("INSERT INTO confirmation_requests (id, record_type, record_id, actor_id, asked_by, "
               "for_actor_id, token_hash, asked_at, expires_at) VALUES (:id, :type, :record, "
               ":actor, :asked_by, :for_actor, :token, :asked_at, :expires_at)",
               id, request.record_type, request.record_id, request.actor_id, request.asked_by,
               request.for_actor_id, token_hash, to_text(tx.now()), expires_at);
    return id;
}

} // namespace

std::vector<Confirmation> confirmations_of(store::ReadTransaction& tx, RecordType const& type,
                                           std::int64_t record_id) {
    std::vector<Confirmation> latest;
    for (auto& [actor, account, name, office, at] :
         tx.rows<std::int64_t, std::int64_t, std::string, std::string, std::string>(
             "SELECT actor_id, account_id, name, office, confirmed_at FROM confirmations WHERE record_type = "
             ":type AND record_id = :record ORDER BY id DESC LIMIT 200",
             type.name, record_id))
        if (std::ranges::find(latest, actor, &Confirmation::actor_id) == latest.end())
            latest.push_back({actor, account, std::move(name), std::move(office), std::move(at)});
    return latest;
}

std::string last_change_of(store::ReadTransaction& tx, RecordType const& type, Record const& record) {
    std::string const& own = record.changed_at;
    if (type.name != "partnership") return own;
    auto const of_parties = tx.value<std::string>(
        "SELECT COALESCE(MAX(changed_at), '') FROM partnership_parties WHERE partnership_id = :id",
        record.id);
    return std::max(own, of_parties.value_or(""));
}

void confirm(store::WriteTransaction& tx, RecordType const& type, Record const& record,
             Confirmation const& confirmation) {
    std::string const now = to_text(tx.now());
    tx.execute("INSERT INTO confirmations (id, record_type, record_id, version, actor_id, account_id, name, "
               "office, confirmed_at) VALUES (:id, :type, :record, :version, :actor, :account, :name, "
               ":office, :at)",
               tx.next_id("confirmations"), type.name, record.id, record.version, confirmation.actor_id,
               confirmation.account_id, confirmation.name, confirmation.office, now);
    tx.execute("UPDATE confirmation_requests SET settled_at = :now WHERE record_type = :type AND record_id = "
               ":record AND actor_id = :actor AND settled_at IS NULL",
               now, type.name, record.id, confirmation.actor_id);
}

void ask_other_sides(store::WriteTransaction& tx, std::int64_t account,
                     std::span<std::int64_t const> own_actors, RecordType const& type,
                     std::int64_t record_id) {
    if (type.name != "partnership") return;
    auto const record = records::load(tx, type, record_id);
    auto const person = accounts::find_account(tx, account);
    if (!record || record->is_hidden || !person) return;
    auto const sides = owners_of(tx, type, *record);
    auto const own =
        std::ranges::find_if(sides, [&](std::int64_t side) { return is_among(own_actors, side); });
    if (own == sides.end()) return;
    for (std::int64_t const side : sides) {
        if (is_among(own_actors, side)) {
            confirm(tx, type, *record, {side, account, person->name, {}});
            continue;
        }
        auto const open = requests_where(tx,
                                         "record_type = :type AND record_id = :record AND actor_id = :actor "
                                         "AND settled_at IS NULL AND token_hash IS NULL",
                                         type.name, record_id, side);
        if (!open.empty() || mailboxes_of(tx, side).empty()) continue;
        std::int64_t const request =
            store_request(tx, {0, std::string(type.name), record_id, side, *own, account, {}}, {}, {});
        jobs::enqueue(tx, ask_to_confirm_kind, std::to_string(request), tx.now());
    }
}

std::vector<ConfirmationRequest> open_requests_to(store::ReadTransaction& tx,
                                                  std::span<std::int64_t const> actors) {
    std::vector<ConfirmationRequest> all;
    for (std::int64_t const actor : actors)
        std::ranges::move(
            requests_where(tx, "actor_id = :actor AND settled_at IS NULL AND token_hash IS NULL", actor),
            std::back_inserter(all));
    std::ranges::sort(all, std::ranges::greater(), &ConfirmationRequest::id);
    return all;
}

std::optional<ConfirmationRequest> find_confirmation_request(store::ReadTransaction& tx, std::int64_t id) {
    auto found = requests_where(tx, "id = :id AND settled_at IS NULL", id);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::string make_confirmation_link(store::WriteTransaction& tx, ConfirmationRequest const& request) {
    std::string token = random_token();
    store_request(tx, request, sha256_hex(token), to_text(tx.now() + confirmation_link_days));
    return token;
}

std::optional<ConfirmationRequest> find_confirmation_link(store::ReadTransaction& tx, std::string_view token,
                                                          Timestamp now) {
    auto found = requests_where(tx, "token_hash = :token AND settled_at IS NULL AND expires_at > :now",
                                sha256_hex(token), to_text(now));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

bool use_confirmation_link(store::WriteTransaction& tx, ConfirmationRequest const& request) {
    return tx.execute(
               "UPDATE confirmation_requests SET settled_at = :now WHERE id = :id AND settled_at IS NULL",
               to_text(tx.now()), request.id) == 1;
}

std::vector<Mailbox> mailboxes_of(store::ReadTransaction& tx, std::int64_t actor) {
    std::vector<Mailbox> mailboxes;
    auto actors = accounts::agents_of(tx, actor);
    actors.push_back(actor);
    for (std::int64_t const one : actors)
        for (accounts::Member const& member : accounts::members_of(tx, one)) {
            auto const account = accounts::find_account(tx, member.account_id);
            if (account && !account->is_disabled && !member.email.empty() &&
                std::ranges::find(mailboxes, member.email, &Mailbox::address) == mailboxes.end())
                mailboxes.push_back({member.email, account->language});
        }
    return mailboxes;
}

void write_confirmations(records::JsonWriter& json, store::ReadTransaction& tx, std::int64_t account) {
    json.begin_array();
    for (auto const& [type, record, actor, at] :
         tx.rows<std::string, std::int64_t, std::int64_t, std::string>(
             "SELECT record_type, record_id, actor_id, confirmed_at FROM confirmations WHERE account_id = "
             ":account AND account_id > 0 ORDER BY id",
             account))
        json.begin_object()
            .member("record_type", type)
            .member("record_id", record)
            .member("for_actor_id", actor)
            .member("confirmed_at", at)
            .end_object();
    json.end_array();
}

void erase_confirmations(store::WriteTransaction& tx, std::int64_t account) {
    // That its side confirmed a record stays true; who said so is forgotten.
    tx.execute("UPDATE confirmations SET name = :name WHERE account_id = :account AND account_id > 0",
               fmt::format("Former account {}", account), account);
}

} // namespace legation::registry
