#pragma once

#include <string>
#include <string_view>

namespace legation {

/// SHA-256 in lower-case hexadecimal: checksums of files, and what is stored of a token.
std::string sha256_hex(std::string_view bytes);

/// HMAC-SHA-256 in lower-case hexadecimal: proof that a text comes from who holds the key.
std::string hmac_sha256_hex(std::string_view key, std::string_view text);

/// 256 random bits as 43 letters that may stand in an address: tokens of sessions and links.
std::string random_token();

/// Whether two secrets are the same, in a time that does not tell how much of them is.
bool is_same_secret(std::string_view left, std::string_view right);

} // namespace legation
