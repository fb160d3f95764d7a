#pragma once

#include "kernel/records/record_store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Two records that mean the same become one. What is behind it: the report asks for one public catalog that
/// many hands fill, and many hands enter the same partner twice.
namespace legation::registry {

/// Makes one record of two: what refers to `merged_id` refers to `kept_id` afterwards, lists are united,
/// fields that are empty in the kept record are filled from the other, and the other is hidden. What would
/// then say the same twice, such as two memberships in one network, is hidden as well. Every change is a
/// revision of its record with `comment`. Answers the id of the merge, by which it can be undone.
///
/// Throws Error(unprocessable), with a reason for the person who asked, where the two cannot be one: the same
/// record, a hidden one, two that are tied to each other, governments of two places, or the wrong one of the
/// two to keep.
std::int64_t merge(store::WriteTransaction& tx, records::RecordType const& type, std::int64_t kept_id,
                   std::int64_t merged_id, std::string_view comment);

/// Puts every field back that a merge changed. A field that somebody has changed since stays as they left it.
/// Throws Error(not_found) when there is no such merge, Error(conflict) when it is undone already.
void undo_merge(store::WriteTransaction& tx, std::int64_t merge_id, std::string_view comment);

/// A merge that stands.
struct RecentMerge {
    std::int64_t id = 0;
    std::string record_type;
    std::int64_t kept_id = 0;
    std::string merged_name;          ///< of the record that was merged into the kept one
    std::string merged_key, kept_key; ///< what tells them apart when their names do not
    std::string comment, author, merged_at;
};

/// Newest first.
std::vector<RecentMerge> recent_merges(store::ReadTransaction& tx, std::int64_t limit);

/// The record that stands for this one now, through any number of merges; nothing when it was never merged.
std::optional<std::int64_t> merged_into(store::ReadTransaction& tx, records::RecordType const& type,
                                        std::int64_t id);

} // namespace legation::registry
