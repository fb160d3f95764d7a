#pragma once

#include "kernel/http/router.hpp"
#include "kernel/http/viewer.hpp"
#include "kernel/store/store.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// Who may do what, on the whole hub: decided here and nowhere else.
namespace legation::accounts {

enum class Permission {
    see_public,     ///< pages, lists, search, exports, the API: for everyone
    see_health,     ///< metrics: programs on this machine
    sign_in,        ///< asking for a link and using it
    use_account,    ///< one's own name, sessions, data
    set_up_sign_in, ///< one's own passkeys, password and app: all that somebody may who has only half signed
                    ///< in
    suggest_change, ///< for everyone; what is suggested waits for a moderator
    see_record,     ///< one record, by its audience
    edit_record,    ///< change a record at once: its own actors' members, and trusted editors
    manage_members, ///< invite, remove, appoint an agent
    moderate,       ///< the queue, the patrol list, protecting, blocking, merging
    decide_joining, ///< who may act for an actor
    see_people,     ///< the list of accounts
    erase_record,   ///< take a private person out of the record and its past, for good
    administer,     ///< roles, disabling, settings
};

/// Every permission, for the test that walks all of them.
inline constexpr std::array all_permissions{
    Permission::see_public,   Permission::see_health,     Permission::sign_in,
    Permission::use_account,  Permission::set_up_sign_in, Permission::suggest_change,
    Permission::see_record,   Permission::edit_record,    Permission::manage_members,
    Permission::moderate,     Permission::decide_joining, Permission::see_people,
    Permission::erase_record, Permission::administer,
};

/// What a permission is asked for. Plain values: this layer knows no records.
struct Subject {
    std::span<std::int64_t const> actors =
        {};                               ///< whose it is: an actor itself, or the sides of a partnership
    std::string_view audience = "public"; ///< public, members, office, own
    bool is_hidden = false;
    bool is_protected = false; ///< only moderators change it
};

/// Whether somebody may. With no subject: whether there is anything of the kind that they may, which is what
/// a route asks before it knows the object.
bool may(http::Viewer const& viewer, Permission permission);
bool may(http::Viewer const& viewer, Permission permission, Subject const& subject);

/// Ends the request when they may not: Error(unauthorized) where nobody has signed in, else Error(forbidden);
/// Error(not_found) for a record that they may not even know of.
void require(http::Viewer const& viewer, Permission permission, Subject const& subject);

/// Whether somebody has signed in with one factor on a hub that asks everybody for two. Until they have shown
/// the other they have no role and act for nobody, and may do what every visitor may, but for suggesting.
bool waits_for_second_factor(http::Viewer const& viewer);

/// What a permission is called in routes, logs and tests.
std::string_view name_of(Permission permission);

/// The policy of a route. `see_public` and `see_health` are the kernel's own `everyone` and `this machine`.
http::Policy route_policy(Permission permission);

/// The actors that somebody acts for, in order.
std::vector<std::int64_t> actors_of(http::Viewer const& viewer);

/// How the record names whoever is signed in.
store::Author author_of(http::Viewer const& viewer);

} // namespace legation::accounts
