#include "kernel/files/byte_source.hpp"

#include "kernel/error.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace legation::files {

namespace {

[[noreturn]] void refuse(std::string const& path) {
    throw Error(ErrorCode::unprocessable,
                fmt::format("{} cannot be read; check its name and permissions", path));
}

} // namespace

FileBytes::FileBytes(std::string path) : path_(std::move(path)) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path_, error)) refuse(path_); // a pipe cannot be read twice
    size_ = std::filesystem::file_size(path_, error);
    file_.reset(std::fopen(path_.c_str(), "rb"));
    if (error || !file_) refuse(path_);
}

std::size_t FileBytes::read(std::span<char> into) {
    std::size_t const count = std::fread(into.data(), 1, into.size(), file_.get());
    if (count < into.size() && std::ferror(file_.get()) != 0) refuse(path_);
    return count;
}

void FileBytes::rewind() {
    if (std::fseek(file_.get(), 0, SEEK_SET) != 0) refuse(path_);
}

} // namespace legation::files
