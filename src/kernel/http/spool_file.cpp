#include "kernel/http/spool_file.hpp"

#include "kernel/error.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace legation::http {

namespace {

[[noreturn]] void refuse(std::string const& what) {
    throw Error{ErrorCode::unavailable, "The server has no room for this upload right now. Try again later.",
                what + ": " + std::strerror(errno)};
}

} // namespace

SpoolFile::~SpoolFile() {
    if (descriptor_ < 0) return;
    close(descriptor_);
    unlink(path_.c_str());
}

void SpoolFile::append(std::string const& folder, std::string_view piece) {
    if (descriptor_ < 0) {
        path_ =
            (folder.empty() ? std::filesystem::temp_directory_path().string() : folder) + "/upload-XXXXXX";
        descriptor_ = mkostemp(path_.data(), O_CLOEXEC);
        if (descriptor_ < 0) refuse("cannot make " + path_);
    }
    while (!piece.empty()) {
        ssize_t const written = write(descriptor_, piece.data(), piece.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) refuse("cannot write " + path_);
        piece.remove_prefix(static_cast<std::size_t>(written));
        size_ += static_cast<std::uint64_t>(written);
    }
}

} // namespace legation::http
