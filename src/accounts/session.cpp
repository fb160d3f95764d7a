#include "accounts/session.hpp"

#include "accounts/account.hpp"
#include "accounts/passwords/password_store.hpp"
#include "kernel/hash.hpp"
#include "kernel/views/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace legation::accounts {

namespace {

using http::Strength;

constexpr std::array<std::pair<Strength, std::string_view>, 5> strengths{
    {{Strength::mail_link, "mail link"},
     {Strength::other_site, "other site"},
     {Strength::password, "password"},
     {Strength::passkey, "passkey"},
     {Strength::oidc, "oidc"}}};

/// How old a note of the last use may be: with a page every few seconds one write a minute is enough.
constexpr std::chrono::minutes note_every{1};

Strength strength_of(std::string_view name) {
    auto const* found = std::ranges::find(strengths, name, &std::pair<Strength, std::string_view>::second);
    return found == strengths.end() ? Strength::none : found->first;
}

Timestamp time_of(std::string const& text) {
    return parse_timestamp(text).value_or(Timestamp{});
}

std::string clipped(std::string_view text) {
    constexpr std::size_t most = 300;
    return std::string(text.substr(0, most));
}

/// Where an app is set up its code is asked for beside a password and a link; no other site is asked for it.
bool has_shown_two_factors(store::ReadTransaction& tx, http::Viewer const& viewer,
                           AccountSettings const& settings) {
    if (viewer.strength >= Strength::passkey) return true;
    if (viewer.strength == Strength::other_site || !settings.have_passwords) return false;
    auto const app = authenticator_of(tx, viewer.account_id);
    return app && app->is_confirmed();
}

} // namespace

std::string_view name_of(Strength strength) {
    auto const* found = std::ranges::find(strengths, strength, &std::pair<Strength, std::string_view>::first);
    return found == strengths.end() ? "none" : found->second;
}

std::string start_session(store::WriteTransaction& tx, std::int64_t account, Strength strength,
                          Device const& device, AccountSettings const& settings) {
    std::string token = random_token();
    std::string const now = to_text(tx.now());
    tx.execute("INSERT INTO sessions (id, token_hash, account_id, strength, started_at, seen_at, ends_at, "
               "client, device) VALUES (:id, :token_hash, :account, :strength, :started_at, :seen_at, "
               ":ends_at, :client, :device)",
               tx.next_id("sessions"), sha256_hex(token), account, name_of(strength), now, now,
               to_text(tx.now() + settings.session_time), clipped(device.client), clipped(device.agent));
    tx.execute("UPDATE accounts SET language = :language WHERE id = :account", views::code(device.language),
               account);
    return token;
}

std::string cookie_with(std::string_view token) {
    return fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Lax", session_cookie, token);
}

std::string cookie_without() {
    return fmt::format("{}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0", session_cookie);
}

std::optional<http::Viewer> find_viewer(store::ReadTransaction& tx, std::string_view token, Timestamp now,
                                        AccountSettings const& settings) {
    auto const row = tx.row<std::int64_t, std::int64_t, std::string, std::string, std::string, std::string,
                            std::string, std::string, std::string, std::int64_t>(
        "SELECT s.id, s.account_id, s.strength, s.started_at, s.seen_at, s.ends_at, a.name, a.email, a.role, "
        "a.is_trusted FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = :token "
        "AND s.ends_at > :now AND s.seen_at > :idle_since AND a.is_disabled = 0",
        sha256_hex(token), to_text(now), to_text(now - settings.idle_time));
    if (!row) return std::nullopt;
    auto const& [session, account, strength, started_at, seen_at, ends_at, name, email, role, is_trusted] =
        *row;
    http::Viewer viewer;
    viewer.account_id = account;
    viewer.name = name;
    viewer.email = email;
    viewer.role = find_role(role).value_or(http::Role::member);
    viewer.actors = actors_of(tx, account);
    viewer.is_trusted = is_trusted != 0;
    viewer.session_id = session;
    viewer.strength = strength_of(strength);
    viewer.signed_in_at = time_of(started_at);
    viewer.seen_at = time_of(seen_at);
    viewer.ends_at = std::min(time_of(ends_at), viewer.seen_at + settings.idle_time);
    if (settings.staff_need_passkey.value_or(false) && viewer.role > http::Role::member &&
        viewer.strength < Strength::passkey) {
        viewer.role = http::Role::member;
        viewer.needs_stronger_sign_in = true;
    }
    if (settings.need_second_factor && !has_shown_two_factors(tx, viewer, settings)) {
        viewer.role = http::Role::visitor;
        viewer.actors.clear();
        viewer.is_trusted = false;
        viewer.needs_stronger_sign_in = true;
    }
    return viewer;
}

bool should_note_use(http::Viewer const& viewer, Timestamp now, AccountSettings const& settings) {
    if (viewer.session_id == 0) return false;
    auto const every = std::min<std::chrono::milliseconds>(note_every, settings.idle_time / 4);
    return now - viewer.seen_at >= every;
}

void note_use(store::WriteTransaction& tx, std::int64_t session) {
    tx.execute("UPDATE sessions SET seen_at = :now WHERE id = :id", to_text(tx.now()), session);
}

std::vector<SessionEntry> sessions_of(store::ReadTransaction& tx, std::int64_t account, Timestamp now,
                                      AccountSettings const& settings) {
    std::vector<SessionEntry> entries;
    for (auto const& [id, strength, started_at, seen_at, ends_at, client, agent] :
         tx.rows<std::int64_t, std::string, std::string, std::string, std::string, std::string, std::string>(
             "SELECT id, strength, started_at, seen_at, ends_at, client, device FROM sessions WHERE "
             "account_id = :account AND ends_at > :now AND seen_at > :idle_since ORDER BY seen_at DESC",
             account, to_text(now), to_text(now - settings.idle_time)))
        entries.push_back({id, strength_of(strength), started_at, seen_at, ends_at, client, agent});
    return entries;
}

bool end_session(store::WriteTransaction& tx, std::int64_t account, std::int64_t session) {
    return tx.execute("DELETE FROM sessions WHERE id = :id AND account_id = :account", session, account) > 0;
}

void end_other_sessions(store::WriteTransaction& tx, std::int64_t account, std::int64_t kept) {
    tx.execute("DELETE FROM sessions WHERE account_id = :account AND id <> :kept", account, kept);
}

void end_session(store::WriteTransaction& tx, std::string_view token) {
    tx.execute("DELETE FROM sessions WHERE token_hash = :token", sha256_hex(token));
}

} // namespace legation::accounts
