#include "kernel/error.hpp"
#include "kernel/views/test_catalog.hpp"
#include "kernel/views/views.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

namespace legation::views {
namespace {

using http::Language;

Views views(TemplateTexts const& templates, std::map<std::string, std::string> const& spanish = {}) {
    return Views(templates, Texts::from_catalog(test_catalog(spanish)),
                 [](std::string_view name) { return "/assets/" + std::string(name); });
}

/// The template with VALUE set, in English.
std::string shown(std::string const& text, std::string_view value) {
    Data data;
    data.set("VALUE", value);
    return views({{"page.tpl", text}}).render(Language::en, "page.tpl", data);
}

std::string mistake(TemplateTexts const& templates, std::map<std::string, std::string> const& spanish = {}) {
    try {
        views(templates, spanish);
        return {};
    } catch (Error const& error) {
        return error.detail;
    }
}

TEST(Views, EscapeInText) {
    EXPECT_EQ(shown("<p>{{VALUE}}</p>", "<script>alert('&')</script>"),
              "<p>&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>");
}

TEST(Views, EscapeInAttributes) {
    EXPECT_EQ(shown("<p title=\"{{VALUE}}\">", "\" onclick=\"x"), "<p title=\"&quot; onclick=&quot;x\">");
    EXPECT_EQ(shown("<p title='{{VALUE}}'>", "' onclick='x"), "<p title='&#39; onclick=&#39;x'>");
}

TEST(Views, ReplaceDangerousAddresses) {
    for (auto const* address : {"javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:alert(1)",
                                "data:text/html,<script>", "vbscript:x"}) {
        auto const html = shown("<a href=\"{{VALUE}}\">", address);
        EXPECT_EQ(html, "<a href=\"#\">") << address;
    }
    EXPECT_EQ(shown("<a href=\"{{VALUE}}\">", "https://example.org/?a=1&b=2"),
              "<a href=\"https://example.org/?a=1&amp;b=2\">");
    EXPECT_EQ(shown("<a href=\"{{VALUE}}\">", "/register?page=2"), "<a href=\"/register?page=2\">");
}

TEST(Views, KeepJsonWithinItsScript) {
    EXPECT_EQ(
        shown("<script type=\"application/ld+json\">{{VALUE:x-json}}</script>",
              R"({"name":"</script><!-- & é \" "})"),
        R"(<script type="application/ld+json">{"name":"\u003c/script\u003e\u003c!-- \u0026 é \" "}</script>)");
}

TEST(Views, KeepLineBreaksInTextareas) {
    EXPECT_EQ(shown("<textarea>{{VALUE:pre_escape}}</textarea>", "a\n</textarea>"),
              "<textarea>a\n&lt;/textarea&gt;</textarea>");
}

TEST(Views, RepeatSectionsWithTheirOwnValues) {
    auto const pages =
        views({{"page.tpl", "<ul>{{#ROW}}<li>{{NAME}} of {{ALL}}</li>{{/ROW}}</ul>{{#NONE}}x{{/NONE}}"}});
    Data data;
    data.set("ALL", 2);
    data.add("ROW").set("NAME", "a");
    data.add("ROW").set("NAME", "b");
    EXPECT_EQ(pages.render(Language::en, "page.tpl", data), "<ul><li>a of 2</li><li>b of 2</li></ul>");
}

TEST(Views, ShowOptionalValuesOnlyWhenThereAreAny) {
    auto const pages = views({{"page.tpl", "{{#A}}<b>{{A}}</b>{{/A}}{{#B}}<i>{{B}}</i>{{/B}}"}});
    Data data;
    data.set_shown("A", "x");
    data.set_shown("B", "");
    EXPECT_EQ(pages.render(Language::en, "page.tpl", data), "<b>x</b>");
}

TEST(Views, IncludeFilesThatSeeAllValues) {
    auto const pages = views(
        {{"page.tpl", "{{#ROW}}{{>parts/cell.tpl}}{{/ROW}}"}, {"parts/cell.tpl", "<td>{{NAME}}{{X}}\n"}});
    Data data;
    data.set("X", "!");
    data.add("ROW").set("NAME", "a<b");
    EXPECT_EQ(pages.render(Language::en, "page.tpl", data), "<td>a&lt;b!");
}

TEST(Views, IncludeTemplatesChosenByThePage) {
    auto const pages = views({{"page.tpl", "<p>{{>PART}}</p>"}, {"parts/one.tpl", "{{NAME}} {{SITE}}"}});
    Data data;
    data.set_global("SITE", "<hub>");
    data.include("PART", "parts/one.tpl").set("NAME", "a&b");
    EXPECT_EQ(pages.render(Language::en, "page.tpl", data), "<p>a&amp;b &lt;hub&gt;</p>");
    Data wrong;
    wrong.include("PART", "parts/two.tpl");
    EXPECT_THROW(pages.render(Language::en, "page.tpl", wrong), Error);
}

TEST(Views, RefuseAMissingInclude) {
    EXPECT_EQ(mistake({{"page.tpl", "<p>\n{{>missing.tpl}}"}}),
              "page.tpl:2: there is no template missing.tpl; check the name");
}

TEST(Views, RefuseIncludesInACircle) {
    EXPECT_NE(mistake({{"a.tpl", "{{>b.tpl}}"}, {"b.tpl", "{{>a.tpl}}"}}).find("includes itself"),
              std::string::npos);
}

TEST(Views, RefuseATemplateWithAMistake) {
    EXPECT_NE(mistake({{"page.tpl", "{{NAME:none}}"}}).find("page.tpl:1"), std::string::npos);
}

TEST(Views, RefuseToRenderWhatIsNotThere) {
    EXPECT_THROW(views({}).render(Language::en, "page.tpl", Data()), Error);
}

TEST(Views, SpeakSpanish) {
    auto const pages =
        views({{"page.tpl", "<a href=\"{{PREFIX}}/x\" title=\"[[Close  the\n   \"door\"]]\">[[Hello, "
                            "{{NAME}}!]]</a>{{LANGUAGE}}"}},
              {{"Close the \"door\"", "Cerrar <la> \"puerta\""}, {"Hello, {{NAME}}!", "¡Hola, {{NAME}}!"}});
    Data data;
    data.set("NAME", "<Ana>");
    EXPECT_EQ(pages.render(Language::en, "page.tpl", data),
              "<a href=\"/x\" title=\"Close the &quot;door&quot;\">Hello, &lt;Ana&gt;!</a>en");
    EXPECT_EQ(pages.render(Language::es, "page.tpl", data),
              "<a href=\"/es/x\" title=\"Cerrar &lt;la&gt; &quot;puerta&quot;\">¡Hola, &lt;Ana&gt;!</a>es");
}

TEST(Views, ReportTextsWithoutTranslation) {
    auto const pages = views({{"page.tpl", "[[Open]] [[Shut]]"}}, {{"Open", "Abierto"}});
    EXPECT_EQ(pages.untranslated(Language::es), std::vector<std::string>{"Shut"});
    EXPECT_TRUE(pages.untranslated(Language::en).empty());
}

TEST(Views, RefuseATranslationWithOtherVariables) {
    TemplateTexts const page{{"page.tpl", "[[Hello, {{NAME}}]]"}};
    EXPECT_NE(mistake(page, {{"Hello, {{NAME}}", "Hola, {{NAME:none}}"}}).find("same {{VARIABLES}}"),
              std::string::npos);
    EXPECT_NE(mistake(page, {{"Hello, {{NAME}}", "Hola"}}).find("same {{VARIABLES}}"), std::string::npos);
}

TEST(Views, KnowTheAddressesOfAssets) {
    EXPECT_EQ(shown("<link href=\"{{@site.css}}\">", ""), "<link href=\"/assets/site.css\">");
}

TEST(Views, PutAPageIntoTheLayout) {
    auto const pages = views({{"layout.tpl", "<title>{{TITLE}}</title>\n<main>\n  {{>BODY}}\n</main>\n"},
                              {"register/actor.tpl", "<h1>{{TITLE}}</h1>\n"}});
    Data data;
    data.set("TITLE", "A & B");
    EXPECT_EQ(pages.render_page(Language::es, "register/actor.tpl", data),
              "<title>A &amp; B</title>\n<main>\n<h1>A &amp; B</h1>\n</main>\n");
}

TEST(Views, RenderInManyThreadsAtOnce) {
    auto const pages = views({{"page.tpl", "{{#ROW}}<p>{{N}}</p>{{/ROW}}"}});
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&, thread] {
            for (int round = 0; round < 500; ++round) {
                Data data;
                data.add("ROW").set("N", thread);
                if (pages.render(Language::en, "page.tpl", data) != "<p>" + std::to_string(thread) + "</p>")
                    ++wrong;
            }
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, 0);
}

TEST(ReadTemplates, NamesThemByTheirSection) {
    auto const folder = std::filesystem::path(testing::TempDir()) / "legation_templates";
    auto const put = [&](char const* file) {
        std::filesystem::create_directories((folder / file).parent_path());
        std::ofstream(folder / file) << file;
    };
    for (auto const* file : {"register/pages/actor.tpl", "kernel/views/layout.tpl",
                             "kernel/views/fields/text.tpl", "register/routes.cpp"})
        put(file);
    auto const templates = read_templates({folder.string()});
    std::filesystem::remove_all(folder);
    ASSERT_EQ(templates.size(), 3U);
    EXPECT_EQ(templates.at("register/actor.tpl"), "register/pages/actor.tpl");
    EXPECT_TRUE(templates.contains("layout.tpl"));
    EXPECT_TRUE(templates.contains("fields/text.tpl"));
}

} // namespace
} // namespace legation::views
