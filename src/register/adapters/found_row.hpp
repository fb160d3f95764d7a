#pragma once

#include "kernel/records/csv.hpp"
#include "register/reconcile/reconciler.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace legation::registry {

/// A row of a file found in the world, translated into our nouns: who is mentioned, and what is said of them.
struct FoundRow {
    std::size_t line = 0;
    std::vector<Mention> mentions;
    std::vector<std::pair<std::string, std::string>> statements; ///< `ocd_id`, `website`, `network` …
    std::string doubt;    ///< why a person must look at it whatever its name is taken for
    std::string left_out; ///< why the row says nothing that we record; empty when it does

    std::string_view statement(std::string_view name) const;
};

/// The row with each name decided, in the order of its mentions.
struct MatchedRow {
    FoundRow row;
    std::vector<Verdict> verdicts;

    /// Every name is certain, so what the row says can be recorded.
    bool is_certain() const;
};

/// One kind of file that is found in the world.
struct Adapter {
    std::string_view name;  ///< as the command line names it
    std::string_view title; ///< of the source that is recorded
    std::string_view license, url;
    std::vector<std::string_view> columns; ///< that a file must have
    std::vector<FoundRow> (*translate)(records::CsvFile const& file);
};

std::vector<Adapter> const& adapters();
/// Null when there is none of that name.
Adapter const* find_adapter(std::string_view name);

/// Decides every row, on as many threads as are asked for. Rows that are left out have no verdicts.
std::vector<MatchedRow> match_rows(Reconciler const& reconciler, std::vector<FoundRow> rows,
                                   unsigned threads);

std::vector<FoundRow> translate_ocd_divisions(records::CsvFile const& file);
std::vector<FoundRow> translate_census_places(records::CsvFile const& file);
std::vector<FoundRow> translate_gov_domains(records::CsvFile const& file);
std::vector<FoundRow> translate_sister_cities(records::CsvFile const& file);
std::vector<FoundRow> translate_network_members(records::CsvFile const& file);

} // namespace legation::registry
