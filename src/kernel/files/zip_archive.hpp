#pragma once

#include "kernel/files/table_reader.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace legation::files {

/// One part of an archive while it is unpacked. It is refused as soon as it unpacks to more than the limits
/// allow, whatever the archive says about its size.
class ZipPart {
  public:
    ZipPart(void* file, std::uint64_t size, std::uint64_t packed_size, std::string file_name,
            TableLimits const& limits);
    ~ZipPart();
    ZipPart(ZipPart const&) = delete;
    ZipPart& operator=(ZipPart const&) = delete;

    /// Reads as much as fits; 0 at the end.
    std::size_t read(std::span<char> into);
    double share_read() const;

  private:
    void* file_;
    std::uint64_t size_, packed_size_;
    std::uint64_t unpacked_ = 0;
    std::string file_name_;
    TableLimits limits_;
};

/// A ZIP archive of a file or in memory. What is wrong with it throws Error(unprocessable).
class ZipArchive {
  public:
    ZipArchive(std::string const& path, TableLimits const& limits);
    /// The bytes must live as long as this.
    ZipArchive(std::string_view bytes, std::string file_name, TableLimits const& limits);
    ~ZipArchive();
    ZipArchive(ZipArchive const&) = delete;
    ZipArchive& operator=(ZipArchive const&) = delete;

    bool has(std::string const& part) const;
    /// The names of all parts, folders left out.
    std::vector<std::string> parts() const;
    std::unique_ptr<ZipPart> open(std::string const& part) const;
    std::string const& file_name() const { return file_name_; }

  private:
    void check_opened() const;

    std::string file_name_;
    TableLimits limits_;
    void* archive_ = nullptr;
};

} // namespace legation::files
