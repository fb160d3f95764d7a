#include "kernel/error.hpp"
#include "kernel/json_file.hpp"
#include "tests/temporary_store.hpp"

namespace legation {
namespace {

void expect_refused(std::string const& path) {
    try {
        read_json_list(path, "sources");
        FAIL() << path << " was read";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unavailable);
        EXPECT_NE(error.public_message.find(path), std::string::npos) << error.public_message;
        EXPECT_NE(error.public_message.find("run bin/build"), std::string::npos) << error.public_message;
    }
}

TEST(JsonFile, GivesTheTextsOfEachEntry) {
    test::TemporaryFolder const folder;
    auto const entries = read_json_list(
        folder.write("a.json",
                     R"({"sources": [{"name": "GeoNames", "places": 3}, 7, {"name": "Málaga"}], "x": 1})"),
        "sources");
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0], (std::map<std::string, std::string>{{"name", "GeoNames"}}));
    EXPECT_EQ(entries[1].at("name"), "Málaga");
}

TEST(JsonFile, MayHoldAnEmptyList) {
    test::TemporaryFolder const folder;
    EXPECT_TRUE(read_json_list(folder.write("a.json", R"({"sources": []})"), "sources").empty());
}

TEST(JsonFile, ThatIsMissingOrOfAnotherFormIsRefusedByName) {
    test::TemporaryFolder const folder;
    expect_refused(folder.file("missing.json"));
    expect_refused(folder.file("")); // a folder
    for (std::string_view const content : {"", "{", "[]", "{}", R"({"sources": {}})", R"({"sources": [])"})
        expect_refused(folder.write("a.json", content));
}

} // namespace
} // namespace legation
