#include "kernel/views/template_text.hpp"

#include "kernel/error.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/template_check.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace legation::views {

namespace {

/// `register/pages/actor.tpl` is `register/actor.tpl`, `kernel/views/layout.tpl` is `layout.tpl`.
std::string template_name(std::filesystem::path const& relative) {
    std::filesystem::path name;
    for (auto const& part : relative)
        if (part != "pages") name /= part;
    auto const text = name.generic_string();
    std::string_view const kernel = "kernel/views/";
    return text.starts_with(kernel) ? text.substr(kernel.size()) : text;
}

void append_without_indentation(std::string& result, std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        bool const at_line_start = result.empty() || result.back() == '\n';
        if (at_line_start && (text[i] == ' ' || text[i] == '\t')) {
            ++i;
        } else {
            result += text[i++];
        }
    }
}

void append_with_includes(std::string& result, TemplateTexts const& templates, std::string const& name,
                          std::vector<std::string>& open) {
    std::string_view const text = templates.at(name);
    open.push_back(name);
    std::size_t position = 0;
    while (true) {
        auto const start = text.find("{{>", position);
        if (start == std::string_view::npos) break;
        auto const end = text.find("}}", start);
        std::string const included(text.substr(start + 3, end - start - 3));
        if (!included.ends_with(".tpl")) { // chosen when the page is made
            append_without_indentation(result, text.substr(position, end + 2 - position));
        } else {
            append_without_indentation(result, text.substr(position, start - position));
            if (!templates.contains(included))
                fail_template(name, text, start, "there is no template " + included + "; check the name");
            if (std::ranges::find(open, included) != open.end())
                fail_template(name, text, start, included + " includes itself; remove one of the includes");
            append_with_includes(result, templates, included, open);
            if (result.ends_with('\n')) result.pop_back(); // the file's own last line end
        }
        position = end + 2;
    }
    append_without_indentation(result, text.substr(position));
    open.pop_back();
}

/// Escapes for text and quoted attributes alike, but leaves `{{VARIABLES}}`, which escape themselves.
void append_escaped(std::string& result, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "{{") {
            auto const end = std::min(text.find("}}", i), text.size() - 2);
            result += text.substr(i, end + 2 - i);
            i = end + 1;
            continue;
        }
        switch (text[i]) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        case '\'':
            result += "&#39;";
            break;
        default:
            result += text[i];
        }
    }
}

std::vector<std::string> variables(std::string_view text) {
    std::vector<std::string> found;
    for (auto start = text.find("{{"); start != std::string_view::npos; start = text.find("{{", start + 2))
        found.emplace_back(text.substr(start, text.find("}}", start) - start));
    std::ranges::sort(found);
    return found;
}

void append_translated(std::string& result, std::string_view marked, http::Language language,
                       Texts const& texts, std::vector<std::string>& untranslated) {
    auto const english = message_id(marked);
    auto const text = texts.text(language, english);
    if (!texts.has(language, english)) untranslated.push_back(english);
    // A translation may move variables, but never bring in or lose one: `{{X:none}}` would be a hole.
    if (variables(text) != variables(english))
        throw Error{ErrorCode::internal, "A translation is wrong.",
                    "The translation of \"" + english + "\" must have the same {{VARIABLES}}; mend locale/" +
                        std::string(code(language)) + ".po."};
    append_escaped(result, text);
}

} // namespace

TemplateTexts read_templates(std::vector<std::string> const& folders) {
    TemplateTexts templates;
    for (auto const& folder : folders) {
        std::error_code error;
        std::filesystem::recursive_directory_iterator files(folder, error);
        if (error)
            throw Error{ErrorCode::internal, "The page templates are missing.",
                        "Cannot read the folder " + folder + ": " + error.message() + ". Run bin/build."};
        for (auto const& entry : files) {
            if (entry.path().extension() != ".tpl") continue;
            std::ifstream file(entry.path(), std::ios::binary);
            templates[template_name(entry.path().lexically_relative(folder))] =
                std::string(std::istreambuf_iterator<char>(file), {});
        }
    }
    return templates;
}

std::string with_includes(TemplateTexts const& templates, std::string const& name) {
    std::string result;
    std::vector<std::string> open;
    append_with_includes(result, templates, name, open);
    return result;
}

std::string in_language(std::string_view text, http::Language language, Texts const& texts,
                        AssetUrl const& asset_url, std::vector<std::string>& untranslated) {
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    for (std::size_t i = 0; i < text.size();) {
        auto const rest = text.substr(i);
        if (rest.starts_with("[[")) {
            auto const end = rest.find("]]");
            append_translated(result, rest.substr(2, end - 2), language, texts, untranslated);
            i += end + 2;
        } else if (rest.starts_with("{{@")) {
            auto const end = rest.find("}}");
            append_escaped(result, asset_url(rest.substr(3, end - 3)));
            i += end + 2;
        } else if (rest.starts_with("{{PREFIX}}")) {
            result += path(language, "");
            i += std::string_view("{{PREFIX}}").size();
        } else if (rest.starts_with("{{HOME}}")) {
            result += path(language, "/");
            i += std::string_view("{{HOME}}").size();
        } else if (rest.starts_with("{{LANGUAGE}}")) {
            result += code(language);
            i += std::string_view("{{LANGUAGE}}").size();
        } else {
            result += text[i++];
        }
    }
    return result;
}

std::string message_id(std::string_view marked) {
    std::string id;
    for (char const c : marked) {
        bool const is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!is_space) {
            id += c;
        } else if (!id.empty() && id.back() != ' ') {
            id += ' ';
        }
    }
    if (id.ends_with(' ')) id.pop_back();
    return id;
}

} // namespace legation::views
