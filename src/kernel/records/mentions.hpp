#pragma once

#include "kernel/records/record_store.hpp"

#include <span>

namespace legation::records {

/// Which records cite a source or carry a theme: derived from their lists with every change, so that the way
/// back needs no search. Called by the record store, after the record's own row.
void write_mentions(store::WriteTransaction& tx, RecordType const& type, Record const& record);

/// Derives the history of mentions from the history of records, where a hub has records that are older than
/// it: once, after the migration that made it. Answers how many were written.
std::int64_t derive_mentions_history(store::Store& store, std::span<RecordType const* const> types);

} // namespace legation::records
