#include "kernel/file_writer.hpp"

#include "kernel/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>
#include <zstd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

namespace legation {

namespace {

[[noreturn]] void fail(std::string const& what, std::string const& path) {
    throw Error(ErrorCode::unavailable,
                fmt::format("{} cannot be {}: {}; make room, or look who may write there", path, what,
                            std::strerror(errno)));
}

/// Text compresses well already at a low level; a dump is made every day, on a machine that also serves.
constexpr int compression_level = 6;

} // namespace

class FileWriter::Implementation {
  public:
    Implementation(std::string path, Form form) : path_(std::move(path)) {
        descriptor_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (descriptor_ < 0) fail("made", path_);
        crypto_hash_sha256_init(&hash_);
        if (form == Form::plain) return;
        stream_ = ZSTD_createCStream();
        if (stream_ == nullptr) throw std::bad_alloc();
        ZSTD_CCtx_setParameter(stream_, ZSTD_c_compressionLevel, compression_level);
        ZSTD_CCtx_setParameter(stream_, ZSTD_c_checksumFlag, 1);
        compressed_.resize(ZSTD_CStreamOutSize());
    }
    ~Implementation() {
        ZSTD_freeCStream(stream_);
        if (descriptor_ >= 0) close(descriptor_);
    }
    Implementation(Implementation const&) = delete;
    Implementation& operator=(Implementation const&) = delete;

    void write(std::string_view piece) {
        if (stream_ == nullptr)
            store(piece);
        else
            compress(piece, ZSTD_e_continue);
    }

    WrittenFile finish() {
        if (stream_ != nullptr) compress({}, ZSTD_e_end);
        if (fsync(descriptor_) != 0) fail("written", path_);
        int const descriptor = descriptor_;
        descriptor_ = -1;
        if (close(descriptor) != 0) fail("written", path_);
        std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
        crypto_hash_sha256_final(&hash_, digest.data());
        std::string text(digest.size() * 2 + 1, '\0');
        sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
        text.pop_back();
        return {size_, std::move(text)};
    }

  private:
    void compress(std::string_view piece, ZSTD_EndDirective directive) {
        ZSTD_inBuffer input{piece.data(), piece.size(), 0};
        for (bool is_done = false; !is_done;) {
            ZSTD_outBuffer output{compressed_.data(), compressed_.size(), 0};
            std::size_t const left = ZSTD_compressStream2(stream_, &output, &input, directive);
            if (ZSTD_isError(left) != 0)
                throw Error(ErrorCode::internal, "A file could not be compressed.", ZSTD_getErrorName(left));
            store({compressed_.data(), output.pos});
            is_done = directive == ZSTD_e_end ? left == 0 : input.pos == input.size;
        }
    }

    void store(std::string_view bytes) {
        crypto_hash_sha256_update(&hash_, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
        size_ += bytes.size();
        while (!bytes.empty()) {
            ssize_t const written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail("written", path_);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    std::string path_;
    int descriptor_ = -1;
    crypto_hash_sha256_state hash_{};
    ZSTD_CStream* stream_ = nullptr;
    std::vector<char> compressed_;
    std::uint64_t size_ = 0;
};

FileWriter::FileWriter(std::string path, Form form)
    : implementation_(std::make_unique<Implementation>(std::move(path), form)) {}

FileWriter::~FileWriter() = default;

void FileWriter::write(std::string_view piece) {
    implementation_->write(piece);
}

WrittenFile FileWriter::finish() {
    return implementation_->finish();
}

void sync_folder(std::string const& path) {
    int const descriptor = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) fail("opened", path);
    bool const is_synced = fsync(descriptor) == 0;
    close(descriptor);
    if (!is_synced) fail("written", path);
}

} // namespace legation
