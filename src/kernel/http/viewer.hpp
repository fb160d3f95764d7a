#pragma once

#include "kernel/clock.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace legation::http {

/// What somebody may do on this hub beyond acting for their actors. A later one may do what an earlier one
/// may, as `accounts/policy.cpp` says in detail.
enum class Role { visitor, member, moderator, office, administrator };

/// How somebody proved who they are, the weakest first.
/// `other_site` is one of which the operator has not said that it is as good as a passkey; `oidc` is.
enum class Strength { none, mail_link, other_site, password, passkey, oidc };

/// An actor that somebody acts for.
struct ActorRole {
    std::int64_t actor_id = 0;
    bool is_manager = false; ///< also invites and removes the actor's members
};

/// Who sends a request. Filled before the router is asked; as it stands here nobody has signed in.
struct Viewer {
    std::int64_t account_id = 0; ///< 0: nobody
    std::string name, email;
    Role role =
        Role::visitor; ///< of whoever has signed in a member at least, unless a second factor is missing
    std::vector<ActorRole> actors;
    bool is_trusted = false; ///< their changes apply at once

    std::int64_t session_id = 0; ///< 0 for a program with a token
    Strength strength = Strength::none;
    Timestamp signed_in_at{}; ///< when they last proved who they are
    Timestamp seen_at{};      ///< the last noted use of the session
    Timestamp ends_at{};      ///< when the session ends if nothing more is asked for
    /// Their role would be higher, had they signed in with more than a link.
    bool needs_stronger_sign_in = false;

    std::string form_token; ///< for the hidden field of every form; empty until a page with a form is shown

    bool is_program = false;         ///< came with an API token instead of a session
    std::vector<std::string> scopes; ///< what that token may do

    bool is_signed_in() const { return account_id != 0; }
    bool acts_for(std::int64_t actor_id) const {
        return std::ranges::any_of(actors, [&](ActorRole const& one) { return one.actor_id == actor_id; });
    }
    bool manages(std::int64_t actor_id) const {
        return std::ranges::any_of(
            actors, [&](ActorRole const& one) { return one.actor_id == actor_id && one.is_manager; });
    }
    bool has_scope(std::string_view scope) const {
        return !is_program || std::ranges::find(scopes, scope) != scopes.end();
    }
};

} // namespace legation::http
