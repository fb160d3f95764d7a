#pragma once

#include "kernel/http/request.hpp"
#include "kernel/records/record_store.hpp"
#include "register/following/follow_store.hpp"
#include "register/presenter.hpp"
#include "register/section.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// What stands at an address of this site, `/register?kind=city` or `/es/register/us-ca`, if one can follow
/// it: a record, a country, a list with its filters, or a search. Throws Error(not_found) for anything else.
FollowTarget follow_target(Context const& context, Picture const& picture, Presenter const& presenter,
                           std::string_view address);

/// Its name and page now; an empty cell when everybody may not see it anymore.
Cell page_of_target(store::ReadTransaction& tx, Presenter const& presenter, FollowTarget const& target);

/// Which changes somebody hears of.
struct ChangesAsked {
    std::int64_t after_revision = 0;
    std::int64_t without_account = 0; ///< nobody is told what they did themselves
    std::size_t most = 50;
    std::int64_t most_pages =
        40; ///< of 50 changes that are looked through: after a large import nobody reads on
};

/// The changes of it, newest first: of a record and of what is tied to it, of everything in a country, of
/// what a list or search has now.
std::vector<records::Revision> changes_followed(store::ReadTransaction& tx, Picture const& picture,
                                                Presenter const& presenter, FollowTarget const& target,
                                                ChangesAsked const& asked);

/// Fills `{{>register/follow.tpl}}` of the page at that address.
void show_follow(views::Data& data, Context const& context, http::Request const& request,
                 Picture const& picture, Presenter const& presenter, std::string const& address);

} // namespace legation::registry
