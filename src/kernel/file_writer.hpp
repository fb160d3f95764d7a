#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace legation {

/// What was written to a file: for lists of checksums.
struct WrittenFile {
    std::uint64_t size = 0;
    std::string sha256; ///< hexadecimal
};

/// Writes a file piece by piece, compressed with Zstandard (RFC 8878) or as it is. Nothing of it may be used
/// before `finish` has answered: then it is on the disk. Every failure throws Error(unavailable).
class FileWriter {
  public:
    enum class Form { zstd, plain };

    FileWriter(std::string path, Form form);
    ~FileWriter();
    FileWriter(FileWriter const&) = delete;
    FileWriter& operator=(FileWriter const&) = delete;

    void write(std::string_view piece);
    /// Ends the file and waits until the disk has it.
    WrittenFile finish();

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// Waits until the disk knows which files are in a folder. Throws Error(unavailable).
void sync_folder(std::string const& path);

} // namespace legation
