#pragma once

#include "kernel/records/csv.hpp"
#include "register/reconcile/reconciler.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace legation::registry {

/// Somebody or something that a row names, and what the name was taken for.
struct FoundName {
    std::string_view column; ///< of the records that name it
    Mention mention;
    bool is_detail = false; ///< the record can be made without it, and a person asked about it
    Verdict verdict = {};

    bool is_certain() const { return verdict.decision == Verdict::Decision::certain; }
};

/// One record that a row speaks of: the cells that are plain, and the names it has.
struct FoundRecord {
    std::string_view noun;
    /// Column and what stands there; what tells the record from others comes first.
    std::vector<std::pair<std::string_view, std::string>> cells;
    std::vector<std::size_t> names; ///< of the row
};

/// A row of a file found in the world, translated into our nouns.
struct FoundRow {
    std::size_t line = 0;
    std::vector<FoundName> names;
    std::vector<FoundRecord> records;
    std::string doubt;    ///< why a person must look at it whatever its name is taken for
    std::string left_out; ///< why the row says nothing that we record; empty when it does
    std::string problem;  ///< why it is no row

    /// Every name is certain, so what the row says can be recorded.
    bool is_certain() const;
};

/// One kind of file that is found in the world.
struct Adapter {
    std::string_view name;  ///< as the command line names it
    std::string_view title; ///< of the source that is recorded
    std::string_view license, url;
    std::vector<std::string_view> columns; ///< that a file must have
    std::vector<FoundRow> (*translate)(records::CsvFile const& file, Reconciler const& reconciler);
};

std::vector<Adapter> const& adapters();
/// Null when there is none of that name.
Adapter const* find_adapter(std::string_view name);

/// Decides what the names of rows mean, on as many threads as are asked for. Rows that are left out are
/// passed over.
void decide_rows(Reconciler const& reconciler, std::span<FoundRow> rows, unsigned threads);

std::vector<FoundRow> translate_ocd_divisions(records::CsvFile const& file, Reconciler const& reconciler);
std::vector<FoundRow> translate_census_places(records::CsvFile const& file, Reconciler const& reconciler);
std::vector<FoundRow> translate_gov_domains(records::CsvFile const& file, Reconciler const& reconciler);
std::vector<FoundRow> translate_sister_cities(records::CsvFile const& file, Reconciler const& reconciler);
std::vector<FoundRow> translate_network_members(records::CsvFile const& file, Reconciler const& reconciler);
std::vector<FoundRow> translate_missions(records::CsvFile const& file, Reconciler const& reconciler);

} // namespace legation::registry
