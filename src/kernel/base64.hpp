#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace legation {

/// Bytes as base64 (RFC 4648), padded: for mail and HTTP headers.
std::string to_base64(std::string_view bytes);

/// The alphabet for addresses, unpadded: for WebAuthn and JSON Web Tokens.
std::string to_base64url(std::string_view bytes);

/// The bytes of such a text, or nothing when it is none: padding, blanks and other alphabets are refused.
std::optional<std::string> from_base64url(std::string_view text);

} // namespace legation
