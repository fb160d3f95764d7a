#pragma once

#include "kernel/store/store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::accounts {

enum class LinkPurpose {
    sign_in,             ///< for the address it was sent to
    first_administrator, ///< printed where the program was started
    invitation,          ///< to act for an actor
    new_email,           ///< confirms the new address of an account
};

/// What a link that can be used once is for.
struct OneTimeLink {
    std::int64_t id = 0;
    LinkPurpose purpose = LinkPurpose::sign_in;
    std::string email = {};
    std::int64_t account_id = 0; ///< who sent or asked for it; 0: nobody who has signed in
    std::int64_t actor_id = 0;   ///< of an invitation
    bool is_manager = false;
    std::string return_to = {}; ///< an address of this site, or nothing
};

/// Stores the link and answers its token, of which only a hash is kept.
std::string make_link(store::WriteTransaction& tx, OneTimeLink const& link, std::chrono::minutes valid_for);

/// The link of a token, if it can still be used. Looking does not use it: mail scanners look.
std::optional<OneTimeLink> find_link(store::ReadTransaction& tx, std::string_view token, Timestamp now);

/// The same, and nobody can use it again.
std::optional<OneTimeLink> use_link(store::WriteTransaction& tx, std::string_view token);

/// Somebody who was invited to act for an actor and has not come yet.
struct OpenInvitation {
    std::string email, expires_at;
};
/// Each address once, with its latest invitation.
std::vector<OpenInvitation> open_invitations(store::ReadTransaction& tx, std::int64_t actor, Timestamp now);

/// Makes links of a purpose useless that have not been used.
void withdraw_links(store::WriteTransaction& tx, LinkPurpose purpose);

/// An address of this site to go to afterwards, or nothing where it could lead elsewhere.
std::string checked_return(std::string_view address);

} // namespace legation::accounts
