#pragma once

#include "accounts/context.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

/// Who acts for an actor: its managers decide.
namespace legation::accounts {

/// GET /members/{slug}: members, invitations, agents; for its managers.
http::Response members_page(http::Request const& request, Context const& context);
/// POST /members/{slug}: one act, named by the button: invite, remove, manager, member, appoint, dismiss.
http::Response change_members(http::Request const& request, Context const& context);

} // namespace legation::accounts
