#pragma once

#include "kernel/records/json.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace legation::records {

/// What a column holds, which decides how JSON writes it.
enum class SheetKind {
    text,
    number, ///< digits as they stand
    list,   ///< `;` between the entries; an array in JSON
};

struct SheetColumn {
    std::string name;
    SheetKind kind = SheetKind::text;
};

struct Coordinates {
    double latitude = 0, longitude = 0;
};

/// One row of a table that goes out of the program. An empty cell says that nothing is recorded.
struct SheetRow {
    std::vector<std::string> cells;
    std::vector<Coordinates> points; ///< where it is, for maps
};

/// Writes a table in one format, row by row, onto the end of a text: the text is what a reader gets next.
class SheetWriter {
  public:
    SheetWriter() = default;
    SheetWriter(SheetWriter const&) = delete;
    SheetWriter& operator=(SheetWriter const&) = delete;
    virtual ~SheetWriter() = default;

    virtual void begin(std::string& out) = 0;
    virtual void row(SheetRow const& row, std::string& out) = 0;
    virtual void end(std::string& out) = 0;
};

/// RFC 4180, cells that a spreadsheet would take for formulas made harmless.
std::unique_ptr<SheetWriter> csv_writer(std::vector<SheetColumn> columns);
/// One JSON object a line.
std::unique_ptr<SheetWriter> ndjson_writer(std::vector<SheetColumn> columns);
/// `{"items":[…]}`
std::unique_ptr<SheetWriter> json_writer(std::vector<SheetColumn> columns);
/// RFC 7946: a FeatureCollection; the first column is each feature's id.
std::unique_ptr<SheetWriter> geojson_writer(std::vector<SheetColumn> columns);

/// The cells as members of the open object.
void write_members(JsonWriter& json, std::span<SheetColumn const> columns, SheetRow const& row);

} // namespace legation::records
