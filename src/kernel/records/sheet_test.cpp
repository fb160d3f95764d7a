#include "kernel/error.hpp"
#include "kernel/records/sheet.hpp"
#include "kernel/records/xlsx_file.hpp"
#include "tests/temporary_store.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace legation::records {
namespace {

std::vector<SheetColumn> columns() {
    return {{"id"}, {"name"}, {"population", SheetKind::number}, {"themes", SheetKind::list}};
}

SheetRow row(std::string id, std::string name, std::string population, std::string themes) {
    return {{std::move(id), std::move(name), std::move(population), std::move(themes)}, {}};
}

std::string written(std::unique_ptr<SheetWriter> const& writer, std::vector<SheetRow> const& rows) {
    std::string text;
    writer->begin(text);
    for (SheetRow const& each : rows)
        writer->row(each, text);
    writer->end(text);
    return text;
}

TEST(Sheet, AsCsvMakesFormulasHarmlessAndLeavesNumbersAlone) {
    EXPECT_EQ(written(csv_writer(columns()), {row("a", "=HYPERLINK(\"x\",1)", "-5", "x;y"),
                                              row("b", "two\nlines, \"quoted\"", "", "")}),
              "id,name,population,themes\r\n"
              "a,\"'=HYPERLINK(\"\"x\"\",1)\",-5,x;y\r\n"
              "b,\"two\nlines, \"\"quoted\"\"\",,\r\n");
}

TEST(Sheet, AsNdjsonIsOneObjectALine) {
    EXPECT_EQ(written(ndjson_writer(columns()), {row("a", "Línea\n2", "12", "x; y"), row("b", "", "", "")}),
              "{\"id\":\"a\",\"name\":\"Línea\\n2\",\"population\":12,\"themes\":[\"x\",\"y\"]}\n"
              "{\"id\":\"b\",\"name\":null,\"population\":null,\"themes\":[]}\n");
}

TEST(Sheet, AsJsonIsWholeWithoutAnyRow) {
    EXPECT_TRUE(boost::json::parse(written(json_writer(columns()), {})).at("items").as_array().empty());
    auto const two =
        boost::json::parse(written(json_writer(columns()), {row("a", "A", "1", ""), row("b", "B", "2", "")}));
    EXPECT_EQ(two.at("items").as_array().size(), 2U);
    EXPECT_EQ(two.at("items").at(1).at("name").as_string(), "B");
}

TEST(Sheet, AsGeojsonPutsLongitudeFirstAndAllowsNoPlace) {
    SheetRow one = row("a", "Nagoya", "", "");
    one.points = {{35.18147, 136.90641}};
    SheetRow two = row("b", "Both", "", "");
    two.points = {{34.05223, -118.24368}, {35.18147, 136.90641}};
    auto const read =
        boost::json::parse(written(geojson_writer(columns()), {one, two, row("c", "Nowhere", "", "")}));
    auto const& features = read.at("features");
    EXPECT_EQ(read.at("type").as_string(), "FeatureCollection");
    EXPECT_EQ(features.at(0).at("id").as_string(), "a");
    EXPECT_EQ(features.at(0).at("geometry").at("type").as_string(), "Point");
    EXPECT_DOUBLE_EQ(features.at(0).at("geometry").at("coordinates").at(0).as_double(), 136.90641);
    EXPECT_EQ(features.at(1).at("geometry").at("type").as_string(), "MultiPoint");
    EXPECT_EQ(features.at(1).at("geometry").at("coordinates").as_array().size(), 2U);
    EXPECT_TRUE(features.at(2).at("geometry").is_null());
    EXPECT_EQ(features.at(2).at("properties").at("name").as_string(), "Nowhere");
}

/// The first sheet's XML: unzip is on every machine that builds.
std::string first_sheet(std::string const& archive) {
    std::string const command = "unzip -p " + archive + " xl/worksheets/sheet1.xml";
    std::string text;
    std::array<char, 4096> piece{};
    FILE* pipe = popen(command.c_str(), "r"); // NOLINT(cert-env33-c): a fixed command on a file of our own
    while (std::size_t const taken = std::fread(piece.data(), 1, piece.size(), pipe))
        text.append(piece.data(), taken);
    EXPECT_EQ(pclose(pipe), 0);
    return text;
}

TEST(XlsxFile, HoldsTextAsTextAndNumbersAsNumbersAndLeavesNoFileBehind) {
    test::TemporaryFolder const folder;
    test::TemporaryFolder const spool;
    std::string const archive = folder.file("read.xlsx");
    {
        XlsxFile file(spool.file(""));
        file.sheet("A [strange] name: longer than a sheet's name may be", columns());
        file.row(row("a", "=1+1", "12", ""));
        file.row(row("b", std::string(40'000, 'x'), "", "<&>"));
        file.finish();
        std::ofstream out(archive, std::ios::binary);
        while (auto const piece = file.read())
            out << *piece;
    }
    std::string const sheet = first_sheet(archive);
    EXPECT_NE(sheet.find("<t>=1+1</t>"), std::string::npos);
    EXPECT_EQ(sheet.find("<f>"), std::string::npos) << "no formula";
    EXPECT_NE(sheet.find("<v>12</v>"), std::string::npos);
    EXPECT_NE(sheet.find("<t>&lt;&amp;&gt;</t>"), std::string::npos);
    EXPECT_NE(sheet.find(std::string(32'767, 'x')), std::string::npos);
    EXPECT_EQ(sheet.find(std::string(32'768, 'x')), std::string::npos);
    EXPECT_TRUE(std::filesystem::is_empty(spool.file("")));
}

TEST(XlsxFile, SaysWhenItsFolderCannotBeWritten) {
    EXPECT_THROW(XlsxFile("/no/such/folder"), Error);
}

} // namespace
} // namespace legation::records
