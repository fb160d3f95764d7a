#include "kernel/records/sheet.hpp"

#include "kernel/records/csv.hpp"

#include <fmt/format.h>

#include <utility>

namespace legation::records {

namespace {

class CsvWriter : public SheetWriter {
  public:
    explicit CsvWriter(std::vector<SheetColumn> columns) : columns_(std::move(columns)) {}

    void begin(std::string& out) override {
        for (SheetColumn const& column : columns_) {
            if (&column != &columns_.front()) out += ',';
            append_csv_cell(out, column.name);
        }
        out += "\r\n";
    }

    void row(SheetRow const& row, std::string& out) override {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i > 0) out += ',';
            // A number cannot be a formula, and an apostrophe before -83.4 would make it text.
            if (columns_[i].kind == SheetKind::number)
                out += row.cells[i];
            else
                append_csv_cell(out, row.cells[i]);
        }
        out += "\r\n";
    }

    void end(std::string&) override {}

  private:
    std::vector<SheetColumn> columns_;
};

class NdjsonWriter : public SheetWriter {
  public:
    explicit NdjsonWriter(std::vector<SheetColumn> columns) : columns_(std::move(columns)) {}

    void begin(std::string&) override {}

    void row(SheetRow const& row, std::string& out) override {
        JsonWriter json;
        json.begin_object();
        write_members(json, columns_, row);
        (out += json.end_object().take()) += '\n';
    }

    void end(std::string&) override {}

  private:
    std::vector<SheetColumn> columns_;
};

class JsonArrayWriter : public SheetWriter {
  public:
    explicit JsonArrayWriter(std::vector<SheetColumn> columns) : columns_(std::move(columns)) {}

    void begin(std::string& out) override { out += "{\"items\":["; }

    void row(SheetRow const& row, std::string& out) override {
        out += std::exchange(is_first_, false) ? "\n" : ",\n";
        JsonWriter json;
        json.begin_object();
        write_members(json, columns_, row);
        out += json.end_object().take();
    }

    void end(std::string& out) override { out += "\n]}\n"; }

  private:
    std::vector<SheetColumn> columns_;
    bool is_first_ = true;
};

void write_position(JsonWriter& json, Coordinates const& point) {
    // RFC 7946 (11.2): digits past a meter only cost space.
    json.begin_array().digits(fmt::format("{:.5f}", point.longitude));
    json.digits(fmt::format("{:.5f}", point.latitude)).end_array();
}

void write_geometry(JsonWriter& json, std::vector<Coordinates> const& points) {
    if (points.empty()) {
        json.null(); // RFC 7946 (3.2): a feature without a place
        return;
    }
    bool const is_one = points.size() == 1;
    json.begin_object().member("type", is_one ? "Point" : "MultiPoint").key("coordinates");
    if (is_one) {
        write_position(json, points.front());
    } else {
        json.begin_array();
        for (Coordinates const& point : points)
            write_position(json, point);
        json.end_array();
    }
    json.end_object();
}

class GeojsonWriter : public SheetWriter {
  public:
    explicit GeojsonWriter(std::vector<SheetColumn> columns) : columns_(std::move(columns)) {}

    void begin(std::string& out) override { out += R"({"type":"FeatureCollection","features":[)"; }

    void row(SheetRow const& row, std::string& out) override {
        out += std::exchange(is_first_, false) ? "\n" : ",\n";
        JsonWriter json;
        json.begin_object().member("type", "Feature").member("id", row.cells.front()).key("geometry");
        write_geometry(json, row.points);
        json.key("properties").begin_object();
        write_members(json, columns_, row);
        out += json.end_object().end_object().take();
    }

    void end(std::string& out) override { out += "\n]}\n"; }

  private:
    std::vector<SheetColumn> columns_;
    bool is_first_ = true;
};

} // namespace

void write_members(JsonWriter& json, std::span<SheetColumn const> columns, SheetRow const& row) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::string const& cell = row.cells[i];
        json.key(columns[i].name);
        if (columns[i].kind == SheetKind::list) {
            json.begin_array();
            if (!cell.empty())
                for (std::string const& entry : split_list(cell))
                    json.value(std::string_view(entry));
            json.end_array();
        } else if (cell.empty()) {
            json.null();
        } else if (columns[i].kind == SheetKind::number) {
            json.digits(cell);
        } else {
            json.value(std::string_view(cell));
        }
    }
}

std::unique_ptr<SheetWriter> csv_writer(std::vector<SheetColumn> columns) {
    return std::make_unique<CsvWriter>(std::move(columns));
}

std::unique_ptr<SheetWriter> ndjson_writer(std::vector<SheetColumn> columns) {
    return std::make_unique<NdjsonWriter>(std::move(columns));
}

std::unique_ptr<SheetWriter> json_writer(std::vector<SheetColumn> columns) {
    return std::make_unique<JsonArrayWriter>(std::move(columns));
}

std::unique_ptr<SheetWriter> geojson_writer(std::vector<SheetColumn> columns) {
    return std::make_unique<GeojsonWriter>(std::move(columns));
}

} // namespace legation::records
