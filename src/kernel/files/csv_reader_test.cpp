#include "kernel/error.hpp"
#include "kernel/files/csv_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace legation::files {
namespace {

using namespace std::string_view_literals;
using Cells = std::vector<std::string>;

struct Read {
    Cells header;
    std::vector<TableRow> rows;
    std::string form;
};

Read read(std::string_view bytes, TableOptions const& options = {}) {
    auto const reader = read_csv_table(std::make_unique<TextBytes>(bytes), "file.csv", options);
    Read all{reader->header(), {}, reader->form()};
    for (TableRow row; reader->next(row);)
        all.rows.push_back(row);
    EXPECT_EQ(reader->share_read(), 1);
    return all;
}

std::string refusal(std::string_view bytes, TableOptions const& options = {}) {
    try {
        read(bytes, options);
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unprocessable);
        return error.public_message;
    }
    return "(not refused)";
}

void expect_refused(std::string_view bytes, std::string_view words, TableOptions const& options = {}) {
    std::string const message = refusal(bytes, options);
    EXPECT_NE(message.find(words), std::string::npos) << message;
}

std::string utf16(std::u16string_view text, bool little) {
    std::string bytes;
    for (char16_t const unit : text) {
        char const low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
        bytes += little ? low : high;
        bytes += little ? high : low;
    }
    return bytes;
}

/// Some text that goes on forever, for files larger than memory allows.
class EndlessBytes : public ByteSource {
  public:
    EndlessBytes(std::string_view beginning, char filler, std::size_t size)
        : beginning_(beginning), filler_(filler), size_(size) {}
    std::size_t read(std::span<char> into) override {
        std::size_t const count = std::min(into.size(), size_ - at_);
        std::fill_n(into.begin(), count, filler_);
        if (at_ < beginning_.size()) beginning_.copy(into.data(), count, at_);
        at_ += count;
        return count;
    }
    void rewind() override { at_ = 0; }
    std::size_t size() const override { return size_; }

  private:
    std::string beginning_;
    char filler_;
    std::size_t size_, at_ = 0;
};

TEST(CsvReader, ReadsUtf8WithAndWithoutMark) {
    for (std::string_view const mark : {""sv, "\xEF\xBB\xBF"sv}) {
        Read const file = read(std::string(mark) + "name,país\nMálaga,ES\n名古屋,JP\n");
        EXPECT_EQ(file.header, (Cells{"name", "país"}));
        EXPECT_EQ(file.rows[1].cells, (Cells{"名古屋", "JP"}));
        EXPECT_EQ(file.form, "CSV, UTF-8, commas");
    }
}

TEST(CsvReader, ReadsUtf16OfBothOrders) {
    for (bool const little : {true, false})
        for (bool const has_mark : {true, false}) {
            std::u16string const text = std::u16string(has_mark ? u"\uFEFF" : u"") +
                                        u"name\tcountry\r\nM\u00E1laga\tES\r\nZ\u00FCrich\tCH\r\n";
            Read const file = read(utf16(text, little));
            EXPECT_EQ(file.header, (Cells{"name", "country"})) << little << has_mark;
            ASSERT_EQ(file.rows.size(), 2U);
            EXPECT_EQ(file.rows[0].cells, (Cells{"Málaga", "ES"}));
            EXPECT_EQ(file.form, little ? "CSV, UTF-16LE, tabs" : "CSV, UTF-16BE, tabs");
        }
}

TEST(CsvReader, TakesOtherWesternTextForWindows1252) {
    Read const file = read("name;note\nM\xE1laga;\x80 5 \x96 \x93so\x94\n");
    EXPECT_EQ(file.rows[0].cells, (Cells{"Málaga", "€ 5 – “so”"}));
    EXPECT_EQ(file.form, "CSV, windows-1252, semicolons");
}

TEST(CsvReader, FindsTheFirstForeignByteWhereverItStands) {
    std::string text = "name\n";
    while (text.size() < 300'000)
        text += "Nagoya 名古屋\n"; // pieces end in the middle of characters
    EXPECT_EQ(read(text).form, "CSV, UTF-8, commas");
    EXPECT_EQ(read(text).rows.back().cells, (Cells{"Nagoya 名古屋"}));
    EXPECT_EQ(read("name\n" + std::string(200'000, 'x') + "\nM\xE1laga\n").form, "CSV, windows-1252, commas");
}

TEST(CsvReader, AsksForTheEncodingItCannotKnow) {
    std::string_view const shift_jis =
        "name\n\x96\xBC\x8C\xC3\x89\xAE\n\x93\x8C\x8B\x9E\x8D\xF0\n"; // Nagoya …
    expect_refused(shift_jis, "name its encoding with --encoding");
    EXPECT_EQ(read(shift_jis, {.encoding = "Shift_JIS"}).rows[0].cells, (Cells{"名古屋"}));
    expect_refused("a\n1\n", "the encoding “klingon” is not known", {.encoding = "klingon"});
    expect_refused("a\nM\xE1laga\n", "this is not UTF-8 text", {.encoding = "UTF-8"});
    expect_refused("a\n\xFF\xFF\n", "this is not Shift_JIS text", {.encoding = "Shift_JIS"});
}

TEST(CsvReader, FindsTheDelimiter) {
    EXPECT_EQ(detect_delimiter("a,b,c\n1,2,3\n"), ',');
    EXPECT_EQ(detect_delimiter("a;b;c\n1;2,5;3\n"), ';');
    EXPECT_EQ(detect_delimiter("a\tb\n1\t2\n"), '\t');
    EXPECT_EQ(detect_delimiter("a|b\n1|2\n"), '|');
    EXPECT_EQ(detect_delimiter("name\nNagoya\n"), ',') << "one column has none";
    EXPECT_EQ(detect_delimiter("key,parties\np,a;b\nq,c;d\n"), ',') << "lists in cells part no header";
    EXPECT_EQ(detect_delimiter("name;\"a,b,c,d\"\nx;y\n"), ';') << "quotes hide";
    EXPECT_EQ(detect_delimiter("name (city, state);country\nParis, Texas;US\nRome;IT\n"), ';')
        << "the delimiter parts every row alike";
}

TEST(CsvReader, TakesTheDelimiterThatIsNamed) {
    EXPECT_EQ(read("a b\n1 2\n", {.delimiter = " "}).header, (Cells{"a", "b"}));
    EXPECT_EQ(read("a,b\tc\n1\t2\n", {.delimiter = "tab"}).header, (Cells{"a,b", "c"}));
    expect_refused("a\n", "cannot part cells", {.delimiter = ",,"});
    expect_refused("a\n", "cannot part cells", {.delimiter = "\""});
}

TEST(CsvReader, TellsWhatIsWrongWithARowAndReadsOn) {
    Read const file = read("a,b\n1\n\"x\" y,2\n3,4\n5,6,7\n\"8\",\"9\"\n");
    ASSERT_EQ(file.rows.size(), 5U);
    EXPECT_NE(file.rows[0].problem.find("has 1 cells where the header has 2"), std::string::npos);
    EXPECT_NE(file.rows[1].problem.find("text follows a closing quote"), std::string::npos);
    EXPECT_EQ(file.rows[1].line, 3U);
    EXPECT_EQ(file.rows[2].cells, (Cells{"3", "4"}));
    EXPECT_NE(file.rows[3].problem.find("has 3 cells"), std::string::npos);
    EXPECT_EQ(file.rows[3].cells.size(), 2U);
    EXPECT_EQ(file.rows[4].cells, (Cells{"8", "9"}));
    EXPECT_TRUE(file.rows[4].problem.empty());
}

TEST(CsvReader, RefusesFilesThatAreNoTables) {
    expect_refused("", "the file is empty; its first line must name the columns");
    expect_refused("a,b\n1,\"2\n3,4\n", "file.csv:2: a quote that opens here is never closed");
    expect_refused("a,b\n1,2\n3,\0\n"sv, "NUL bytes");
    expect_refused("a,b,a\n", "the column “a” stands twice");
    expect_refused(std::string(5'000, ','), "more than 1000 cells");
}

TEST(CsvReader, RefusesAHundredMegabytesOfOneLineWithoutHoldingThem) {
    constexpr std::size_t hundred_megabytes = 100'000'000;
    for (std::string_view const beginning : {"a,b\n1,"sv, "a,b\n1,\""sv, ""sv})
        try {
            // The whole file is looked at once for its encoding, but only a piece of it is ever held.
            auto const reader =
                read_csv_table(std::make_unique<EndlessBytes>(beginning, 'x', hundred_megabytes), "file.csv");
            TableRow row;
            reader->next(row);
            FAIL() << "it was read";
        } catch (Error const& error) {
            EXPECT_NE(error.public_message.find("a cell has more than 1048576 bytes"), std::string::npos)
                << error.public_message;
        }
}

TEST(CsvReader, RefusesARowOfManyLongCells) {
    std::string row = "a\n";
    for (int cell = 0; cell < 10; ++cell)
        row += std::string(900'000, 'x') + ",";
    expect_refused(row, "or a row more than 4194304");
}

} // namespace
} // namespace legation::files
