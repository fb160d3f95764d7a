#include "kernel/files/csv_reader.hpp"

#include "kernel/files/text_decoder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::files {

namespace {

struct Delimiter {
    char character;
    std::string_view name;
};
constexpr std::array delimiters{Delimiter{',', "commas"}, Delimiter{';', "semicolons"},
                                Delimiter{'\t', "tabs"}, Delimiter{'|', "bars"}};

std::string_view name_of(char delimiter) {
    auto const found = std::ranges::find(delimiters, delimiter, &Delimiter::character);
    return found == delimiters.end() ? "another delimiter" : found->name;
}

/// How often a character stands outside of quotes in each of a sample's first lines; the last line, which may
/// be cut short, is left out unless it is the only one.
std::vector<std::size_t> counts_by_line(std::string_view sample, char wanted) {
    constexpr std::size_t enough = 20;
    std::vector<std::size_t> counts;
    std::size_t count = 0;
    bool is_quoted = false, is_empty = true;
    for (char const character : sample) {
        if (character == '"') is_quoted = !is_quoted;
        if (!is_quoted && (character == '\n' || character == '\r')) {
            if (!is_empty) counts.push_back(count);
            if (counts.size() == enough) return counts;
            count = 0;
            is_empty = true;
            continue;
        }
        is_empty = false;
        if (!is_quoted && character == wanted) ++count;
    }
    if (counts.empty()) counts.push_back(count);
    return counts;
}

char asked_delimiter(std::string const& text) {
    if (text == "tab" || text == "\\t") return '\t';
    bool const is_one = text.size() == 1 && text.front() != '"' && text.front() != '\n' &&
                        text.front() != '\r' && static_cast<signed char>(text.front()) > 0;
    if (!is_one)
        refuse_file("--delimiter", 1, fmt::format("“{}” cannot part cells", text),
                    "name one character, such as , or ; or | or the word tab");
    return text.front();
}

class CsvReader : public TableReader {
  public:
    CsvReader(std::unique_ptr<ByteSource> bytes, std::string_view file_name, TableOptions const& options)
        : bytes_(std::move(bytes)), file_name_(file_name), limits_(options.limits),
          encoding_(encoding_for(options)), decoder_(*bytes_, encoding_, file_name) {
        fill();
        delimiter_ =
            options.delimiter.empty() ? detect_delimiter(buffer_) : asked_delimiter(options.delimiter);
        read_header();
    }

    std::vector<std::string> const& header() const override { return header_; }

    bool next(TableRow& row) override {
        if (!read_row(row)) return false;
        // A header that ends with a delimiter has a last cell without a name, which rows may lack.
        while (row.cells.size() < header_.size() && header_[row.cells.size()].empty())
            row.cells.emplace_back();
        if (row.problem.empty() && row.cells.size() != header_.size())
            row.problem = fmt::format("this row has {} cells where the header has {}; check its commas and "
                                      "quotes; if it is the last row, the file may be cut short",
                                      row.cells.size(), header_.size());
        row.cells.resize(header_.size());
        return true;
    }

    double share_read() const override {
        if (bytes_->size() == 0) return 1;
        return static_cast<double>(decoder_.bytes_read()) / static_cast<double>(bytes_->size());
    }

    std::string form() const override {
        return fmt::format("CSV, {}, {}", encoding_.name, name_of(delimiter_));
    }

  private:
    Encoding encoding_for(TableOptions const& options) {
        Encoding encoding = detect_encoding(*bytes_);
        if (!options.encoding.empty() && encoding.name != options.encoding) encoding = {options.encoding, 0};
        if (encoding.name.empty())
            refuse_file(file_name_, 1, "this is not UTF-8 text",
                        "save the file as CSV UTF-8, or name its encoding with --encoding");
        return encoding;
    }

    void read_header() {
        TableRow row;
        if (!read_row(row))
            refuse_file(file_name_, 1, "the file is empty", "its first line must name the columns");
        if (!row.problem.empty()) refuse_file(file_name_, row.line, row.problem, "mend the header");
        check_header(row.cells, file_name_, row.line);
        header_ = std::move(row.cells);
    }

    /// The next row that is not an empty line.
    bool read_row(TableRow& row) {
        do {
            if (is_at_end()) return false;
            row.line = line_;
            row.cells.clear();
            row.problem.clear();
            row_bytes_ = 0;
            read_cells(row);
        } while (row.problem.empty() && row.cells.size() == 1 && row.cells.front().empty());
        return true;
    }

    void read_cells(TableRow& row) {
        do {
            if (row.cells.size() == limits_.columns)
                refuse_file(file_name_, row.line,
                            fmt::format("this row has more than {} cells", limits_.columns),
                            "check the delimiter, or remove columns");
            std::string& cell = row.cells.emplace_back();
            if (peek() == '"')
                read_quoted(cell);
            else
                read_plain(cell);
        } while (take(delimiter_));
        if (!end_line() && !is_at_end()) {
            row.problem = "text follows a closing quote; write \"\" for a quote inside a quoted cell";
            skip_line();
        }
    }

    void read_plain(std::string& cell) {
        std::array<char, 3> const ends{delimiter_, '\r', '\n'};
        do {
            std::size_t const end =
                std::min(buffer_.find_first_of(ends.data(), at_, ends.size()), buffer_.size());
            append(cell, end);
        } while (at_ == buffer_.size() && fill());
    }

    void read_quoted(std::string& cell) {
        std::size_t const first_line = line_;
        ++at_;
        for (;;) {
            if (at_ == buffer_.size() && !fill())
                refuse_file(file_name_, first_line, "a quote that opens here is never closed",
                            "the file may be cut short: copy it again");
            std::size_t const end = std::min(buffer_.find('"', at_), buffer_.size());
            count_lines(at_, end);
            append(cell, end);
            if (at_ == buffer_.size()) continue;
            ++at_;
            if (!take('"')) return;
            cell += '"';
        }
    }

    void append(std::string& cell, std::size_t end) {
        std::size_t const count = end - at_;
        row_bytes_ += count;
        if (cell.size() + count > limits_.cell_bytes || row_bytes_ > limits_.row_bytes)
            refuse_file(file_name_, line_,
                        fmt::format("a cell has more than {} bytes, or a row more than {}",
                                    limits_.cell_bytes, limits_.row_bytes),
                        "this is no table, or a quote is not closed: check the file");
        cell.append(buffer_, at_, count);
        at_ = end;
    }

    /// Lines inside quotes: a line feed ends one, whatever stands before it.
    void count_lines(std::size_t from, std::size_t to) {
        line_ +=
            static_cast<std::size_t>(std::count(buffer_.begin() + static_cast<std::ptrdiff_t>(from),
                                                buffer_.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    }

    void skip_line() {
        for (;;) {
            at_ = std::min(buffer_.find_first_of("\r\n", at_), buffer_.size());
            if (at_ < buffer_.size() || !fill()) break;
        }
        end_line();
    }

    bool end_line() {
        bool const carriage_return = take('\r');
        bool const line_feed = take('\n');
        if (carriage_return || line_feed) ++line_;
        return carriage_return || line_feed;
    }

    bool is_at_end() { return at_ == buffer_.size() && !fill(); }

    /// The next character, or a letter that ends nothing at the end of the file.
    char peek() { return is_at_end() ? 'x' : buffer_[at_]; }

    bool take(char character) {
        if (is_at_end() || buffer_[at_] != character) return false;
        ++at_;
        return true;
    }

    /// Gets more text once all is read; false at the end of the file.
    bool fill() {
        buffer_.clear();
        at_ = 0;
        while (buffer_.empty())
            if (!decoder_.append_to(buffer_)) return false;
        if (buffer_.find('\0') != std::string::npos)
            refuse_file(file_name_, line_, "there are NUL bytes in or after this line: this is no text",
                        "save the file as CSV UTF-8");
        return true;
    }

    std::unique_ptr<ByteSource> bytes_;
    std::string file_name_;
    TableLimits limits_;
    Encoding encoding_;
    TextDecoder decoder_;
    std::string buffer_; ///< one piece of the file
    std::size_t at_ = 0; ///< how much of it is read
    std::size_t line_ = 1;
    std::size_t row_bytes_ = 0;
    char delimiter_ = ',';
    std::vector<std::string> header_;
};

} // namespace

std::unique_ptr<TableReader> read_csv_table(std::unique_ptr<ByteSource> bytes, std::string_view file_name,
                                            TableOptions const& options) {
    return std::make_unique<CsvReader>(std::move(bytes), file_name, options);
}

char detect_delimiter(std::string_view sample) {
    char best = ',';
    std::pair<std::size_t, std::size_t> best_score{0, 0};
    for (Delimiter const& candidate : delimiters) {
        auto const counts = counts_by_line(sample, candidate.character);
        if (counts.front() == 0) continue; // it does not part the header
        auto const agreeing = static_cast<std::size_t>(std::ranges::count(counts, counts.front()));
        std::pair const score(agreeing, counts.front());
        if (score <= best_score) continue;
        best_score = score;
        best = candidate.character;
    }
    return best;
}

} // namespace legation::files
