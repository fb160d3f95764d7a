#pragma once

#include "kernel/records/record_store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// A country with something on record, and when any of that was changed last.
struct ChangedCountry {
    std::string code, changed_at;
};

/// Every such country, the one where something was changed last first: some 200 at most.
std::vector<ChangedCountry> changed_countries(store::ReadTransaction& tx);

/// The revisions of everything visible in or with a country: who is there, their partnerships, offices,
/// activities, editions of convenings. Newest first; one page of them.
std::vector<records::Revision> changes_in_country(store::ReadTransaction& tx, std::string_view code,
                                                  std::int64_t page);

} // namespace legation::registry
