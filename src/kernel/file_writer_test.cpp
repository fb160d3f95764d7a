#include "kernel/error.hpp"
#include "kernel/file_writer.hpp"
#include "kernel/hash.hpp"

#include <gtest/gtest.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace legation {
namespace {

class FileWriterTest : public testing::Test {
  protected:
    FileWriterTest() {
        std::string name = (std::filesystem::temp_directory_path() / "legation-file-XXXXXX").string();
        folder_ = mkdtemp(name.data());
    }
    ~FileWriterTest() override { std::filesystem::remove_all(folder_); }

    std::string path(std::string const& name) const { return folder_ + "/" + name; }

    static std::string bytes_of(std::string const& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

  private:
    std::string folder_;
};

TEST_F(FileWriterTest, TellsSizeAndChecksumOfWhatIsOnTheDisk) {
    FileWriter file(path("a.txt"), FileWriter::Form::plain);
    file.write("one ");
    file.write("two");
    WrittenFile const written = file.finish();
    EXPECT_EQ(bytes_of(path("a.txt")), "one two");
    EXPECT_EQ(written.size, 7U);
    EXPECT_EQ(written.sha256, sha256_hex("one two"));
}

TEST_F(FileWriterTest, WhatIsCompressedComesBackWhole) {
    std::string whole;
    FileWriter file(path("a.zst"), FileWriter::Form::zstd);
    for (int line = 0; line < 20'000; ++line) {
        std::string const piece = "line " + std::to_string(line) + "\n";
        whole += piece;
        file.write(piece);
    }
    WrittenFile const written = file.finish();
    std::string const compressed = bytes_of(path("a.zst"));
    EXPECT_EQ(written.size, compressed.size());
    EXPECT_EQ(written.sha256, sha256_hex(compressed));
    EXPECT_LT(compressed.size(), whole.size() / 2);
    std::string read(whole.size() + 1, '\0');
    read.resize(ZSTD_decompress(read.data(), read.size(), compressed.data(), compressed.size()));
    EXPECT_TRUE(read == whole);
}

TEST_F(FileWriterTest, NeverWritesOverAFileThatIsThere) {
    FileWriter(path("a"), FileWriter::Form::plain).finish();
    EXPECT_THROW(FileWriter(path("a"), FileWriter::Form::plain), Error);
}

TEST_F(FileWriterTest, WhatCannotBeWrittenIsAnErrorThatNamesTheFile) {
    FileWriter(path("a"), FileWriter::Form::plain).finish();
    try {
        FileWriter(path("a/b"), FileWriter::Form::plain).finish();
        FAIL() << "it was written";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unavailable);
        EXPECT_NE(error.public_message.find(path("a/b")), std::string::npos) << error.public_message;
    }
}

} // namespace
} // namespace legation
