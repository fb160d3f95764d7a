#include "kernel/error.hpp"
#include "kernel/files/sample_workbook.hpp"
#include "kernel/files/sheet_values.hpp"
#include "kernel/files/xlsx_reader.hpp"
#include "tests/temporary_store.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace legation::files {
namespace {

using Cells = std::vector<std::string>;

class Xlsx : public testing::Test {
  protected:
    std::vector<TableRow> rows(WorkbookParts const& parts, TableOptions const& options = {}) {
        std::string const path = folder_.file("book.xlsx");
        write_archive(path, parts);
        auto const reader = open_table(path, options);
        header_ = reader->header();
        form_ = reader->form();
        std::vector<TableRow> all;
        for (TableRow row; reader->next(row);)
            all.push_back(row);
        return all;
    }

    std::string refusal(WorkbookParts const& parts, TableOptions const& options = {}) {
        try {
            rows(parts, options);
        } catch (Error const& error) {
            EXPECT_EQ(error.code, ErrorCode::unprocessable);
            return error.public_message;
        }
        return "(not refused)";
    }

    void expect_refused(WorkbookParts const& parts, std::string_view words,
                        TableOptions const& options = {}) {
        std::string const message = refusal(parts, options);
        EXPECT_NE(message.find(words), std::string::npos) << message;
    }

    test::TemporaryFolder folder_;
    Cells header_;
    std::string form_;
};

constexpr std::string_view head =
    R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>since</t></is></c><c r="C1" t="str"><v>people</v></c></row>)";

TEST_F(Xlsx, ReadsTextsNumbersAndDates) {
    auto const read = rows(workbook_parts(
        std::string(head) +
        R"(<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>42502</v></c><c r="C3"><v>5.0999999999999996</v></c></row>)"
        R"(<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" s="2"><v>42502.4375</v></c><c r="C4" s="3"><v>1.5E7</v></c></row>)"));
    EXPECT_EQ(header_, (Cells{"name", "since", "people"}));
    EXPECT_EQ(form_, "XLSX, sheet “Partners”");
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(read[0].line, 3U) << "empty rows count";
    EXPECT_EQ(read[0].cells, (Cells{"Málaga ", "2016-05-12", "5.1"}));
    EXPECT_EQ(read[1].cells, (Cells{"true", "2016-05-12 10:30", "15000000"}));
}

TEST_F(Xlsx, PutsSparseCellsInTheirColumns) {
    auto const read =
        rows(workbook_parts(std::string(head) + R"(<row r="2"><c r="C2"><v>7</v></c></row>)"
                                                R"(<row><c><v>8</v></c><c/><c><v>9</v></c></row>)"
                                                R"(<row r="9"/>)"));
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(read[0].cells, (Cells{"", "", "7"}));
    EXPECT_EQ(read[1].cells, (Cells{"8", "", "9"}));
    EXPECT_EQ(read[1].line, 3U);
}

TEST_F(Xlsx, TakesTheStoredResultsOfFormulas) {
    auto const read = rows(workbook_parts(
        std::string(head) +
        R"(<row r="2"><c r="A2" t="str"><f>B2</f><v>Nagoya</v></c><c r="C2"><f>1+1</f><v>2</v></c></row>)"
        R"(<row r="3"><c r="A3"><f>1+1</f></c></row>)"
        R"(<row r="4"><c r="A4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>)"
        R"(<row r="5"><c r="A5"><v>3</v></c></row>)"));
    ASSERT_EQ(read.size(), 4U);
    EXPECT_EQ(read[0].cells, (Cells{"Nagoya", "", "2"}));
    EXPECT_NE(read[1].problem.find("never computed"), std::string::npos);
    EXPECT_NE(read[2].problem.find("cell 1 of this row holds the error #DIV/0!"), std::string::npos);
    EXPECT_TRUE(read[3].problem.empty());
}

TEST_F(Xlsx, ReadsTheSheetThatIsNamed) {
    rows(workbook_parts(std::string(head)), {.sheet = "Other"});
    EXPECT_EQ(header_, (Cells{"other"}));
    expect_refused(workbook_parts(""), "there is no sheet “Third”; its sheets are: Partners, Other",
                   {.sheet = "Third"});
}

TEST_F(Xlsx, TellsOfCellsBesideTheTable) {
    auto const read = rows(workbook_parts(std::string(head) + R"(<row r="2"><c r="E2"><v>7</v></c></row>)"));
    EXPECT_NE(read[0].problem.find("this row has 5 cells where the header has 3"), std::string::npos);
}

TEST_F(Xlsx, CountsFrom1904WhereTheWorkbookSaysSo) {
    WorkbookParts parts =
        workbook_parts(std::string(head) + R"(<row r="2"><c r="B2" s="1"><v>41040</v></c></row>)");
    parts["xl/workbook.xml"].replace(parts["xl/workbook.xml"].find("<workbookPr/>"), 13,
                                     "<workbookPr date1904=\"1\"/>");
    EXPECT_EQ(rows(parts)[0].cells[1], "2016-05-12");
}

TEST_F(Xlsx, RefusesWhatIsDamaged) {
    expect_refused({{"xl/workbook.xml", "<workbook>"}}, "this workbook is damaged");
    expect_refused({{"readme", "x"}}, "lacks its part xl/workbook.xml");
    expect_refused(workbook_parts(""), "the sheet is empty");
    expect_refused(workbook_parts(std::string(head) + R"(<row r="2"><c r="A2" t="s"><v>99</v></c></row>)"),
                   "names a text that this workbook does not have");
    expect_refused(workbook_parts(R"(<row r="1"><c r="ZZZ1"><v>1</v></c></row>)"), "more than 1000 cells");
    std::string const cut = folder_.write("cut.xlsx", "PK\x03\x04 and nothing else");
    EXPECT_THROW(open_table(cut), Error);
    EXPECT_THROW(open_table(folder_.write("old.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")), Error);
}

TEST_F(Xlsx, RefusesEntitiesThatMultiply) {
    std::string laughs = R"(<!DOCTYPE l [<!ENTITY a "ha">)";
    for (char name = 'b'; name < 'm'; ++name)
        laughs += std::string("<!ENTITY ") + name + " \"&" + static_cast<char>(name - 1) + ";&" +
                  static_cast<char>(name - 1) + ";\">";
    WorkbookParts parts = workbook_parts(std::string(head));
    parts["xl/sharedStrings.xml"] = laughs + "]><sst><si><t>&l;</t></si></sst>";
    expect_refused(parts, "declares a document type");
}

TEST_F(Xlsx, RefusesBombs) {
    WorkbookParts parts = workbook_parts(std::string(head));
    parts["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(64UL * 1024 * 1024, 'x') + "</t></si></sst>";
    expect_refused(parts, "holds more text than can be read");
    parts = workbook_parts(std::string(head) + std::string(64UL * 1024 * 1024, ' '));
    expect_refused(parts, "unpacks to far more than a table needs");
    parts = workbook_parts(std::string(head));
    std::string deep;
    for (int level = 0; level < 1'000; ++level)
        deep += "<a>";
    parts["xl/styles.xml"] = deep;
    expect_refused(parts, "nested too deep");
}

TEST_F(Xlsx, KnowsDateFormatsFromOthers) {
    EXPECT_TRUE(is_date_pattern("dd/mm/yyyy"));
    EXPECT_TRUE(is_date_pattern("[$-409]mmmm d, yyyy"));
    EXPECT_FALSE(is_date_pattern("0.0 \"days\""));
    EXPECT_FALSE(is_date_pattern("[Red]#,##0.00"));
    EXPECT_FALSE(is_date_pattern("mm:ss"));
    EXPECT_FALSE(is_date_pattern("0\\d"));
}

TEST_F(Xlsx, KnowsTheDayOfASerial) {
    EXPECT_EQ(date_of_serial(1, false), "1900-01-01");
    EXPECT_EQ(date_of_serial(59, false), "1900-02-28");
    EXPECT_EQ(date_of_serial(61, false), "1900-03-01");
    EXPECT_EQ(date_of_serial(44197, false), "2021-01-01");
    EXPECT_EQ(date_of_serial(44196.99999, false), "2021-01-01") << "rounding reaches midnight";
    EXPECT_EQ(date_of_serial(-5, false), std::nullopt);
    EXPECT_EQ(date_of_serial(3e9, false), std::nullopt);
}

TEST_F(Xlsx, KnowsTheColumnOfAnAddress) {
    EXPECT_EQ(column_of("A1"), 0U);
    EXPECT_EQ(column_of("Z9"), 25U);
    EXPECT_EQ(column_of("AA10"), 26U);
    EXPECT_EQ(column_of("XFD1"), 16383U);
    EXPECT_EQ(column_of("12"), std::nullopt);
    EXPECT_EQ(column_of("ABCD1"), std::nullopt);
}

} // namespace
} // namespace legation::files
