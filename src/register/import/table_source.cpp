#include "register/import/table_source.hpp"

#include "kernel/error.hpp"
#include "kernel/search/fold.hpp"
#include "register/export/record_rows.hpp"
#include "register/reconcile/evidence_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using records::Field;
using records::RecordType;

constexpr std::array<std::string_view, 4> evidence_columns{"state", "latitude", "longitude", "population"};

bool is_evidence(RecordType const& noun, std::string_view name) {
    return noun.find(name) == nullptr && std::ranges::find(evidence_columns, name) != evidence_columns.end();
}

/// A column of a download that is no field: what it says is known here already.
bool is_download_column(RecordType const& noun, std::string_view heading) {
    return std::ranges::any_of(record_columns(noun), [&](RecordColumn const& column) {
        return column.field == nullptr && column.sheet.name == heading;
    });
}

bool is_template_line(std::vector<std::string> const& cells) {
    auto const first = std::ranges::find_if(cells, [](std::string const& cell) { return !cell.empty(); });
    return first != cells.end() && (first->starts_with("(example)") || first->starts_with("(help)"));
}

} // namespace

std::string folded_heading(std::string_view heading) {
    return search::fold(heading);
}

std::vector<std::string> file_columns(RecordType const& noun) {
    std::vector<std::string> columns;
    columns.reserve(noun.fields.size() + 1); // its children, too
    for (Field const& field : noun.fields)
        columns.emplace_back(records::public_name(field));
    if (noun.name == "partnership") columns.emplace_back("parties");
    if (noun.name == "activity") columns.emplace_back("participants");
    if (noun.name == "actor") columns.emplace_back("identifiers");
    return columns;
}

std::vector<std::string> evidence_columns_of(RecordType const& noun) {
    std::vector<std::string> columns;
    for (std::string_view const name : evidence_columns)
        if (is_evidence(noun, name)) columns.emplace_back(name);
    return columns;
}

TableSource::TableSource(std::unique_ptr<files::TableReader> table, RecordType const& noun,
                         Mapping const& mapping,
                         std::function<std::string(std::string_view)> const& translate,
                         std::string const& file_name)
    : table_(std::move(table)), noun_(noun) {
    for (std::string const& heading : table_->header()) {
        Column column = column_for(heading, mapping, translate, file_name);
        bool const stands_twice =
            column.use != Use::none && std::ranges::any_of(uses_, [&](Column const& other) {
                return other.use != Use::none && other.name == column.name;
            });
        if (stands_twice)
            files::refuse_file(file_name, 1, fmt::format("two columns are both “{}”", column.name),
                               "leave one out, as in --map \"Heading=-\"");
        if (column.use == Use::cell) columns_.push_back(column.name);
        uses_.push_back(std::move(column));
    }
}

std::optional<std::string> field_of_heading(std::string const& heading, RecordType const& noun,
                                            Mapping const& mapping,
                                            std::function<std::string(std::string_view)> const& translate) {
    std::string const folded = folded_heading(heading);
    std::vector<std::string> const known = file_columns(noun);
    auto const mapped = mapping.find(folded);
    if (mapped != mapping.end()) {
        bool const is_known = mapped->second == "-" || is_evidence(noun, mapped->second) ||
                              std::ranges::find(known, mapped->second) != known.end();
        if (is_known) return mapped->second;
    }
    if (folded.empty()) return "-";
    for (std::string const& name : known)
        if (folded == folded_heading(name)) return name;
    for (std::string_view const name : evidence_columns)
        if (folded == name && is_evidence(noun, name)) return std::string(name);
    for (Field const& field : noun.fields)
        if (folded == folded_heading(field.label) || folded == folded_heading(translate(field.label)))
            return std::string(records::public_name(field));
    if (is_download_column(noun, heading)) return "-";
    return std::nullopt;
}

TableSource::Column TableSource::column_for(std::string const& heading, Mapping const& mapping,
                                            std::function<std::string(std::string_view)> const& translate,
                                            std::string const& file_name) const {
    std::optional<std::string> const name = field_of_heading(heading, noun_, mapping, translate);
    if (name == "-") return {};
    if (name) return {is_evidence(noun_, *name) ? Use::evidence : Use::cell, *name};
    files::refuse_file(
        file_name, 1,
        fmt::format("there is no column “{}” for {}; the columns are {}", heading, noun_.table,
                    fmt::join(file_columns(noun_), ", ")),
        fmt::format("say which it is with --map \"{}=name\", or leave it out with --map \"{}=-\"", heading,
                    heading));
}

void TableSource::add_evidence(std::string_view name, std::string const& text, Mention& mention,
                               ImportRow& row) const {
    if (text.empty()) return;
    if (name == "state") {
        mention.state = text;
        return;
    }
    auto const refuse = [&](std::string_view wanted) {
        if (row.problem.empty()) row.problem = fmt::format("{} must be {}, not “{}”", name, wanted, text);
    };
    if (name == "population") {
        mention.population = people_in(text);
        if (!mention.population) refuse("a number of people");
    } else if (name == "latitude") {
        mention.latitude = latitude_in(text);
        if (!mention.latitude) refuse("a number from -90 to 90");
    } else {
        mention.longitude = longitude_in(text);
        if (!mention.longitude) refuse("a number from -180 to 180");
    }
}

bool TableSource::next(ImportRow& row) {
    if (!table_->next(table_row_)) return false;
    row = ImportRow{};
    row.line = table_row_.line;
    row.noun = &noun_;
    row.columns = columns_;
    row.problem = table_row_.problem;
    if (is_template_line(table_row_.cells))
        row.skip = "a line of the template: it explains, and is no record";
    Mention mention;
    bool has_evidence = false;
    for (std::size_t i = 0; i < uses_.size(); ++i) {
        if (uses_[i].use == Use::cell) row.cells.push_back(std::move(table_row_.cells[i]));
        if (uses_[i].use != Use::evidence) continue;
        has_evidence = true;
        add_evidence(uses_[i].name, table_row_.cells[i], mention, row);
    }
    if (has_evidence && noun_.name == "actor") row.mentions["name"] = {std::move(mention)};
    return true;
}

} // namespace legation::registry
