#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace legation::files {

/// Bytes that are read from the beginning to the end, and again.
class ByteSource {
  public:
    virtual ~ByteSource() = default;

    /// Reads as many bytes as there are and fit; 0 at the end.
    virtual std::size_t read(std::span<char> into) = 0;
    virtual void rewind() = 0;
    virtual std::size_t size() const = 0;

  protected:
    ByteSource() = default;
    ByteSource(ByteSource const&) = default;
    ByteSource& operator=(ByteSource const&) = default;
};

class FileBytes : public ByteSource {
  public:
    /// Throws Error(unprocessable) when there is no such file that can be read.
    explicit FileBytes(std::string path);

    std::size_t read(std::span<char> into) override;
    void rewind() override;
    std::size_t size() const override { return size_; }

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::string path_;
    std::unique_ptr<std::FILE, Close> file_;
    std::size_t size_ = 0;
};

/// A text in memory, which must live as long as this.
class TextBytes : public ByteSource {
  public:
    explicit TextBytes(std::string_view text) : text_(text) {}

    std::size_t read(std::span<char> into) override {
        std::size_t const count = text_.copy(into.data(), into.size(), at_);
        at_ += count;
        return count;
    }
    void rewind() override { at_ = 0; }
    std::size_t size() const override { return text_.size(); }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace legation::files
