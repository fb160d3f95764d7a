#include "kernel/http/compress.hpp"

#include "kernel/http/ascii.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace legation::http {

namespace {

// Measured on our pages: past these each further step costs much more time than it saves bytes.
constexpr int gzip_level = 3;
constexpr int brotli_quality = 3;

constexpr int gzip_window = 15 + 16; // zlib's way of asking for a gzip header
constexpr int gzip_memory = 8;

/// One deflate stream per thread: setting it up costs as much as compressing a small page.
class Gzip {
  public:
    Gzip() {
        if (deflateInit2(&stream_, gzip_level, Z_DEFLATED, gzip_window, gzip_memory, Z_DEFAULT_STRATEGY) !=
            Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~Gzip() { deflateEnd(&stream_); }
    Gzip(Gzip const&) = delete;
    Gzip& operator=(Gzip const&) = delete;

    std::string compress(std::string_view text) {
        deflateReset(&stream_);
        std::string compressed(deflateBound(&stream_, text.size()), '\0');
        stream_.next_in =
            reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); // zlib does not write to it
        stream_.avail_in = static_cast<uInt>(text.size());
        stream_.next_out = reinterpret_cast<Bytef*>(compressed.data());
        stream_.avail_out = static_cast<uInt>(compressed.size());
        if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("gzip did not finish");
        compressed.resize(stream_.total_out);
        return compressed;
    }

  private:
    z_stream stream_{};
};

std::string brotli(std::string_view text) {
    std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
    std::string compressed(size, '\0');
    if (!BrotliEncoderCompress(brotli_quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                               reinterpret_cast<std::uint8_t const*>(text.data()), &size,
                               reinterpret_cast<std::uint8_t*>(compressed.data()))) {
        throw std::runtime_error("brotli did not finish");
    }
    compressed.resize(size);
    return compressed;
}

/// `q=0.5` in thousandths; what cannot be read counts as not wanted.
int quality(std::string_view parameter) {
    parameter = trim(parameter);
    if (parameter.empty()) return 1000;
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return 0;
    parameter.remove_prefix(2);
    if (parameter.empty() || (parameter.front() != '0' && parameter.front() != '1')) return 0;
    int value = (parameter.front() - '0') * 1000;
    parameter.remove_prefix(1);
    if (parameter.starts_with('.')) parameter.remove_prefix(1);
    int weight = 100;
    for (char const digit : parameter) {
        if (digit < '0' || digit > '9') return 0;
        value += (digit - '0') * weight;
        weight /= 10;
    }
    return value;
}

} // namespace

Encoding choose_encoding(std::string_view accept_encoding, bool has_brotli, bool has_gzip) {
    int brotli_wanted = -1;
    int gzip_wanted = -1;
    int others_wanted = 0;
    while (!accept_encoding.empty()) {
        std::string_view item = cut(accept_encoding, ',');
        std::string_view const name = trim(cut(item, ';'));
        if (equal_ignoring_case(name, "br")) brotli_wanted = quality(item);
        if (equal_ignoring_case(name, "gzip") || equal_ignoring_case(name, "x-gzip"))
            gzip_wanted = quality(item);
        if (name == "*") others_wanted = quality(item);
    }
    if (brotli_wanted < 0) brotli_wanted = others_wanted;
    if (gzip_wanted < 0) gzip_wanted = others_wanted;
    if (!has_brotli) brotli_wanted = 0;
    if (!has_gzip) gzip_wanted = 0;
    if (brotli_wanted > 0 && brotli_wanted >= gzip_wanted) return Encoding::brotli;
    return gzip_wanted > 0 ? Encoding::gzip : Encoding::identity;
}

bool is_compressible(std::string_view content_type) {
    std::string const type = to_lower(trim(cut(content_type, ';')));
    static constexpr std::array<std::string_view, 4> known{"application/json", "application/javascript",
                                                           "application/xml", "application/manifest+json"};
    for (std::string_view const name : known) {
        if (type == name) return true;
    }
    return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml");
}

std::string compress(std::string_view text, Encoding encoding) {
    if (encoding == Encoding::brotli) return brotli(text);
    if (encoding == Encoding::identity) return std::string(text);
    thread_local Gzip gzip;
    return gzip.compress(text);
}

std::string_view encoding_name(Encoding encoding) {
    switch (encoding) {
    case Encoding::identity:
        return "";
    case Encoding::gzip:
        return "gzip";
    case Encoding::brotli:
        return "br";
    }
    return "";
}

} // namespace legation::http
