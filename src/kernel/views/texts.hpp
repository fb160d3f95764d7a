#pragma once

#include "kernel/http/request.hpp"
#include "kernel/text.hpp"
#include "kernel/views/tr.hpp"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace legation::views {

/// The interface's words in every language. English is written where it is used; the other languages come
/// from gettext catalogs (`<folder>/es/LC_MESSAGES/legation.mo`). Safe to use from many threads.
///
/// The extraction tool finds the calls by name, so pass the English as a literal: `texts.text(language,
/// "Save")`.
class Texts {
  public:
    /// Loads the catalogs. Throws Error naming the file when one is missing or damaged.
    explicit Texts(std::string const& locale_folder);
    /// The same from a catalog in memory, as `msgfmt` makes it; an empty one leaves everything in English.
    static Texts from_catalog(std::string const& spanish_catalog);

    /// The text in that language, or the English itself where there is no translation. Where the English
    /// given is a literal, the answer lives as long as these texts.
    std::string_view text(http::Language language, std::string_view english) const;

    /// The form of the text that `n` asks for, with `{n}` replaced by the number as the language writes it:
    /// `texts.plural(language, "{n} partnership", "{n} partnerships", 1'234)`.
    std::string plural(http::Language language, std::string_view singular, std::string_view plural,
                       std::int64_t n) const;

    /// Whether there is a translation; always true for English.
    bool has(http::Language language, std::string_view english) const;

  private:
    class Catalog;
    explicit Texts(std::shared_ptr<Catalog const> spanish) : spanish_(std::move(spanish)) {}
    Catalog const* catalog(http::Language language) const;

    std::shared_ptr<Catalog const> spanish_;
};

using legation::fill;

} // namespace legation::views
