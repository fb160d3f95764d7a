#include "register/adapters/found_source.hpp"

#include "kernel/files/table_reader.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <thread>

namespace legation::registry {

namespace {

void check_columns(Adapter const& adapter, records::CsvFile const& file, std::string const& file_name) {
    for (std::string_view const column : adapter.columns)
        if (!file.has(column))
            files::refuse_file(file_name, 1, fmt::format("there is no column “{}”", column),
                               fmt::format("files of {} have the columns {}", adapter.name,
                                           fmt::join(adapter.columns, ", ")));
}

void add_broken(std::vector<FoundRow>& rows, FoundTable& table) {
    for (auto& [line, problem] : table.broken) {
        FoundRow row;
        row.line = line;
        row.problem = std::move(problem);
        rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(rows, {}, &FoundRow::line);
}

void refuse_nameless(std::vector<FoundRow>& rows) {
    for (FoundRow& row : rows)
        if (row.left_out.empty() && row.problem.empty() &&
            std::ranges::any_of(row.names, [](FoundName const& name) { return name.mention.name.empty(); }))
            row.problem = "a name is missing";
}

/// As an entry of a list in a cell.
std::string as_entry(std::string name) {
    std::ranges::replace(name, ';', ',');
    return name;
}

void add_name(ImportRow& row, FoundName const& name) {
    auto const held = std::ranges::find(row.columns, name.column);
    if (held == row.columns.end()) {
        row.columns.emplace_back(name.column);
        row.cells.push_back(as_entry(name.mention.name));
    } else {
        row.cells[static_cast<std::size_t>(held - row.columns.begin())] += ';' + as_entry(name.mention.name);
    }
    row.mentions[std::string(name.column)].push_back(name.mention);
    row.verdicts[std::string(name.column)].push_back(name.verdict);
}

ImportRow with_cells(FoundRow const& found, FoundRecord const& record, std::size_t count) {
    ImportRow row;
    row.line = found.line;
    row.noun = find_noun(record.noun);
    for (std::size_t at = 0; at < count; ++at) {
        row.columns.emplace_back(record.cells[at].first);
        row.cells.push_back(record.cells[at].second);
    }
    return row;
}

/// A record as a row, and beside it the details that a person must be asked about.
void add_record(std::vector<ImportRow>& rows, FoundRow const& found, FoundRecord const& record) {
    ImportRow row = with_cells(found, record, record.cells.size());
    std::vector<ImportRow> details;
    for (std::size_t const at : record.names) {
        FoundName const& name = found.names[at];
        if (!name.is_detail || name.is_certain()) {
            add_name(row, name);
        } else {
            details.push_back(with_cells(found, record, 1));
            add_name(details.back(), name);
        }
    }
    rows.push_back(std::move(row));
    std::ranges::move(details, std::back_inserter(rows));
}

} // namespace

FoundSource::FoundSource(Adapter const& adapter, FoundTable table, Reconciler const& reconciler,
                         std::string const& file_name)
    : reconciler_(reconciler) {
    check_columns(adapter, table.file, file_name);
    rows_ = adapter.translate(table.file, reconciler);
    refuse_nameless(rows_);
    add_broken(rows_, table);
}

void FoundSource::decide_next() {
    constexpr std::size_t at_once = 4096;
    std::size_t const count = std::min(at_once, rows_.size() - decided_);
    decide_rows(reconciler_, std::span(rows_).subspan(decided_, count),
                std::max(1U, std::thread::hardware_concurrency()));
    decided_ += count;
}

void FoundSource::translate_next() {
    if (at_ == decided_) decide_next();
    FoundRow& found = rows_[at_++];
    translated_.clear();
    given_ = 0;
    if (found.left_out.empty() && found.problem.empty())
        for (FoundRecord const& record : found.records)
            add_record(translated_, found, record);
    if (translated_.empty()) {
        ImportRow& row = translated_.emplace_back();
        row.line = found.line;
        row.problem = found.problem;
        row.skip = found.left_out;
        if (row.problem.empty() && row.skip.empty()) row.skip = "it says nothing that is recorded here";
    }
    found = FoundRow{}; // done with: a long file does not fill the memory with candidates
}

bool FoundSource::next(ImportRow& row) {
    if (given_ == translated_.size()) {
        if (at_ == rows_.size()) return false;
        translate_next();
    }
    row = std::move(translated_[given_++]);
    return true;
}

double FoundSource::share_read() const {
    return rows_.empty() ? 1 : static_cast<double>(at_) / static_cast<double>(rows_.size());
}

} // namespace legation::registry
