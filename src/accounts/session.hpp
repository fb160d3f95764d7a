#pragma once

#include "kernel/config.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/viewer.hpp"
#include "kernel/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::accounts {

/// The cookie of a session. `__Host-` makes browsers take it from this very host over TLS alone (localhost
/// counts as such), so that no neighboring site can put one in its place.
inline constexpr std::string_view session_cookie = "__Host-session";

/// Where a session is used from, as its owner sees it in the list.
struct Device {
    std::string client; ///< address
    std::string agent;  ///< what the browser calls itself
    http::Language language = http::Language::en;
};

/// Begins a session and answers its token, which nobody will see again: the database has only its hash.
std::string start_session(store::WriteTransaction& tx, std::int64_t account, http::Strength strength,
                          Device const& device, AccountSettings const& settings);

/// The `Set-Cookie` that hands a session to the browser, and the one that takes it back.
std::string cookie_with(std::string_view token);
std::string cookie_without();

/// `Clear-Site-Data` for whoever signs out: no page that they saw stays in this browser.
inline constexpr char const* forget_pages = "\"cache\"";

/// Whose session a token is, with everything that the policy asks about; nothing when it has ended, or its
/// account has been disabled.
std::optional<http::Viewer> find_viewer(store::ReadTransaction& tx, std::string_view token, Timestamp now,
                                        AccountSettings const& settings);

/// Whether the session's last use is so long ago that it should be noted. Not with every request: reading
/// must not write.
bool should_note_use(http::Viewer const& viewer, Timestamp now, AccountSettings const& settings);
void note_use(store::WriteTransaction& tx, std::int64_t session);

/// One line in its owner's list.
struct SessionEntry {
    std::int64_t id = 0;
    http::Strength strength = http::Strength::none;
    std::string started_at, seen_at, ends_at, client, agent;
};
std::vector<SessionEntry> sessions_of(store::ReadTransaction& tx, std::int64_t account, Timestamp now,
                                      AccountSettings const& settings);

/// Ends one session of that account; answers whether there was one.
bool end_session(store::WriteTransaction& tx, std::int64_t account, std::int64_t session);
/// Ends all of them but one; 0 leaves none.
void end_other_sessions(store::WriteTransaction& tx, std::int64_t account, std::int64_t kept);
/// Ends whatever session the token is of.
void end_session(store::WriteTransaction& tx, std::string_view token);

std::string_view name_of(http::Strength strength);

} // namespace legation::accounts
