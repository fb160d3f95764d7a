#pragma once

#include "kernel/files/byte_source.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace legation::files {

/// How the bytes of a text file are to be read.
struct Encoding {
    std::string name;           ///< as ICU knows it: `UTF-8`, `UTF-16LE`, `windows-1252`
    std::size_t mark_bytes = 0; ///< of the byte order mark before the text
};

/// Finds out how a file is encoded, reading it once from beginning to end: by its byte order mark, by the
/// zero bytes of UTF-16, or because it is well-formed UTF-8. What is none of these is taken for Windows-1252,
/// which Western spreadsheets write and which holds Latin-1, unless it has bytes that mean nothing there.
/// Then the name is empty, and somebody must say.
Encoding detect_encoding(ByteSource& bytes);

/// A text file as UTF-8, piece by piece. Never holds more than a piece.
class TextDecoder {
  public:
    /// Throws Error(unprocessable) for an encoding that is not known.
    TextDecoder(ByteSource& bytes, Encoding const& encoding, std::string_view file_name);
    ~TextDecoder();
    TextDecoder(TextDecoder const&) = delete;
    TextDecoder& operator=(TextDecoder const&) = delete;

    /// Appends some text; false at the end. Throws Error(unprocessable) where bytes are no text.
    bool append_to(std::string& text);
    std::size_t bytes_read() const { return bytes_read_; }

  private:
    struct Converter;
    void decode_plain(std::string& text);
    void decode_by_icu(std::string& text);
    [[noreturn]] void refuse_bytes() const;

    ByteSource& bytes_;
    Encoding encoding_;
    std::string file_name_;
    std::string piece_;
    std::size_t bytes_read_ = 0;
    bool is_at_end_ = false;
    std::unique_ptr<Converter> converter_; ///< null for UTF-8, which is only checked
    std::string unfinished_; ///< the first bytes of a character that the next piece goes on with
};

} // namespace legation::files
