#include "kernel/error.hpp"
#include "kernel/records/csv.hpp"

#include <gtest/gtest.h>

namespace legation::records {
namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> rows_of(std::string_view text) {
    std::vector<Cells> rows;
    for (CsvRow& row : read_csv(text, "test.csv").rows)
        rows.push_back(std::move(row.cells));
    return rows;
}

std::string refusal(std::string_view text) {
    try {
        read_csv(text, "test.csv");
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unprocessable);
        return error.public_message;
    }
    return "(not refused)";
}

void expect_refused(std::string_view text, std::string_view where, std::string_view remedy) {
    std::string const message = refusal(text);
    EXPECT_TRUE(message.starts_with(where)) << message;
    EXPECT_NE(message.find(remedy), std::string::npos) << message;
}

TEST(Csv, HasAHeaderAndRows) {
    CsvFile const file = read_csv("name,country\nNantes,FR\nNagoya,JP\n", "test.csv");
    EXPECT_EQ(file.header, (Cells{"name", "country"}));
    ASSERT_EQ(file.rows.size(), 2U);
    EXPECT_EQ(file.cell(file.rows[1], "country"), "JP");
    EXPECT_EQ(file.cell(file.rows[1], "population"), "");
    EXPECT_TRUE(file.has("name"));
    EXPECT_FALSE(file.has("population"));
}

TEST(Csv, EndsLinesInEveryUsualWay) {
    std::vector<Cells> const expected{{"1", "2"}, {"3", "4"}};
    EXPECT_EQ(rows_of("a,b\r\n1,2\r\n3,4\r\n"), expected);
    EXPECT_EQ(rows_of("a,b\n1,2\n3,4"), expected);
    EXPECT_EQ(rows_of("a,b\r1,2\r3,4\r"), expected);
}

TEST(Csv, QuotesCellsAfterRfc4180) {
    EXPECT_EQ(rows_of("a,b\n\"x, y\",\"say \"\"yes\"\"\"\n"), (std::vector<Cells>{{"x, y", "say \"yes\""}}));
    EXPECT_EQ(rows_of("a,b\n\"line one\r\nline two\",\"\"\n"),
              (std::vector<Cells>{{"line one\r\nline two", ""}}));
    EXPECT_EQ(rows_of("\"a\",b\n1,2"), (std::vector<Cells>{{"1", "2"}}));
}

TEST(Csv, KeepsEmptyCellsAndBlanks) {
    EXPECT_EQ(rows_of("a,b,c\n,,\n x ,,y\n"), (std::vector<Cells>{{"", "", ""}, {" x ", "", "y"}}));
}

TEST(Csv, SkipsEmptyLinesAndAByteOrderMark) {
    CsvFile const file = read_csv("\xEF\xBB\xBF\nname,b\n\n1,2\n\n\n3,4\n\n", "test.csv");
    EXPECT_EQ(file.header.front(), "name");
    ASSERT_EQ(file.rows.size(), 2U);
    EXPECT_EQ(file.rows[0].line, 4U);
    EXPECT_EQ(file.rows[1].line, 7U);
}

TEST(Csv, CountsTheLinesInsideQuotes) {
    CsvFile const file = read_csv("a,b\n\"1\n2\n3\",x\ny,z\n", "test.csv");
    EXPECT_EQ(file.rows[0].line, 2U);
    EXPECT_EQ(file.rows[1].line, 5U);
}

TEST(Csv, RefusesAQuoteThatIsNeverClosed) {
    expect_refused("a,b\n1,2\n\"3,4\n5,6\n", "test.csv:3: ", "the file may be cut short");
}

TEST(Csv, RefusesTextBehindAClosingQuote) {
    expect_refused("a,b\n\"say \"yes\"\",2\n", "test.csv:2: ", "write \"\" for a quote");
}

TEST(Csv, RefusesRowsWithTooFewOrTooManyCells) {
    expect_refused("a,b\n1,2\n3\n", "test.csv:3: ", "has 1 cells where the header has 2");
    expect_refused("a,b\n1,2,3\n", "test.csv:2: ", "check its commas and quotes");
}

TEST(Csv, RefusesAnEmptyFile) {
    expect_refused("", "test.csv:1: ", "must name the columns");
    expect_refused("\n\r\n", "test.csv:1: ", "must name the columns");
}

TEST(Csv, RefusesAColumnThatStandsTwice) {
    expect_refused("name,country,name\n1,2,3\n", "test.csv:1: ", "“name” stands twice");
}

TEST(Csv, RefusesWhatIsNotUtf8) {
    using namespace std::string_view_literals;
    expect_refused("a\nM\xE1laga\n", "test.csv:1: ", "save the file as CSV UTF-8");
    expect_refused("a\nx\0y\n"sv, "test.csv:1: ", "save the file as CSV UTF-8");
}

TEST(CsvCell, IsQuotedOnlyWhereNeeded) {
    EXPECT_EQ(csv_cell("Nantes"), "Nantes");
    EXPECT_EQ(csv_cell(""), "");
    EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_cell("say \"yes\""), "\"say \"\"yes\"\"\"");
    EXPECT_EQ(csv_cell("line\nline"), "\"line\nline\"");
}

TEST(CsvCell, IsNeverTakenForAFormula) {
    EXPECT_EQ(csv_cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
    EXPECT_EQ(csv_cell("+1 (202) 555-0100"), "'+1 (202) 555-0100");
    EXPECT_EQ(csv_cell("-9999"), "'-9999");
    EXPECT_EQ(csv_cell("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(csv_cell("\tx"), "'\tx");
    EXPECT_EQ(csv_cell("\rx"), "\"'\rx\"");
    EXPECT_EQ(csv_cell("a=b"), "a=b");
}

TEST(CsvCell, IsReadBackAsItWas) {
    for (std::string_view const text :
         {"plain", "a,b", "\"", "\"\"", "x\r\ny", "Málaga; 名古屋", "trailing "})
        EXPECT_EQ(rows_of("a,b\n" + csv_cell(text) + ",x\n"), (std::vector<Cells>{{std::string(text), "x"}}));
}

} // namespace
} // namespace legation::records
