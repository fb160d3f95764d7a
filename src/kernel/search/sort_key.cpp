#include "kernel/search/sort_key.hpp"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <memory>
#include <stdexcept>
#include <vector>

namespace legation::search {

namespace {

icu::Collator const& root_collator() {
    static std::unique_ptr<icu::Collator const> const collator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> created(icu::Collator::createInstance(icu::Locale::getRoot(), status));
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no collation data");
        // Spaces and punctuation count, so that "San Jose" stands before "Sanford".
        created->setAttribute(UCOL_ALTERNATE_HANDLING, UCOL_NON_IGNORABLE, status);
        return created;
    }();
    return *collator;
}

} // namespace

std::string sort_key(std::string_view utf8) {
    auto const text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
    std::vector<uint8_t> key(static_cast<std::size_t>(text.length()) * 4 + 16);
    int32_t needed = root_collator().getSortKey(text, key.data(), static_cast<int32_t>(key.size()));
    if (static_cast<std::size_t>(needed) > key.size()) {
        key.resize(static_cast<std::size_t>(needed));
        needed = root_collator().getSortKey(text, key.data(), needed);
    }
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string hexadecimal;
    hexadecimal.reserve(static_cast<std::size_t>(needed) * 2);
    // ICU ends every key with a zero byte, which orders nothing.
    for (int32_t at = 0; at + 1 < needed; ++at) {
        hexadecimal += digits[key[static_cast<std::size_t>(at)] >> 4];
        hexadecimal += digits[key[static_cast<std::size_t>(at)] & 15];
    }
    return hexadecimal;
}

} // namespace legation::search
