#include "kernel/error.hpp"
#include "kernel/views/template_check.hpp"

#include <gtest/gtest.h>

namespace legation::views {
namespace {

/// What is wrong with the template, or an empty text.
std::string complaint(std::string_view text) {
    try {
        check_template("page.tpl", text);
        return {};
    } catch (Error const& error) {
        return error.detail;
    }
}

TEST(TemplateCheck, AcceptsWhatPagesNeed) {
    EXPECT_EQ(complaint(R"(<!doctype html>
<html lang="{{LANGUAGE}}"><title>{{TITLE}} · [[Register]]</title>
<link rel="stylesheet" href="{{@site.css}}">
<script src="{{@site.js}}" defer></script>
<script type="application/ld+json">{{JSON:x-json}}</script>
{{! a note: <b> }}<!-- a comment -->
{{#ROW}}<p class="a {{KIND}}" data-id='{{ID}}'{{#HIDDEN}} hidden{{/HIDDEN}}>{{NAME}} < 5 & more</p>{{/ROW}}
<a href="{{PREFIX}}/register/{{SLUG}}" title="[[About {{NAME}}]]">[[More]]</a>
<textarea name="text" required>{{TEXT:pre_escape}}</textarea><pre>{{TEXT:pre_escape}}</pre><p>{{NAME}}</p>
<img src="{{URL}}" alt=""><svg><use href="{{@icons.svg}}#search"/></svg>
{{>fields/text.tpl}}{{>BODY}})"),
              "");
}

struct Mistake {
    char const* text;
    char const* complaint;
};

class TemplateCheckMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(TemplateCheckMistakes, AreNamedWithTheirLine) {
    auto const said = complaint(std::string("<p>first line</p>\n") + GetParam().text);
    EXPECT_TRUE(said.starts_with("page.tpl:2: ")) << said;
    EXPECT_NE(said.find(GetParam().complaint), std::string::npos) << said;
}

INSTANTIATE_TEST_SUITE_P(
    All, TemplateCheckMistakes,
    testing::Values(
        Mistake{"{{NAME:none}}", ":none is not allowed"}, Mistake{"{{NAME:h}}", "not allowed"},
        Mistake{"{{NAME:x-json}}", "application/ld+json"}, Mistake{"{{name}}", "capitals"},
        Mistake{"{{NAME", "not closed by }}"}, Mistake{"{{}}", "names nothing"},
        Mistake{"{{%AUTOESCAPE context=\"TEXT\"}}", "pragmas"}, Mistake{"{{=<< >>=}}", "delimiters"},
        Mistake{"{{#A}}", "section A is not closed"}, Mistake{"{{#A}}{{/B}}", "not open here"},
        Mistake{"{{>actor}}", "file name"}, Mistake{"<p class=\"{{>a.tpl}}\">", "between tags"},
        Mistake{"<p>{{@site.css}}</p>", "quoted attribute"},
        Mistake{"<p style=\"color: red\">", "content security policy"},
        Mistake{"<p STYLE=\"{{X}}\">", "content security policy"},
        Mistake{"<p onclick=\"go()\">", "content security policy"},
        Mistake{"<img srcset=\"{{X}}\">", "srcset"}, Mistake{"<button formaction='{{X}}'>", "formaction"},
        Mistake{"<use xlink:href=\"{{X}}\">", "xlink:href"}, Mistake{"<iframe srcdoc=\"{{X}}\">", "srcdoc"},
        Mistake{"<a href={{X}}>", "into quotes"}, Mistake{"<p {{X}}>", "quoted attribute value"},
        Mistake{"<a href=\"/search?q={{X}}\">", "percent_encode"},
        Mistake{"<script>{{X:x-json}}</script>", "inline scripts"},
        Mistake{"<script>let a</script>", "inline scripts"},
        Mistake{"<script type=\"application/ld+json\">{{X}}</script>", "x-json"},
        Mistake{"<style>{{X}}</style>", "<style>"}, Mistake{"<textarea>{{X}}</textarea>", "line breaks"},
        Mistake{"<pre>{{X}}</pre>", "line breaks"}, Mistake{"<p>{{X:pre_escape}}</p>", "only there"},
        Mistake{"<p title=\"{{X:pre_escape}}\">", "no modifier"}, Mistake{"<!-- {{X}} -->", "comment"},
        Mistake{"[[Open", "not closed by ]]"}, Mistake{"[[a [[b]]", "within"},
        Mistake{"[[see <a href=\"/\">this</a>]]", "markup"}, Mistake{"[[a {{#B}}c{{/B}}]]", "only variables"},
        Mistake{"<p [[x]]>", "quoted attribute value"},
        Mistake{"<textarea>[[x]]</textarea>", "not resolved here"},
        Mistake{"<p title=\"x>\n<b>", "not closed"}, Mistake{"<p title='x", "not closed"},
        Mistake{"<textarea>", "not closed"}));

} // namespace
} // namespace legation::views
