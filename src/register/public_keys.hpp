#pragma once

#include "kernel/records/field.hpp"
#include "kernel/store/store.hpp"
#include "register/roster.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// How what a field refers to is named to everybody: by slugs and keys, never by numbers of this database,
/// and never what is hidden or meant for a closed audience.
namespace legation::registry {

/// Whether an entry of a list names something that everybody may see; what names nothing on record is a word.
bool is_visible(Roster const& roster, records::Field const& field, std::string_view entry);

/// A list of slugs or keys without those that may not be named.
std::string visible_entries(Roster const& roster, records::Field const& field, std::string list);

/// The slug or key of what a reference refers to; empty where it may not be named.
std::string public_key(store::ReadTransaction& tx, Roster const& roster, records::Field const& field,
                       std::int64_t id);

} // namespace legation::registry
