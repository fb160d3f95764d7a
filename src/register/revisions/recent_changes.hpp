#pragma once

#include "kernel/http/request.hpp"
#include "kernel/records/record_store.hpp"
#include "register/roster.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace legation::registry {

inline constexpr std::int64_t changes_on_a_page = 50;

/// Which changes of the record somebody wants to see.
struct ChangeFilter {
    std::string noun;        ///< a record type's name: `partnership`
    std::string country;     ///< ISO 3166-1 alpha-2: of a record there, or of one of those who take part
    std::string actor;       ///< a slug: of that government or organization, and of what is tied to it
    std::string author;      ///< as revisions name them
    std::string from, until; ///< whole days, UTC; both included
    std::int64_t before =
        0; ///< only older ones than that revision: where the next page begins; 0 for the newest
};

/// Reads and checks an address. Throws Error(bad_request) for parameters that are unknown or wrong.
ChangeFilter parse_change_filter(http::Query const& query, Roster const& roster);

/// The address with that filter: `/register/changes?noun=partnership`.
std::string path_of(ChangeFilter const& filter);

/// The nouns whose changes are listed: those that have pages.
std::vector<records::RecordType const*> changing_nouns();

/// The revisions that the filter leaves, of records that may be shown, newest first: one more than a page
/// holds where there are more.
std::vector<records::Revision> recent_changes(store::ReadTransaction& tx, ChangeFilter const& filter,
                                              Roster const& roster);

} // namespace legation::registry
