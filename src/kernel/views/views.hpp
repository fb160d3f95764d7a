#pragma once

#include "kernel/http/request.hpp"
#include "kernel/views/data.hpp"
#include "kernel/views/texts.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace legation::views {

/// Template texts by name, such as `register/actor.tpl`.
using TemplateTexts = std::map<std::string, std::string>;

/// Reads every `*.tpl` file below the folders. A template is named by its path there, without `pages/` and
/// `kernel/views/`: `src/register/pages/actor.tpl` is `register/actor.tpl`.
TemplateTexts read_templates(std::vector<std::string> const& folders);

/// Finds the public address of an asset such as `site.css`; throws when there is none.
using AssetUrl = std::function<std::string(std::string_view)>;

/// Every template of the program, checked and ready in every language. Beyond ctemplate's own markers there
/// are
///
/// - `[[English text]]`, resolved and escaped for each language; `{{VARIABLES}}` may stand inside;
/// - `{{>folder/file.tpl}}`, the text of another template, and in `layout.tpl` `{{>BODY}}`, the page's own;
/// - `{{@site.css}}`, the address of an asset;
/// - `{{PREFIX}}`, what comes before the site's own addresses (nothing or `/es`), `{{HOME}}`, the home
///   page's (`/` or `/es`), and `{{LANGUAGE}}` (`en`, `es`);
/// - `{{NAME:x-json}}`, a JSON text within `<script type="application/ld+json">`;
/// - `{{NAME:pre_escape}}`, which keeps line breaks and is required in `<textarea>` and `<pre>`.
///
/// All are resolved once, so a page costs the same in every language. Safe to use from many threads.
class Views {
  public:
    /// Throws Error naming file, line and remedy when any template is wrong: see `check_template`.
    Views(TemplateTexts const& templates, Texts texts, AssetUrl const& asset_url);
    Views(std::vector<std::string> const& template_folders, std::string const& locale_folder,
          AssetUrl const& asset_url);
    ~Views();
    Views(Views&&) noexcept;

    std::string render(http::Language language, std::string_view template_file, Data const& data) const;
    /// The same, appended to `output`.
    void render_to(std::string& output, http::Language language, std::string_view template_file,
                   Data const& data) const;
    /// The template within `layout.tpl`; both see the same data. `Layout::page` fills in what the layout
    /// needs.
    std::string render_page(http::Language language, std::string_view body_template, Data const& data) const;

    /// Whether the page has a form that is sent with `{{>fields/form_token.tpl}}`.
    bool has_form(std::string_view body_template) const;

    Texts const& texts() const;
    /// Texts in templates that a language lacks, for the test of completeness.
    std::vector<std::string> untranslated(http::Language language) const;

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace legation::views
