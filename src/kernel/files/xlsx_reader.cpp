#include "kernel/files/xlsx_reader.hpp"

#include "kernel/files/sheet_values.hpp"
#include "kernel/files/workbook.hpp"
#include "kernel/files/xml_parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>

namespace legation::files {

namespace {

/// Collects the rows of a sheet from its XML.
class SheetParser {
  public:
    SheetParser(Workbook const& workbook, std::string const& file_name, TableLimits const& limits)
        : workbook_(workbook), file_name_(file_name), limits_(limits) {}

    XmlHandler handler() {
        return {.begin = [this](std::string_view element,
                                XmlAttributes const& attributes) { begin(element, attributes); },
                .end = [this](std::string_view element) { end(element); },
                .text = [this](std::string_view piece) { text(piece); }};
    }

    std::deque<TableRow>& rows() { return rows_; }

  private:
    void begin(std::string_view element, XmlAttributes const& attributes) {
        if (element == "row") {
            begin_row(attributes.get("r"));
        } else if (element == "c" && is_in_row_) {
            begin_cell(attributes);
        } else if (element == "v" || element == "t") {
            is_value_ = is_in_cell_ && !is_pronunciation_;
        } else if (element == "f") {
            has_formula_ = true;
        } else if (element == "rPh") {
            is_pronunciation_ = true;
        }
    }

    void end(std::string_view element) {
        if (element == "v" || element == "t") {
            has_value_ = has_value_ || is_value_;
            is_value_ = false;
        } else if (element == "rPh") {
            is_pronunciation_ = false;
        } else if (element == "c" && is_in_cell_) {
            end_cell();
        } else if (element == "row" && is_in_row_) {
            end_row();
        }
    }

    void text(std::string_view piece) {
        if (!is_value_) return;
        value_ += piece;
        check_size(value_.size());
    }

    void begin_row(std::string_view number) {
        std::size_t line = line_ + 1;
        std::from_chars(number.data(), number.data() + number.size(), line);
        line_ = std::max(line, line_ + 1); // rows stand in order
        row_ = TableRow{line_, {}, {}};
        row_bytes_ = 0;
        column_ = 0;
        is_in_row_ = true;
    }

    void begin_cell(XmlAttributes const& attributes) {
        column_ = column_of(attributes.get("r")).value_or(column_);
        if (column_ >= limits_.columns)
            refuse_file(file_name_, line_, fmt::format("this row has more than {} cells", limits_.columns),
                        "remove columns that are not needed");
        type_ = attributes.get("t");
        std::string_view const style = attributes.get("s");
        style_ = 0;
        std::from_chars(style.data(), style.data() + style.size(), style_);
        value_.clear();
        is_in_cell_ = true;
        has_formula_ = false;
        has_value_ = false;
    }

    void end_cell() {
        is_in_cell_ = false;
        std::string cell = cell_text();
        row_bytes_ += cell.size();
        check_size(cell.size());
        if (!cell.empty()) {
            if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
            row_.cells[column_] = std::move(cell);
        }
        ++column_;
    }

    std::string cell_text() {
        if (!has_value_) {
            if (has_formula_ && type_ != "str")
                complain("holds a formula that was never computed; open the file in a spreadsheet program "
                         "and save it");
            return {};
        }
        if (type_ == "s") return shared_text();
        if (type_ == "e") complain(fmt::format("holds the error {}; mend its formula", value_.substr(0, 20)));
        if (type_ == "b") return value_ == "1" ? "true" : "false";
        if (type_ == "inlineStr" || type_ == "str" || type_ == "d" || type_ == "e") return value_;
        return number();
    }

    std::string shared_text() {
        std::size_t index = workbook_.shared_texts.size();
        std::from_chars(value_.data(), value_.data() + value_.size(), index);
        if (index < workbook_.shared_texts.size()) return workbook_.shared_texts[index];
        refuse_file(file_name_, line_, "a cell names a text that this workbook does not have",
                    "open it in a spreadsheet program and save it again");
    }

    std::string number() {
        bool const is_date = style_ < workbook_.is_date_style.size() && workbook_.is_date_style[style_];
        if (!is_date) return number_text(value_);
        double serial = 0;
        std::from_chars(value_.data(), value_.data() + value_.size(), serial);
        auto date = date_of_serial(serial, workbook_.counts_from_1904);
        return date ? std::move(*date) : value_;
    }

    void complain(std::string_view problem) {
        if (row_.problem.empty()) row_.problem = fmt::format("cell {} of this row {}", column_ + 1, problem);
    }

    void check_size(std::size_t bytes) {
        if (bytes > limits_.cell_bytes || row_bytes_ > limits_.row_bytes)
            refuse_file(file_name_, line_,
                        fmt::format("a cell has more than {} bytes, or a row more than {}",
                                    limits_.cell_bytes, limits_.row_bytes),
                        "this is no table: check the file");
    }

    void end_row() {
        is_in_row_ = false;
        if (!row_.cells.empty() || !row_.problem.empty()) rows_.push_back(std::move(row_));
    }

    Workbook const& workbook_;
    std::string const& file_name_;
    TableLimits const& limits_;
    std::deque<TableRow> rows_;
    TableRow row_;
    std::string type_, value_;
    std::size_t line_ = 0, column_ = 0, style_ = 0, row_bytes_ = 0;
    bool is_in_row_ = false, is_in_cell_ = false, is_value_ = false, is_pronunciation_ = false;
    bool has_formula_ = false, has_value_ = false;
};

class XlsxReader : public TableReader {
  public:
    XlsxReader(std::unique_ptr<ZipArchive> archive, TableOptions const& options)
        : limits_(options.limits), archive_(std::move(archive)), workbook_(read_workbook(*archive_, options)),
          sheet_(workbook_, archive_->file_name(), limits_), parser_(sheet_.handler(), archive_->file_name()),
          part_(archive_->open(workbook_.sheet_part)) {
        TableRow row;
        if (!read_row(row))
            refuse_file(archive_->file_name(), 1, "the sheet is empty",
                        "its first line must name the columns");
        if (!row.problem.empty())
            refuse_file(archive_->file_name(), row.line, row.problem, "mend the header");
        check_header(row.cells, archive_->file_name(), row.line);
        header_ = std::move(row.cells);
    }

    std::vector<std::string> const& header() const override { return header_; }

    bool next(TableRow& row) override {
        if (!read_row(row)) return false;
        if (row.cells.size() > header_.size() && row.problem.empty())
            row.problem = fmt::format("this row has {} cells where the header has {}; give each column a "
                                      "name, or remove what stands beside the table",
                                      row.cells.size(), header_.size());
        row.cells.resize(header_.size());
        return true;
    }

    double share_read() const override { return part_->share_read(); }

    std::string form() const override { return fmt::format("XLSX, sheet “{}”", workbook_.sheet_name); }

  private:
    bool read_row(TableRow& row) {
        while (sheet_.rows().empty())
            if (!parse_more()) return false;
        row = std::move(sheet_.rows().front());
        sheet_.rows().pop_front();
        return true;
    }

    bool parse_more() {
        if (is_at_end_) return false;
        std::array<char, 16384> room{};
        std::size_t const count = part_->read(room);
        is_at_end_ = count == 0;
        parser_.parse(std::span(room).first(count), is_at_end_);
        return true;
    }

    TableLimits limits_;
    std::unique_ptr<ZipArchive> archive_;
    Workbook workbook_;
    SheetParser sheet_;
    XmlParser parser_;
    std::unique_ptr<ZipPart> part_;
    std::vector<std::string> header_;
    bool is_at_end_ = false;
};

} // namespace

std::unique_ptr<TableReader> read_xlsx_table(std::string const& path, TableOptions const& options) {
    return std::make_unique<XlsxReader>(std::make_unique<ZipArchive>(path, options.limits), options);
}

std::unique_ptr<TableReader> read_xlsx_bytes(std::string_view bytes, std::string const& file_name,
                                             TableOptions const& options) {
    return std::make_unique<XlsxReader>(std::make_unique<ZipArchive>(bytes, file_name, options.limits),
                                        options);
}

} // namespace legation::files
