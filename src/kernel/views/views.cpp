#include "kernel/views/views.hpp"

#include "kernel/error.hpp"
#include "kernel/views/template_check.hpp"
#include "kernel/views/template_text.hpp"

#include <ctemplate/template.h>

#include <array>
#include <functional>
#include <set>
#include <utility>

namespace legation::views {

using http::Language;

namespace {

constexpr auto strip = ctemplate::STRIP_BLANK_LINES;
constexpr std::string_view layout_file = "layout.tpl";
constexpr std::string_view body_marker = "{{>BODY}}";

/// A page is its template within the layout, made into one template under this name.
std::string page_name(std::string_view body_template) {
    return "page:" + std::string(body_template);
}

/// Makes a JSON text safe within `<script>`: what could end the element or start a comment can only stand
/// inside a JSON string, where the escaped form means the same.
class JsonModifier : public ctemplate::TemplateModifier {
  public:
    void Modify(char const* in, std::size_t size, ctemplate::PerExpandData const*,
                ctemplate::ExpandEmitter* out, std::string const&) const override {
        std::string_view const text(in, size);
        for (std::size_t i = 0; i < size; ++i) {
            switch (text[i]) {
            case '<':
                out->Emit("\\u003c", 6);
                break;
            case '>':
                out->Emit("\\u003e", 6);
                break;
            case '&':
                out->Emit("\\u0026", 6);
                break;
            default:
                out->Emit(text[i]);
            }
        }
    }
};

void register_modifiers() {
    static JsonModifier const json;
    static bool const registered = ctemplate::AddXssSafeModifier("x-json", &json);
    if (!registered)
        throw Error{ErrorCode::internal, "The page templates cannot be read.",
                    "Another part of the program has taken the template modifier x-json."};
}

} // namespace

class Views::Implementation {
  public:
    Implementation(TemplateTexts const& templates, Texts texts, AssetUrl const& asset_url)
        : texts_(std::move(texts)) {
        register_modifiers();
        for (auto const& [name, text] : templates)
            check_template(name, text);
        for (auto const& [name, text] : templates)
            load(templates, name, asset_url);
        for (auto& cache : caches_)
            cache.Freeze();
    }

    void expand(std::string& output, Language language, std::string const& name,
                ctemplate::TemplateDictionaryInterface const& data) const {
        auto const& cache = caches_[index(language)];
        if (!cache.ExpandNoLoad(name, strip, &data, nullptr, &output))
            throw Error{ErrorCode::internal, "This page cannot be shown.",
                        "Cannot render the template " + name +
                            ": it, or one that it includes, is not there. Check the name."};
    }

    bool has_form(std::string_view name) const { return with_form_.contains(name); }
    Texts const& texts() const { return texts_; }
    std::vector<std::string> const& untranslated(Language language) const {
        return untranslated_[index(language)];
    }

  private:
    static constexpr std::array languages{Language::en, Language::es};
    static std::size_t index(Language language) { return language == Language::es ? 1 : 0; }

    void load(TemplateTexts const& templates, std::string const& name, AssetUrl const& asset_url) {
        auto const text = with_includes(templates, name);
        if (text.find("{{FORM_TOKEN}}") != std::string::npos) with_form_.insert(name);
        bool const is_layout = name == layout_file;
        for (auto const language : languages) {
            auto const translated =
                in_language(text, language, texts_, asset_url, untranslated_[index(language)]);
            if (!is_layout) add(language, name, translated);
        }
        if (is_layout || !templates.contains(std::string(layout_file))) return;
        auto page = with_includes(templates, std::string(layout_file));
        auto const body = page.find(body_marker);
        if (body == std::string::npos)
            fail_template(layout_file, "", 0, "the layout needs {{>BODY}} where the page goes");
        page.replace(body, body_marker.size(), text);
        std::vector<std::string> known; // reported with their own templates
        for (auto const language : languages)
            add(language, page_name(name), in_language(page, language, texts_, asset_url, known));
    }

    void add(Language language, std::string const& name, std::string const& text) {
        auto const escaping = "{{%AUTOESCAPE context=\"HTML\"}}" + text;
        if (!caches_[index(language)].StringToTemplateCache(name, escaping, strip))
            fail_template(name, text, 0, "the template cannot be read; the line above says why");
    }

    Texts texts_;
    std::set<std::string, std::less<>> with_form_;
    std::array<ctemplate::TemplateCache, languages.size()> caches_;
    std::array<std::vector<std::string>, languages.size()> untranslated_;
};

Views::Views(TemplateTexts const& templates, Texts texts, AssetUrl const& asset_url)
    : implementation_(std::make_unique<Implementation>(templates, std::move(texts), asset_url)) {}

Views::Views(std::vector<std::string> const& template_folders, std::string const& locale_folder,
             AssetUrl const& asset_url)
    : Views(read_templates(template_folders), Texts(locale_folder), asset_url) {}

Views::~Views() = default;
Views::Views(Views&&) noexcept = default;

std::string Views::render(Language language, std::string_view template_file, Data const& data) const {
    std::string output;
    render_to(output, language, template_file, data);
    return output;
}

void Views::render_to(std::string& output, Language language, std::string_view template_file,
                      Data const& data) const {
    implementation_->expand(output, language, std::string(template_file), data.for_template());
}

std::string Views::render_page(Language language, std::string_view body_template, Data const& data) const {
    std::string output;
    output.reserve(24'576); // most pages fit: one allocation
    implementation_->expand(output, language, page_name(body_template), data.for_template());
    return output;
}

bool Views::has_form(std::string_view body_template) const {
    return implementation_->has_form(body_template);
}

Texts const& Views::texts() const {
    return implementation_->texts();
}

std::vector<std::string> Views::untranslated(Language language) const {
    return implementation_->untranslated(language);
}

} // namespace legation::views
