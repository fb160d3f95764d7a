#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace legation::http {

/// A large request body on disk while its request is handled; the file goes with the object.
class SpoolFile {
  public:
    SpoolFile() = default;
    ~SpoolFile();
    SpoolFile(SpoolFile const&) = delete;
    SpoolFile& operator=(SpoolFile const&) = delete;

    /// Makes the file in `folder` when this is the first piece. Throws Error(unavailable) when the disk
    /// refuses.
    void append(std::string const& folder, std::string_view piece);

    bool is_used() const { return descriptor_ >= 0; }
    std::string const& path() const { return path_; }
    std::uint64_t size() const { return size_; }

  private:
    int descriptor_ = -1;
    std::string path_;
    std::uint64_t size_ = 0;
};

} // namespace legation::http
