#pragma once

#include "register/import/import_engine.hpp"
#include "register/import/import_store.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The rows of imports that wait for a person: found by what they ask, decided one by one or many at once.
namespace legation::registry {

/// Which rows of the queue somebody looks at.
struct RowFilter {
    std::string state = "waiting"; ///< or skipped, applied
    std::int64_t run = 0;          ///< of one import
    std::string noun = {};
    std::string doubt = {}; ///< the sort of question: `several`, `unknown` …

    bool is_narrowed() const { return run != 0 || !noun.empty() || !doubt.empty(); }
};

/// A sort of question, with how it is called.
struct Doubt {
    std::string_view code, label;
};
std::span<Doubt const> doubts();
/// The sort of a question, from the words that the reconciler and the engine ask it in (`evidence.cpp`,
/// `name_resolver.cpp`).
std::string_view doubt_in(std::string_view reason);

struct RowCount {
    std::string value, label;
    std::int64_t count = 0;
};
/// How many rows in that state each choice of a filter finds.
struct RowCounts {
    std::vector<RowCount> runs, nouns, doubts;
};

/// A row as the page shows it.
struct DecidedRow {
    QueuedRow row;
    std::string decided_by, decided_at; ///< empty while it waits
};

constexpr std::int64_t rows_a_page = 10;
/// To take one stores a record, which takes a little: so many at a time.
constexpr std::int64_t most_taken_at_once = 200;

std::int64_t count_rows(store::ReadTransaction& tx, RowFilter const& filter);
RowCounts count_choices(store::ReadTransaction& tx, std::string_view state);
/// Those that wait longest first; what is decided, the latest first.
std::vector<DecidedRow> find_rows(store::ReadTransaction& tx, RowFilter const& filter, std::int64_t page);
/// The highest id that there is: what is queued later is not meant by a decision about what somebody saw.
std::int64_t last_row(store::ReadTransaction& tx);
/// The first of them that wait, up to an id.
std::vector<std::int64_t> waiting_ids(store::ReadTransaction& tx, RowFilter const& filter, std::int64_t up_to,
                                      std::int64_t most);

/// Leaves out all that wait under a filter, up to an id; answers how many.
std::int64_t skip_rows(store::WriteTransaction& tx, RowFilter const& filter, std::int64_t up_to);
/// Asks again about rows that were left out.
void ask_again_about(store::WriteTransaction& tx, std::span<std::int64_t const> ids);

} // namespace legation::registry
