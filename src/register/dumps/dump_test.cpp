#include "kernel/hash.hpp"
#include "register/dumps/dump.hpp"
#include "register/person.hpp"
#include "register/register_fixture.hpp"

#include <zstd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace legation::registry {
namespace {

namespace fs = std::filesystem;

class DumpTest : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (IsSkipped()) return;
        std::string name = (fs::temp_directory_path() / "legation-dumps-XXXXXX").string();
        folder_ = mkdtemp(name.data());
        options_ = {folder_ + "/dumps",
                    "Hub",
                    "https://hub.example.org",
                    {{"places-package", "1.0", "Places", "CC-BY-4.0", "https://example.org/places"}},
                    3};
    }
    void TearDown() override {
        fs::remove_all(folder_);
        RegisterTest::TearDown();
    }

    Dump dump() {
        PictureKeeper const pictures(store(), 0, [](std::string const& problem) { FAIL() << problem; });
        return write_dump(store(), *pictures.current(), options_);
    }

    std::string bytes_of(Dump const& dump, std::string const& file) const {
        std::ifstream in(fmt::format("{}/{}/{}", options_.folder, dump.name, file), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    std::string text_of(Dump const& dump, std::string const& file) const {
        std::string const compressed = bytes_of(dump, file);
        std::string text(1'000'000, '\0');
        text.resize(ZSTD_decompress(text.data(), text.size(), compressed.data(), compressed.size()));
        return text;
    }

    DumpOptions options_;
    std::string folder_;
};

TEST_P(DumpTest, HasEveryPublicRecordInBothForms) {
    import_sample();
    Dump const made = dump();
    std::string const csv = text_of(made, "actors.csv.zst");
    EXPECT_NE(csv.find("us-ca-los-angeles"), std::string::npos) << csv;
    EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 9);
    std::string const json = text_of(made, "partnerships.ndjson.zst");
    EXPECT_EQ(std::ranges::count(json, '\n'), 2) << json;
    EXPECT_NE(json.find("\"jp-nagoya\""), std::string::npos) << json;
}

TEST_P(DumpTest, NamesEveryFileWithItsChecksum) {
    import_sample();
    Dump const made = dump();
    auto const listed = list_dumps(options_.folder);
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].name, made.name);
    ASSERT_EQ(listed[0].files.size(), made.files.size());
    for (DumpFile const& file : listed[0].files) {
        if (file.name == "SHA256SUMS") continue;
        std::string const bytes = bytes_of(made, file.name);
        EXPECT_EQ(file.sha256, sha256_hex(bytes)) << file.name;
        EXPECT_EQ(file.size, bytes.size()) << file.name;
    }
}

TEST_P(DumpTest, CarriesTheLicensesOfItsSources) {
    import("source", "key,title,license\nopen,Open data,CC0-1.0\nsilent,Report,\n");
    std::string const text = bytes_of(dump(), "LICENSES.txt");
    EXPECT_NE(text.find("open\n  Open data\n  License: CC0-1.0"), std::string::npos) << text;
    EXPECT_NE(text.find("silent\n  Report\n  License: not stated"), std::string::npos) << text;
    EXPECT_NE(text.find("places-package 1.0"), std::string::npos) << text;
}

TEST_P(DumpTest, LeavesOutWhatIsHidden) {
    import_sample();
    write([](store::WriteTransaction& tx) {
        auto const id = records::id_of_key(tx, *find_noun("person"), "ada");
        auto people = records::visible<Person>(tx, "id = :id", id.value_or(0));
        records::hide(tx, records::type_of<Person>(), people.at(0), "asked to be removed");
        return 0;
    });
    Dump const made = dump();
    EXPECT_EQ(text_of(made, "people.csv.zst").find("Lovelace"), std::string::npos);
    EXPECT_EQ(text_of(made, "people.ndjson.zst"), "");
}

TEST_P(DumpTest, ReplacesTheOneOfTodayAndKeepsAsManyAsAskedFor) {
    for (int day = 0; day < 5; ++day) {
        dump();
        dump();
        clock_.advance(std::chrono::days(1));
    }
    auto const kept = list_dumps(options_.folder);
    ASSERT_EQ(kept.size(), 3U);
    EXPECT_GT(kept[0].date, kept[1].date);
    EXPECT_GT(kept[1].date, kept[2].date);
}

TEST_P(DumpTest, NothingHalfWrittenIsListedAndWhatIsLeftIsRemoved) {
    fs::create_directories(options_.folder + "/.unfinished-legation-2020-01-01");
    std::ofstream(options_.folder + "/.unfinished-legation-2020-01-01/actors.csv.zst") << "half";
    EXPECT_TRUE(list_dumps(options_.folder).empty());
    dump();
    EXPECT_FALSE(fs::exists(options_.folder + "/.unfinished-legation-2020-01-01"));
}

TEST_P(DumpTest, AFolderThatCannotBeWrittenIsAnErrorAndLeavesNothing) {
    std::ofstream(folder_ + "/file") << "not a folder";
    options_.folder = folder_ + "/file/dumps";
    try {
        dump();
        FAIL() << "it was written";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unavailable);
    }
}

TEST_P(DumpTest, NoPathLeadsOutOfADump) {
    Dump const made = dump();
    EXPECT_NE(dump_file_path(options_.folder, made.name, "README.txt"), "");
    EXPECT_NE(dump_file_path(options_.folder, made.name, "SHA256SUMS"), "");
    for (char const* file : {"../legation.sqlite", "", ".", "..", "README.txt/..", "nothing.csv.zst"})
        EXPECT_EQ(dump_file_path(options_.folder, made.name, file), "") << file;
    for (char const* name : {"..", ".", "", "legation-", "legation-2020-99-99", ".lock"})
        EXPECT_EQ(dump_file_path(options_.folder, name, "README.txt"), "") << name;
}

LEGATION_ON_BOTH_DATABASES(DumpTest);

} // namespace
} // namespace legation::registry
