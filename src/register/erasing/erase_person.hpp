#pragma once

#include "accounts/audit/audit_log.hpp"
#include "kernel/store/store.hpp"
#include "register/erasing/named_elsewhere.hpp"
#include "register/erasing/person_traces.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// A private person who asks for it is taken out of the record, of its past and of everything that waits
/// beside it. The report asks for a public catalog of governments; nobody who works for one has to stay in it
/// for ever.
namespace legation::registry {

/// Who is to be erased.
struct PersonToErase {
    std::vector<std::int64_t> records; ///< the record itself, and all that became one with it
    PersonTraces traces;
};
PersonToErase person_to_erase(store::ReadTransaction& tx, std::int64_t id);

/// What went besides the record itself.
struct PersonErased {
    std::int64_t records = 0; ///< with those that were merged into it
    std::int64_t suggestions = 0, waiting_rows = 0, letters = 0;
    std::int64_t elsewhere = 0;       ///< other records that lost the name
    std::vector<std::string> uploads; ///< UUIDs; their files are to be removed
};

/// Erases the person, and every record of a person that was merged into this one or that this one was merged
/// into; takes the name out of the other records that are given. Throws Error(not_found), and Error(conflict)
/// when it was erased before.
PersonErased erase_person(store::WriteTransaction& tx, std::int64_t id,
                          std::span<NamedElsewhere const> elsewhere = {});

/// Writes both into the audit log. `event` says who asked for it, from where and why.
void audit_erasing(store::WriteTransaction& tx, accounts::Event event, std::int64_t id,
                   std::span<NamedElsewhere const> elsewhere);

/// Whether a text names somebody, whatever its letter case and accents.
bool names_person(std::string_view text, std::string_view name);

} // namespace legation::registry
