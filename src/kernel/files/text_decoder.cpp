#include "kernel/files/text_decoder.hpp"

#include "kernel/error.hpp"
#include "kernel/files/table_reader.hpp"
#include "kernel/text.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace legation::files {

namespace {

constexpr std::size_t piece_bytes = 64UL * 1024;
constexpr std::size_t sample_bytes = 4096;

/// How many bytes at the end of a piece may belong to a character that goes on in the next.
std::size_t unfinished_bytes(std::string_view utf8) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, utf8.size()); ++back) {
        auto const byte = static_cast<unsigned char>(utf8[utf8.size() - back]);
        if (byte < 0x80) return 0;
        if (byte < 0xC0) continue;
        std::size_t const length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        return length > back ? back : 0;
    }
    return 0;
}

/// Takes the unfinished end off a piece and answers it.
std::string take_unfinished(std::string& piece) {
    std::size_t const count = unfinished_bytes(piece);
    std::string rest = piece.substr(piece.size() - count);
    piece.resize(piece.size() - count);
    return rest;
}

/// UTF-16 of Western text has a zero in every other byte.
std::string utf16_without_mark(std::string_view sample) {
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i)
        if (sample[i] == '\0') ++zeros.at(i % 2);
    std::size_t const pairs = sample.size() / 2;
    if (pairs == 0) return {};
    if (zeros[0] == 0 && zeros[1] * 2 > pairs) return "UTF-16LE";
    if (zeros[1] == 0 && zeros[0] * 2 > pairs) return "UTF-16BE";
    return {};
}

bool means_nothing_in_windows_1252(char character) {
    return std::string_view("\x81\x8D\x8F\x90\x9D").find(character) != std::string_view::npos;
}

Encoding by_first_bytes(std::string_view sample) {
    if (sample.starts_with("\xEF\xBB\xBF")) return {"UTF-8", 3};
    if (sample.starts_with("\xFF\xFE")) return {"UTF-16LE", 2};
    if (sample.starts_with("\xFE\xFF")) return {"UTF-16BE", 2};
    return {utf16_without_mark(sample), 0};
}

/// The encoding of a file without mark, from all its bytes.
std::string by_all_bytes(ByteSource& bytes) {
    bool is_well_formed = true, is_western = true;
    std::string piece, unfinished;
    for (;;) {
        piece = unfinished;
        std::size_t const kept = piece.size();
        piece.resize(kept + piece_bytes);
        std::size_t const count = bytes.read(std::span(piece).subspan(kept));
        piece.resize(kept + count);
        if (count == 0) {
            is_well_formed = is_well_formed && piece.empty();
            break;
        }
        is_western = is_western && std::none_of(piece.begin() + static_cast<std::ptrdiff_t>(kept),
                                                piece.end(), means_nothing_in_windows_1252);
        if (is_well_formed) {
            unfinished = take_unfinished(piece);
            is_well_formed = is_utf8(piece);
        }
        if (!is_well_formed) {
            unfinished.clear();
            if (!is_western) break;
        }
    }
    if (is_well_formed) return "UTF-8";
    return is_western ? "windows-1252" : "";
}

} // namespace

Encoding detect_encoding(ByteSource& bytes) {
    bytes.rewind();
    std::string sample(sample_bytes, '\0');
    sample.resize(bytes.read(sample));
    Encoding encoding = by_first_bytes(sample);
    if (encoding.name.empty()) {
        bytes.rewind();
        encoding.name = by_all_bytes(bytes);
    }
    bytes.rewind();
    return encoding;
}

struct TextDecoder::Converter {
    UConverter* source = nullptr;
    UConverter* utf8 = nullptr;
    std::array<UChar, 4096> pivot{};
    UChar* pivot_source = pivot.data();
    UChar* pivot_target = pivot.data();
    bool is_first = true;

    explicit Converter(std::string const& name) {
        UErrorCode status = U_ZERO_ERROR;
        source = ucnv_open(name.c_str(), &status);
        utf8 = ucnv_open("UTF-8", &status);
        if (source != nullptr)
            ucnv_setToUCallBack(source, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
        if (U_SUCCESS(status)) return;
        close();
        throw Error(ErrorCode::unprocessable,
                    fmt::format("the encoding “{}” is not known; name it as in UTF-8, windows-1252, "
                                "Shift_JIS or ISO-8859-2",
                                name));
    }
    ~Converter() { close(); }
    Converter(Converter const&) = delete;
    Converter& operator=(Converter const&) = delete;

    void close() const {
        ucnv_close(source); // takes null
        ucnv_close(utf8);
    }
};

TextDecoder::TextDecoder(ByteSource& bytes, Encoding const& encoding, std::string_view file_name)
    : bytes_(bytes), encoding_(encoding), file_name_(file_name) {
    if (encoding.name != "UTF-8") converter_ = std::make_unique<Converter>(encoding.name);
    bytes_.rewind();
    std::array<char, 4> mark{};
    bytes_.read(std::span(mark).first(encoding.mark_bytes));
    bytes_read_ = encoding.mark_bytes;
}

TextDecoder::~TextDecoder() = default;

void TextDecoder::refuse_bytes() const {
    refuse_file(file_name_, 1, fmt::format("this is not {} text, near byte {}", encoding_.name, bytes_read_),
                "save the file as CSV UTF-8, or name its encoding with --encoding");
}

bool TextDecoder::append_to(std::string& text) {
    if (is_at_end_) return false;
    piece_.resize(piece_bytes);
    piece_.resize(bytes_.read(piece_));
    bytes_read_ += piece_.size();
    is_at_end_ = piece_.empty();
    if (converter_)
        decode_by_icu(text);
    else
        decode_plain(text);
    return true;
}

void TextDecoder::decode_plain(std::string& text) {
    piece_.insert(0, unfinished_);
    if (is_at_end_) {
        if (!piece_.empty()) refuse_bytes();
        return;
    }
    unfinished_ = take_unfinished(piece_);
    if (!is_utf8(piece_)) refuse_bytes();
    text += piece_;
}

void TextDecoder::decode_by_icu(std::string& text) {
    Converter& converter = *converter_;
    char const* source = piece_.data();
    char const* const source_end = piece_.data() + piece_.size();
    std::array<char, 16384> room{};
    for (;;) {
        char* target = room.data();
        UErrorCode status = U_ZERO_ERROR;
        ucnv_convertEx(converter.utf8, converter.source, &target, room.data() + room.size(), &source,
                       source_end, converter.pivot.data(), &converter.pivot_source, &converter.pivot_target,
                       converter.pivot.data() + converter.pivot.size(),
                       static_cast<UBool>(converter.is_first), static_cast<UBool>(is_at_end_), &status);
        converter.is_first = false;
        text.append(room.data(), static_cast<std::size_t>(target - room.data()));
        if (status == U_BUFFER_OVERFLOW_ERROR) continue;
        if (U_FAILURE(status)) refuse_bytes();
        return;
    }
}

} // namespace legation::files
