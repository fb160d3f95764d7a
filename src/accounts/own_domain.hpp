#pragma once

#include <string>
#include <string_view>

namespace legation::accounts {

/// The domain whose mailboxes belong to the government with that website, or nothing when that is not sure.
/// Only `.gov` is handed out to governments alone. The website must be the domain's front page, because a
/// department's page says nothing of who has mailboxes there.
std::string own_domain(std::string_view website);

/// Whether an address is on that very domain. Not below it: states lend `city.state.gov` to their cities.
bool is_on_domain(std::string_view email, std::string_view domain);

} // namespace legation::accounts
