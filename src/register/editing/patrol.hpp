#pragma once

#include "kernel/records/record_store.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Changes that trusted editors made to records of others, and the first ones of anybody: they show at once,
/// and somebody looks at them afterwards.
namespace legation::registry {

struct PatrolEntry {
    records::Revision revision;
    std::string title, path;     ///< of the record
    std::int64_t account_id = 0; ///< whose change it is
    bool is_closed = false;      ///< not for whoever reads: then it says neither what nor of which record
};

/// Puts what this transaction did after change `before` on the list: to a record of that kind and its parts,
/// and of a new one the record alone, with which its parts go. What it cites is not taken back with it.
void put_on_patrol(store::WriteTransaction& tx, std::int64_t before, records::RecordType const& type,
                   std::string_view title, std::string_view path);

constexpr std::int64_t patrol_a_page = 50;

/// What nobody looked at yet, the oldest first, as far as the transaction's lens sees the record.
std::vector<PatrolEntry> read_patrol(store::ReadTransaction& tx, std::int64_t page);
std::int64_t count_patrol(store::ReadTransaction& tx);
/// Whether a change waits on the list and may be seen. Nothing else is taken back from there.
bool is_open_on_patrol(store::ReadTransaction& tx, std::int64_t revision_id);

/// Takes changes off the list, in the name of the transaction's author; what was looked at already stays as
/// it is.
void check_off(store::WriteTransaction& tx, std::span<std::int64_t const> revision_ids);

} // namespace legation::registry
