#include "kernel/search/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace legation::search {

namespace {

/// Collects folded text and lets no space stand first, last or beside another.
class SpacedText {
  public:
    void add(char letter) {
        if (space_is_due_ && !text_.empty()) text_ += ' ';
        space_is_due_ = false;
        text_ += letter;
    }
    void add(std::string_view letters) {
        for (char const letter : letters)
            add(letter);
    }
    void end_word() { space_is_due_ = true; }
    void reserve(std::size_t length) { text_.reserve(length); }
    std::string take() && { return std::move(text_); }

  private:
    std::string text_;
    bool space_is_due_ = false;
};

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void fold_ascii(char character, SpacedText& folded) {
    if (character >= 'A' && character <= 'Z') {
        folded.add(static_cast<char>(character - 'A' + 'a'));
    } else if ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9')) {
        folded.add(character);
    } else if (character == '&') {
        folded.end_word();
        folded.add("and");
        folded.end_word();
    } else if (character != '\'' && character != '.' && character != '`') {
        folded.end_word();
    }
}

/// Letters that no Unicode decomposition takes apart, as English-language gazetteers spell them.
std::string_view spelled_letter(UChar32 letter) {
    switch (letter) {
    case U'ø':
        return "o";
    case U'ł':
        return "l";
    case U'æ':
        return "ae";
    case U'œ':
        return "oe";
    case U'đ':
    case U'ð':
    case U'ɖ':
    case U'ɗ':
        return "d";
    case U'þ':
        return "th";
    case U'ı':
        return "i";
    case U'ħ':
        return "h";
    case U'ŧ':
        return "t";
    case U'ŋ':
        return "n";
    case U'ə':
    case U'ǝ':
        return "a";
    case U'ɓ':
        return "b";
    case U'ƙ':
        return "k";
    case U'ƴ':
        return "y";
    default:
        return {};
    }
}

/// Apostrophes in all their shapes, and the Hawaiian ʻokina: "Hawaiʻi" is typed "Hawaii".
bool is_dropped(UChar32 character) {
    static constexpr std::array<UChar32, 10> apostrophes{0x02B9, 0x02BB, 0x02BC, 0x02BD, 0x02BE,
                                                         0x02BF, 0x2018, 0x2019, 0x201B, 0xA78C};
    return std::find(apostrophes.begin(), apostrophes.end(), character) != apostrophes.end();
}

/// Accents and vowel points go. Marks that are part of the letter stay: vowels of Indic and Thai scripts, and
/// the voicing of kana (canonical class 8), without which か and が would be one.
bool is_accent(UChar32 character) {
    if (u_charType(character) != U_NON_SPACING_MARK || u_getCombiningClass(character) == 8) return false;
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode const script = uscript_getScript(character, &status);
    return script == USCRIPT_INHERITED || script == USCRIPT_HEBREW || script == USCRIPT_ARABIC ||
           script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

bool belongs_to_a_word(UChar32 character) {
    return u_isalnum(character) || (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0;
}

icu::Normalizer2 const& normalizer(char const* name, UNormalization2Mode mode) {
    UErrorCode status = U_ZERO_ERROR;
    auto const* found = icu::Normalizer2::getInstance(nullptr, name, mode, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalization data");
    return *found;
}

icu::UnicodeString normalized(icu::Normalizer2 const& by, icu::UnicodeString const& text) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString result = by.normalize(text, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot normalize a text");
    return result;
}

std::string fold_unicode(std::string_view utf8) {
    static icu::Normalizer2 const& case_folding = normalizer("nfkc_cf", UNORM2_COMPOSE);
    static icu::Normalizer2 const& decomposing = normalizer("nfc", UNORM2_DECOMPOSE);
    static icu::Normalizer2 const& composing = normalizer("nfc", UNORM2_COMPOSE);

    auto const given =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
    icu::UnicodeString const decomposed = normalized(decomposing, normalized(case_folding, given));

    icu::UnicodeString kept;
    for (int32_t at = 0; at < decomposed.length(); at = decomposed.moveIndex32(at, 1)) {
        UChar32 const character = decomposed.char32At(at);
        std::string_view const spelled = spelled_letter(character);
        if (!spelled.empty()) {
            kept.append(icu::UnicodeString::fromUTF8(
                icu::StringPiece(spelled.data(), static_cast<int32_t>(spelled.size()))));
        } else if (!is_accent(character) && !is_dropped(character)) {
            bool const is_space = character >= 0x80 && !belongs_to_a_word(character);
            kept.append(is_space ? UChar32{' '} : character);
        }
    }

    std::string composed;
    normalized(composing, kept).toUTF8String(composed);
    SpacedText folded;
    folded.reserve(composed.size());
    for (char const byte : composed) {
        if (static_cast<unsigned char>(byte) < 0x80) {
            fold_ascii(byte, folded);
        } else {
            folded.add(byte);
        }
    }
    return std::move(folded).take();
}

} // namespace

std::string fold(std::string_view utf8) {
    if (!is_ascii(utf8)) return fold_unicode(utf8);
    SpacedText folded;
    folded.reserve(utf8.size());
    for (char const character : utf8)
        fold_ascii(character, folded);
    return std::move(folded).take();
}

std::vector<std::string_view> words(std::string_view folded) {
    std::vector<std::string_view> found;
    while (!folded.empty()) {
        std::size_t const space = std::min(folded.find(' '), folded.size());
        if (space > 0) found.push_back(folded.substr(0, space));
        folded.remove_prefix(std::min(space + 1, folded.size()));
    }
    return found;
}

std::vector<std::string> tokens(std::string_view utf8) {
    std::string const folded = fold(utf8);
    std::vector<std::string_view> const found = words(folded);
    return {found.begin(), found.end()};
}

std::string spell_out(std::string_view folded) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> abbreviations{
        {{"st", "saint"}, {"ste", "sainte"}, {"ft", "fort"}, {"mt", "mount"}}};
    std::string spelled;
    spelled.reserve(folded.size() + 8);
    while (!folded.empty()) {
        std::size_t const space = std::min(folded.find(' '), folded.size());
        std::string_view word = folded.substr(0, space);
        if (space < folded.size()) {
            for (auto const& [abbreviation, full] : abbreviations) {
                if (word == abbreviation) word = full;
            }
        }
        if (!spelled.empty()) spelled += ' ';
        spelled += word;
        folded.remove_prefix(std::min(space + 1, folded.size()));
    }
    return spelled;
}

} // namespace legation::search
