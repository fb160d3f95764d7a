#include "accounts/account_data.hpp"

#include "accounts/account.hpp"
#include "accounts/attempt_limit.hpp"
#include "accounts/policy.hpp"
#include "accounts/presenter.hpp"
#include "accounts/sensitive.hpp"
#include "accounts/session.hpp"
#include "kernel/error.hpp"
#include "kernel/records/json.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

namespace legation::accounts {

namespace {

using http::Request;
using http::Response;
using records::JsonWriter;

void write_memberships(JsonWriter& json, store::ReadTransaction& tx, std::int64_t account) {
    json.key("acts_for").begin_array();
    for (auto const& [actor, is_manager, joined_by, since] :
         tx.rows<std::int64_t, std::int64_t, std::string, std::string>(
             "SELECT actor_id, is_manager, joined_by, since FROM actor_members WHERE account_id = :account "
             "ORDER BY actor_id",
             account))
        json.begin_object()
            .member("actor_id", actor)
            .member("is_manager", is_manager != 0)
            .member("joined_by", joined_by)
            .member("since", since)
            .end_object();
    json.end_array();
    json.key("requests_to_join").begin_array();
    for (auto const& [actor, reason, created_at, outcome] :
         tx.rows<std::int64_t, std::string, std::string, std::string>(
             "SELECT actor_id, reason, created_at, outcome FROM join_requests WHERE account_id = :account "
             "ORDER "
             "BY id",
             account))
        json.begin_object()
            .member("actor_id", actor)
            .member("reason", reason)
            .member("created_at", created_at)
            .member("outcome", outcome)
            .end_object();
    json.end_array();
}

void write_sessions(JsonWriter& json, store::ReadTransaction& tx, std::int64_t account) {
    json.key("sessions").begin_array();
    for (auto const& [started_at, seen_at, client, device] :
         tx.rows<std::string, std::string, std::string, std::string>(
             "SELECT started_at, seen_at, client, device FROM sessions WHERE account_id = :account ORDER BY "
             "id",
             account))
        json.begin_object()
            .member("started_at", started_at)
            .member("seen_at", seen_at)
            .member("client", client)
            .member("browser", device)
            .end_object();
    json.end_array();
}

/// What they changed is public: it is listed, so that they know what stays.
void write_revisions(JsonWriter& json, store::ReadTransaction& tx, std::int64_t account) {
    json.key("changes").begin_array();
    for (auto const& [type, record, version, comment, changed_at] :
         tx.rows<std::string, std::int64_t, std::int64_t, std::string, std::string>(
             "SELECT record_type, record_id, version, comment, changed_at FROM revisions WHERE account_id = "
             ":account AND account_id > 0 ORDER BY id",
             account))
        json.begin_object()
            .member("record_type", type)
            .member("record_id", record)
            .member("version", version)
            .member("comment", comment)
            .member("changed_at", changed_at)
            .end_object();
    json.end_array();
}

} // namespace

Response account_data(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    std::int64_t const id = request.viewer.account_id;
    std::string text = context.store.read([&](store::ReadTransaction& tx) {
        JsonWriter json;
        Account const account = find_account(tx, id).value();
        json.begin_object()
            .member("name", account.name)
            .member("email", account.email)
            .member("role", name_of(account.role))
            .member("is_trusted", account.is_trusted)
            .member("created_at", account.created_at)
            .member("language", views::code(account.language));
        write_memberships(json, tx, id);
        write_sessions(json, tx, id);
        write_revisions(json, tx, id);
        for (StoredData const& section : context.stored_data) {
            json.key(section.name);
            section.write(json, tx, id);
        }
        return json.end_object().take();
    });
    return http::json(std::move(text)).with("Content-Disposition", "attachment; filename=\"account.json\"");
}

Response leave_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Presenter const presenter{context, request};
    views::Data data;
    data.set("EMAIL", request.viewer.email);
    return presenter.show(presenter.page(tr_noop("Delete your account")), "accounts/leave.tpl",
                          std::move(data));
}

Response leave(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    if (auto again = ask_again(request, context, "/account/leave")) return *again;
    auto const form = http::parse_form(request);
    if (form.find("is_sure") != "1")
        throw Error{ErrorCode::unprocessable, "Tick the box first: this cannot be undone."};
    std::int64_t const id = request.viewer.account_id;
    context.store.write(store::Author{"accounts"}, [&](store::WriteTransaction& tx) {
        Account const account = find_account(tx, id).value();
        if (account.role == http::Role::administrator &&
            accounts_with_role(tx, http::Role::administrator).size() < 2)
            throw Error{ErrorCode::conflict, "This is the only administrator. Make another one first."};
        Presenter{context, request}.log(tx, "leave", fmt::format("account {}", id));
        erase_account(tx, id, context.stored_data);
    });
    return http::redirect(views::path(request.language, "/"), 303)
        .with("Set-Cookie", cookie_without())
        .with("Clear-Site-Data", forget_pages);
}

void erase_account(store::WriteTransaction& tx, std::int64_t account,
                   std::vector<StoredData> const& of_sections) {
    auto const email = tx.value<std::string>("SELECT email FROM accounts WHERE id = :id", account);
    for (StoredData const& section : of_sections)
        section.erase(tx, account);
    tx.execute("DELETE FROM sessions WHERE account_id = :account", account);
    tx.execute("DELETE FROM actor_members WHERE account_id = :account", account);
    tx.execute("DELETE FROM join_requests WHERE account_id = :account", account);
    tx.execute("DELETE FROM one_time_links WHERE account_id = :account", account);
    if (email) tx.execute("DELETE FROM one_time_links WHERE email = :email", *email);
    std::string const name = fmt::format("Former account {}", account);
    tx.execute("UPDATE revisions SET author = :name WHERE account_id = :account", name, account);
    tx.execute(
        "UPDATE accounts SET email = NULL, name = :name, role = 'member', is_trusted = 0, is_disabled = "
        "1 WHERE id = :account",
        name, account);
}

void forget_what_ended(store::WriteTransaction& tx) {
    std::string const now = to_text(tx.now());
    tx.execute("DELETE FROM sessions WHERE ends_at <= :now", now);
    tx.execute("DELETE FROM one_time_links WHERE expires_at <= :now", now);
    tx.execute("DELETE FROM second_steps WHERE expires_at <= :now", now);
    tx.execute("DELETE FROM passkey_challenges WHERE expires_at <= :now", now);
    tx.execute("DELETE FROM oidc_attempts WHERE expires_at <= :now", now);
    forget_attempts(tx);
}

} // namespace legation::accounts
