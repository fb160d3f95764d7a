#pragma once

#include "kernel/views/views.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace legation::views {

/// The template's text with every `{{>file.tpl}}` replaced by that file's text, and without indentation.
/// Throws Error on a missing file and on files that include each other.
std::string with_includes(TemplateTexts const& templates, std::string const& name);

/// Resolves `[[…]]`, `{{@asset}}`, `{{PREFIX}}`, `{{HOME}}` and `{{LANGUAGE}}`; texts without a translation
/// are added to `untranslated`. Throws Error when a translation's variables are not those of the English
/// text.
std::string in_language(std::string_view text, http::Language language, Texts const& texts,
                        AssetUrl const& asset_url, std::vector<std::string>& untranslated);

/// A marked text as it stands in the catalogs: line breaks and indentation are single spaces there.
std::string message_id(std::string_view marked);

} // namespace legation::views
