#include "gazetteer/loader.hpp"

#include "gazetteer/place_store.hpp"
#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

namespace legation::gazetteer {

namespace {

using store::ColumnType;
using store::Value;

constexpr std::string_view format_line = "# legation-gazetteer 1";

/// The columns of the file that the table has too, in the table's order; `parent` is the parent's source id.
constexpr std::array<std::string_view, 21> file_columns{
    "uuid",       "source_id",   "kind",      "parent",      "slug",       "name",
    "name_es",    "other_names", "country",   "subdivision", "iso_3166_1", "iso_3166_1_alpha3",
    "iso_3166_2", "geonames_id", "geoid",     "ocd_id",      "latitude",   "longitude",
    "population", "feature",     "type_label"};
enum : std::size_t {
    uuid = 0,
    source_id = 1,
    parent = 3,
    slug = 4,
    geonames_id = 13,
    latitude = 16,
    longitude = 17,
    population = 18
};

[[noreturn]] void refuse(std::string const& file_name, std::size_t line, std::string_view problem) {
    throw Error(ErrorCode::unprocessable,
                fmt::format("{}:{}: {}; build the file again with bin/build", file_name, line, problem));
}

std::vector<std::string_view> split(std::string_view line) {
    std::vector<std::string_view> cells;
    while (true) {
        std::size_t const tab = line.find('\t');
        cells.push_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return cells;
        line.remove_prefix(tab + 1);
    }
}

Value integer_or_null(std::string_view text) {
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return nullptr;
    return value;
}

Value real_or_null(std::string_view text) {
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return nullptr;
    if (!std::isfinite(value)) return nullptr; // "nan" and "inf" are numbers to from_chars alone
    return value;
}

bool is_number(std::size_t column, std::string_view text) {
    bool const is_real = column == latitude || column == longitude;
    return !std::holds_alternative<std::nullptr_t>(is_real ? real_or_null(text) : integer_or_null(text));
}

/// One row for the table: id first, then the file's columns with their types.
void fill_row(std::vector<Value>& row, std::int64_t id, PlaceLine const& line, Value const& parent_id) {
    row.assign(1 + file_columns.size(), nullptr);
    row[0] = id;
    for (std::size_t i = 0; i < line.size(); ++i) {
        Value& cell = row[i + 1];
        if (i == parent)
            cell = parent_id;
        else if (i == geonames_id || i == population)
            cell = integer_or_null(line[i]);
        else if (i == latitude || i == longitude)
            cell = real_or_null(line[i]);
        else if (!line[i].empty())
            cell = line[i];
    }
}

std::vector<std::string_view> table_columns() {
    std::vector<std::string_view> columns;
    std::string_view rest = place_columns;
    while (true) {
        std::size_t const comma = rest.find(", ");
        columns.push_back(rest.substr(0, comma));
        if (comma == std::string_view::npos) return columns;
        rest.remove_prefix(comma + 2);
    }
}

std::vector<ColumnType> table_types() {
    std::vector<ColumnType> types(1 + file_columns.size(), ColumnType::text);
    for (std::size_t const column : {std::size_t{0}, parent + 1, geonames_id + 1, population + 1})
        types[column] = ColumnType::integer;
    types[latitude + 1] = types[longitude + 1] = ColumnType::real;
    return types;
}

/// The database would refuse a second place of the same name too, but without saying where it stands.
void refuse_duplicates(std::vector<PlaceLine> const& lines, std::size_t column, std::string const& path) {
    std::unordered_set<std::string_view> seen;
    seen.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (!seen.insert(lines[i][column]).second)
            refuse(
                path, i + 3,
                fmt::format("the {} {} stands here a second time", file_columns[column], lines[i][column]));
}

std::vector<PlaceLine> read_all(std::string const& text, std::string const& path,
                                std::function<void(double)> const& progress) {
    std::istringstream stream(text);
    std::vector<PlaceLine> lines;
    read_places(stream, path, [&](std::size_t number, PlaceLine const& line) {
        lines.push_back(line);
        if (number % 4096 == 0)
            progress(0.3 * static_cast<double>(stream.tellg()) / static_cast<double>(text.size()));
    });
    refuse_duplicates(lines, uuid, path);
    refuse_duplicates(lines, source_id, path);
    return lines;
}

Value parent_number(std::unordered_map<std::string, std::int64_t> const& numbers, PlaceLine const& line,
                    std::string const& path, std::size_t position) {
    if (line[parent].empty()) return nullptr;
    auto const found = numbers.find(line[parent]);
    if (found == numbers.end())
        refuse(path, position + 3, fmt::format("the parent {} does not stand above", line[parent]));
    return found->second;
}

void insert_all(store::WriteTransaction& tx, std::vector<PlaceLine> const& lines, std::string const& path,
                std::function<void(double)> const& progress) {
    refuse_duplicates(lines, slug, path); // a later file may bring a slug that is taken: then it gets another
    std::unordered_map<std::string, std::int64_t> numbers;
    numbers.reserve(lines.size());
    std::size_t next = 0;
    tx.insert_rows("places", table_columns(), table_types(), [&](std::vector<Value>& row) {
        if (next == lines.size()) return false;
        PlaceLine const& line = lines[next];
        fill_row(row, static_cast<std::int64_t>(next) + 1, line, parent_number(numbers, line, path, next));
        numbers.emplace(line[source_id], static_cast<std::int64_t>(next) + 1);
        if (++next % 4096 == 0)
            progress(0.3 + 0.7 * static_cast<double>(next) / static_cast<double>(lines.size()));
        return true;
    });
}

struct Known {
    std::int64_t id;
    std::string slug;
};

/// A newer file: known places are updated but keep id and slug; new ones are added, with a slug of their own.
LoadReport merge_all(store::WriteTransaction& tx, std::vector<PlaceLine> const& lines,
                     std::string const& path, std::function<void(double)> const& progress) {
    std::unordered_map<std::string, Known> known;
    std::unordered_map<std::string, std::string> slugs; // slug → uuid
    tx.each<std::int64_t, std::string, std::string>(
        "SELECT id, uuid, slug FROM places",
        [&](std::int64_t id, std::string place_uuid, std::string place_slug) {
            slugs.emplace(place_slug, place_uuid);
            known.emplace(std::move(place_uuid), Known{id, std::move(place_slug)});
        });
    std::string assignments;
    std::string marks;
    for (std::string_view const column : table_columns()) {
        marks += fmt::format("{}:{}", marks.empty() ? "" : ", ", column);
        if (column != "id")
            assignments += fmt::format("{}{} = :{}", assignments.empty() ? "" : ", ", column, column);
    }
    std::string const insert = fmt::format("INSERT INTO places ({}) VALUES ({})", place_columns, marks);
    std::string const update = fmt::format("UPDATE places SET {} WHERE id = :id", assignments);
    std::vector<ColumnType> const types = table_types();

    LoadReport report;
    std::unordered_map<std::string, std::int64_t> numbers;
    std::int64_t next_id = tx.next_id("places");
    std::vector<Value> row;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        PlaceLine line = lines[i];
        auto const found = known.find(line[uuid]);
        std::int64_t const id = found == known.end() ? next_id++ : found->second.id;
        if (found != known.end()) {
            line[slug] = found->second.slug;
        } else if (slugs.contains(line[slug])) {
            line[slug] += "-" + (line[geonames_id].empty() ? line[uuid].substr(0, 8) : line[geonames_id]);
        }
        numbers.emplace(line[source_id], id);
        fill_row(row, id, line, parent_number(numbers, line, path, i));
        std::vector<store::Bound> bound;
        bound.reserve(row.size());
        for (std::size_t column = 0; column < row.size(); ++column)
            bound.emplace_back(row[column], types[column]);
        if (found == known.end()) {
            tx.run(insert, bound);
            ++report.added;
        } else {
            std::rotate(bound.begin(), bound.begin() + 1, bound.end()); // the id stands last, in WHERE
            tx.run(update, bound);
            ++report.updated;
        }
        if (i % 4096 == 0) progress(0.3 + 0.7 * static_cast<double>(i) / static_cast<double>(lines.size()));
    }
    return report;
}

std::string read_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw Error(ErrorCode::unavailable,
                    fmt::format("{} cannot be read; run bin/build, or name the folder with --share", path));
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

} // namespace

std::int64_t read_places(std::istream& file, std::string const& file_name,
                         std::function<void(std::size_t, PlaceLine const&)> const& visit) {
    std::string line;
    std::size_t number = 1;
    if (!std::getline(file, line) || line != format_line)
        refuse(file_name, number, fmt::format("the first line is not “{}”", format_line));

    std::array<std::size_t, file_columns.size()> positions{};
    ++number;
    std::getline(file, line);
    std::vector<std::string_view> const header = split(line);
    for (std::size_t i = 0; i < file_columns.size(); ++i) {
        auto const found = std::ranges::find(header, file_columns[i]);
        if (found == header.end())
            refuse(file_name, number, fmt::format("column {} is missing", file_columns[i]));
        positions[i] = static_cast<std::size_t>(found - header.begin());
    }
    std::size_t const width = header.size();

    std::int64_t count = 0;
    PlaceLine place(file_columns.size());
    while (std::getline(file, line)) {
        ++number;
        if (line.starts_with("# end ")) {
            if (line != fmt::format("# end {}", count))
                refuse(file_name, number, fmt::format("the file says “{}” but holds {} places", line, count));
            return count;
        }
        if (!is_utf8(line) || line.find('\0') != std::string::npos)
            refuse(file_name, number, "the line is not UTF-8 text");
        std::vector<std::string_view> const cells = split(line);
        if (cells.size() != width)
            refuse(file_name, number,
                   fmt::format("the line has {} cells where the header has {}", cells.size(), width));
        for (std::size_t i = 0; i < place.size(); ++i)
            place[i].assign(cells[positions[i]]);
        for (std::size_t const needed : {uuid, source_id, slug})
            if (place[needed].empty())
                refuse(file_name, number, fmt::format("{} is empty", file_columns[needed]));
        for (std::size_t const column : {geonames_id, population, latitude, longitude})
            if (!place[column].empty() && !is_number(column, place[column]))
                refuse(file_name, number,
                       fmt::format("{} is not a number: “{}”", file_columns[column], place[column]));
        visit(number, place);
        ++count;
    }
    refuse(file_name, number, "the file is cut short: its last line “# end …” is missing");
}

LoadReport load_places(store::Store& store, std::string const& path,
                       std::function<void(double)> const& progress) {
    std::string const text = read_file(path);
    std::string const checksum = sha256_hex(text);
    auto const is_current = [&](store::ReadTransaction& tx) {
        return tx.value<std::int64_t>("SELECT 1 FROM gazetteer_loads WHERE checksum = :checksum", checksum)
            .has_value();
    };
    LoadReport report;
    report.was_current = store.read(is_current);
    if (report.was_current) return report;
    std::vector<PlaceLine> const lines = read_all(text, path, progress);
    store.write(store::Author{"gazetteer"}, [&](store::WriteTransaction& tx) {
        report = {};
        report.was_current = is_current(tx); // loaded by another program that started at the same moment
        if (report.was_current) return;
        if (tx.value<std::int64_t>("SELECT 1 FROM places LIMIT 1")) {
            report = merge_all(tx, lines, path, progress);
        } else {
            insert_all(tx, lines, path, progress);
            report.added = static_cast<std::int64_t>(lines.size());
        }
        tx.execute("DELETE FROM gazetteer_loads");
        tx.execute(
            "INSERT INTO gazetteer_loads (checksum, loaded_at, place_count) VALUES (:checksum, :at, :count)",
            checksum, to_text(tx.now()), static_cast<std::int64_t>(lines.size()));
    });
    store.analyze();
    progress(1);
    return report;
}

} // namespace legation::gazetteer
