#include "gazetteer/loader.hpp"
#include "gazetteer/sample_places.hpp"
#include "kernel/error.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace legation::gazetteer {
namespace {

std::vector<PlaceLine> lines_of(std::string const& text) {
    std::istringstream file(text);
    std::vector<PlaceLine> lines;
    auto const count =
        read_places(file, "places.tsv", [&](std::size_t, PlaceLine const& line) { lines.push_back(line); });
    EXPECT_EQ(count, static_cast<std::int64_t>(lines.size()));
    return lines;
}

std::string refusal(std::string const& text) {
    try {
        lines_of(text);
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unprocessable);
        EXPECT_TRUE(error.public_message.ends_with("; build the file again with bin/build"))
            << error.public_message;
        return error.public_message;
    }
    return "(not refused)";
}

void expect_refused(std::string const& text, std::string_view where, std::string_view problem) {
    std::string const message = refusal(text);
    EXPECT_TRUE(message.starts_with(where)) << message;
    EXPECT_NE(message.find(problem), std::string::npos) << message;
}

/// The sample with one cell of its first place replaced.
std::string with_first(std::string_view from, std::string_view to) {
    std::string text = places_file(sample_places());
    std::size_t const at = text.find(from, places_header.size());
    return text.replace(at, from.size(), to);
}

TEST(ReadPlaces, GivesEveryLineInTheTablesOrder) {
    auto const lines = lines_of(places_file(sample_places()));
    ASSERT_EQ(lines.size(), sample_places().size());
    EXPECT_EQ(lines[0][0], uuid_v5("iso:FR"));
    EXPECT_EQ(lines[0][1], "iso:FR");
    EXPECT_EQ(lines[0][5], "France");
    EXPECT_EQ(lines[3][3], "iso:FR") << "the parent by its source id";
}

TEST(ReadPlaces, FindsColumnsByNameAndIgnoresNewOnes) {
    std::string text = places_file({sample_places().front()});
    text.insert(text.find('\n', text.find("type_label")), "\tflag");
    text.insert(text.find("\n# end"), "\tFR!");
    EXPECT_EQ(lines_of(text).front()[5], "France");
}

TEST(ReadPlaces, RefusesAFileThatIsCutShortWherever) {
    std::string const text = places_file(sample_places());
    for (std::size_t length = 0; length + 1 < text.size(); ++length)
        ASSERT_NE(refusal(text.substr(0, length)), "(not refused)") << length;
    expect_refused(text.substr(0, text.find("# end")), "places.tsv:17:", "the file is cut short");
}

TEST(ReadPlaces, RefusesAnotherFormat) {
    expect_refused("", "places.tsv:1:", "the first line is not");
    expect_refused("slug,name\nfr,France\n", "places.tsv:1:", "the first line is not");
    expect_refused("# legation-gazetteer 2\n", "places.tsv:1:", "legation-gazetteer 1");
    expect_refused("# legation-gazetteer 1\nslug\tname\n# end 0\n",
                   "places.tsv:2:", "column uuid is missing");
}

TEST(ReadPlaces, RefusesALineWithTooFewOrTooManyCells) {
    expect_refused(with_first("\tFrance", ""), "places.tsv:3:", "20 cells where the header has 21");
    expect_refused(with_first("\tFrance", "\tFrance\t"), "places.tsv:3:", "22 cells where the header has 21");
}

TEST(ReadPlaces, RefusesWhatIsNotText) {
    expect_refused(with_first("France", "Fran\xE7"), "places.tsv:3:", "not UTF-8");
    expect_refused(with_first("France", std::string("Fr\0nce", 6)), "places.tsv:3:", "not UTF-8");
}

TEST(ReadPlaces, RefusesAPlaceWithoutWhatEveryPlaceHas) {
    expect_refused(with_first("\tfr\t", "\t\t"), "places.tsv:3:", "slug is empty");
    expect_refused(with_first("iso:FR", ""), "places.tsv:3:", "source_id is empty");
    expect_refused(with_first(uuid_v5("iso:FR"), ""), "places.tsv:3:", "uuid is empty");
}

TEST(ReadPlaces, RefusesNumbersThatAreNone) {
    expect_refused(with_first("\t46.0\t", "\tnorth\t"), "places.tsv:3:", "latitude is not a number: “north”");
    expect_refused(with_first("\t2138551\t", "\tmany\t"),
                   "places.tsv:11:", "population is not a number: “many”");
    expect_refused(with_first("\t2138551\t", "\t2.5\t"), "places.tsv:11:", "population is not a number");
    expect_refused(with_first("\t46.0\t", "\tnan\t"), "places.tsv:3:", "latitude is not a number");
}

TEST(ReadPlaces, RefusesAWrongCount) {
    std::string text = places_file(sample_places());
    text.replace(text.find("# end 15"), 8, "# end 16");
    expect_refused(text, "places.tsv:18:", "says “# end 16” but holds 15 places");
}

} // namespace
} // namespace legation::gazetteer
