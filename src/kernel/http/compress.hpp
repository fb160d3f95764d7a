#pragma once

#include <string>
#include <string_view>

namespace legation::http {

enum class Encoding { identity, gzip, brotli };

/// What `Accept-Encoding` likes best of what there is; brotli where it likes both alike.
Encoding choose_encoding(std::string_view accept_encoding, bool has_brotli = true, bool has_gzip = true);

/// Whether a media type is text of some kind, so that compressing it pays.
bool is_compressible(std::string_view content_type);

/// The text in that encoding, with the effort that suits text made afresh for each request.
std::string compress(std::string_view text, Encoding encoding);

/// `gzip` or `br`: the name in Content-Encoding, and the suffix in an ETag.
std::string_view encoding_name(Encoding encoding);

} // namespace legation::http
