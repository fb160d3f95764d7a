#pragma once

#include "kernel/http/viewer.hpp"
#include "kernel/records/record_store.hpp"
#include "register/editing/subject.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What keeps vandals from doing much, and is hardly felt by anybody else.
namespace legation::registry {

/// Ends the request of whoever may not change the record directly.
void require_edit(http::Viewer const& viewer, EditSubject const& subject);

/// Counts one more direct change; throws Error(too_many). Answers whether somebody looks at it afterwards: a
/// trusted editor neither moderates nor acts for the record's actors, and a newcomer has shown little yet.
bool count_edit(store::WriteTransaction& tx, http::Viewer const& viewer, EditSubject const& subject);

/// Whether changes by a newcomer are looked at before they show: they add many links, very much text, or
/// remove most of what a record said. That is what vandals and advertisers do, and seldom anybody else.
bool wants_second_look(std::vector<records::FieldChange> const& changes);

/// Where a moderator blocks somebody: `account 12`, or an address.
std::string block_path(Presenter const& presenter, std::string_view whom);

} // namespace legation::registry
