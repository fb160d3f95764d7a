#pragma once

#include "kernel/clock.hpp"
#include "kernel/mail/settings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace legation::mail {

/// One message to one person. Texts are UTF-8; lines end with `\n`.
struct Message {
    std::string to; ///< the address alone
    std::string subject;
    std::string text;
    std::string html = {};
    /// Where one POST ends this kind of mail (RFC 8058). Empty for mail that somebody just asked for.
    std::string unsubscribe_url = {};
    std::string id = {}; ///< given by `enqueue`; the same at each attempt, so that a copy can be recognized
};

/// The header lines of a message, without those of its parts. Nothing in the message can add a line or end
/// the head: what would is replaced by a blank. Throws Error where an address is none.
std::vector<std::string> headers_of(Message const& message, Settings const& settings, Timestamp now);

/// Text as a header may have it: unchanged where it is printable ASCII, else as encoded words (RFC 2047).
std::string header_text(std::string_view text);

} // namespace legation::mail
