#pragma once

#include "kernel/store/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// A private person who asks for it is taken out of the record, of its past and of everything that waits
/// beside it. The report asks for a public catalog of governments; nobody who works for one has to stay in it
/// for ever.
namespace legation::registry {

/// What went besides the record itself.
struct PersonErased {
    std::int64_t records = 0; ///< with those that were merged into it
    std::int64_t suggestions = 0, waiting_rows = 0, letters = 0;
    std::vector<std::string> uploads; ///< UUIDs; their files are to be removed
};

/// Erases the person, and every record of a person that was merged into this one or that this one was merged
/// into. Throws Error(not_found), and Error(conflict) when it was erased before.
PersonErased erase_person(store::WriteTransaction& tx, std::int64_t id);

/// Another record that names a person in its text, now or in its past.
struct NamedElsewhere {
    std::string record_type;
    std::int64_t record_id = 0;
    bool is_now = false; ///< else an earlier version does, or the reason of a change
};

/// Where else the name stands; erasing the person leaves that as it is.
std::vector<NamedElsewhere> named_elsewhere(store::ReadTransaction& tx, std::int64_t person,
                                            std::string_view name);

/// Whether a text names somebody, whatever its letter case and accents.
bool names_person(std::string_view text, std::string_view name);

} // namespace legation::registry
