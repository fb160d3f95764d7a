#include "kernel/error.hpp"
#include "kernel/views/error_page.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/layout.hpp"
#include "kernel/views/pagination.hpp"
#include "kernel/views/test_catalog.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>
#include <gtest/gtest.h>

#include <filesystem>

namespace legation::views {
namespace {

using http::Language;
using http::Request;

std::string asset(std::string_view name) {
    return "/assets/" + std::string(name);
}

/// The program's own templates, with a few words of Spanish and the templates of the test.
Views real_views(TemplateTexts const& more = {}) {
    auto templates = read_templates({std::filesystem::path(__FILE__).parent_path().string()});
    templates.insert(more.begin(), more.end());
    return Views(templates,
                 Texts::from_catalog(test_catalog({{"Register", "Registro"},
                                                   {"Page not found", "Página no encontrada"},
                                                   {"Page {{PAGE_NUMBER}}", "Página {{PAGE_NUMBER}}"},
                                                   {"That is not open.", "Eso no está abierto."},
                                                   {"Search", "Buscar"}})),
                 asset);
}

Site sample_site() {
    Site site;
    site.name = "Hub & Co";
    site.public_url = "https://hub.example.org";
    site.navigation = {{"Register", "/register", "register"}, {"Countries", "/countries", "countries"}};
    site.footer = {{"About the data", "/attribution"}};
    return site;
}

Request request(std::string target, Language language = Language::en) {
    Request result;
    result.target = target;
    result.path = std::move(target);
    result.language = language;
    result.id = "r-42";
    return result;
}

std::string body(http::Response const& response) {
    return std::get<std::string>(response.body);
}

bool has(std::string const& html, std::string_view part) {
    return html.find(part) != std::string::npos;
}

std::string page(Request const& request, PageInfo const& info, std::string const& text = "<p>body</p>") {
    auto const views = real_views({{"test.tpl", text}});
    return body(Layout(views, sample_site()).page(request, info, "test.tpl", Data()));
}

TEST(Layout, FramesThePage) {
    PageInfo info;
    info.title = "Seattle <1>";
    info.description = "All of \"Seattle\"";
    info.path = "/register/seattle";
    info.section = "register";
    info.breadcrumbs = {{"Register", "/register"}, {"Seattle", ""}};
    info.json_path = "/register/seattle.json";
    info.json_ld = R"({"name":"</script>"})";
    auto const html = page(request("/register/seattle"), info);
    EXPECT_TRUE(html.starts_with("<!doctype html>\n<html lang=\"en\">"));
    EXPECT_TRUE(has(html, "<title>Seattle &lt;1&gt; · Hub &amp; Co</title>"));
    EXPECT_TRUE(has(html, "content=\"All of &quot;Seattle&quot;\""));
    EXPECT_TRUE(has(html, "rel=\"canonical\" href=\"https://hub.example.org/register/seattle\""));
    EXPECT_TRUE(has(html, "hreflang=\"es\" href=\"https://hub.example.org/es/register/seattle\""));
    EXPECT_TRUE(has(html, "<a href=\"/register\" aria-current=\"true\">Register</a>"));
    EXPECT_TRUE(has(html, "<a href=\"/countries\">Countries</a>"));
    EXPECT_TRUE(has(html, "<a class=\"usa-breadcrumb__link\" href=\"/register\"><span>Register</span></a>"));
    EXPECT_TRUE(has(html, "aria-current=\"page\"><span>Seattle</span>"));
    EXPECT_TRUE(has(html, "type=\"application/json\" href=\"/register/seattle.json\""));
    EXPECT_TRUE(has(html, R"(<script type="application/ld+json">{"name":"\u003c/script\u003e"}</script>)"));
    EXPECT_TRUE(has(html, "href=\"/assets/css/site.css\""));
    EXPECT_TRUE(has(html, "<a class=\"language\" href=\"/es/register/seattle\" hreflang=\"es\""));
    EXPECT_TRUE(has(html, "action=\"/search\""));
    EXPECT_TRUE(has(html, "<p>body</p>\n</main>"));
    EXPECT_FALSE(has(html, "{{"));
    EXPECT_FALSE(has(html, "[["));
    EXPECT_FALSE(has(html, "noindex"));
}

TEST(Layout, SpeaksSpanishThroughout) {
    PageInfo info;
    info.title = "Registro";
    info.path = "/register";
    info.section = "register";
    auto const html = page(request("/es/register?q=a", Language::es), info,
                           "<a href=\"{{PREFIX}}/register/x\">{{PAGE_TITLE}}</a>");
    EXPECT_TRUE(has(html, "<html lang=\"es\">"));
    EXPECT_TRUE(has(html, "<a href=\"/es/register\" aria-current=\"page\">Registro</a>"));
    EXPECT_TRUE(has(html, "rel=\"canonical\" href=\"https://hub.example.org/es/register\""));
    EXPECT_TRUE(
        has(html, "<a class=\"language\" href=\"/register?q=a\" hreflang=\"en\" lang=\"en\">English</a>"));
    EXPECT_TRUE(has(html, "<a href=\"/es/register/x\">Registro</a>"));
    EXPECT_TRUE(has(html, "action=\"/es/search\""));
}

TEST(Layout, LeavesOutWhatAPageDoesNotHave) {
    PageInfo info;
    info.has_header_search = false;
    auto const html = page(request("/"), info);
    EXPECT_TRUE(has(html, "<title>Hub &amp; Co: The open hub"));
    EXPECT_TRUE(has(html, "noindex"));
    EXPECT_FALSE(has(html, "canonical"));
    EXPECT_FALSE(has(html, "<form"));
    EXPECT_FALSE(has(html, "usa-breadcrumb"));
    EXPECT_FALSE(has(html, "ld+json"));
}

TEST(OtherLanguage, LeadsToTheSamePage) {
    auto const to = [](std::string target, Language language) {
        return in_other_language(request(std::move(target)), language);
    };
    EXPECT_EQ(to("/", Language::es), "/es");
    EXPECT_EQ(to("/es", Language::en), "/");
    EXPECT_EQ(to("/es?a=1", Language::en), "/?a=1");
    EXPECT_EQ(to("/?a=1", Language::es), "/es?a=1");
    EXPECT_EQ(to("/register/x?a=1", Language::es), "/es/register/x?a=1");
    EXPECT_EQ(to("/es/register/x?a=1", Language::en), "/register/x?a=1");
    EXPECT_EQ(to("/estonia", Language::es), "/es/estonia");
}

TEST(OtherLanguage, NeverLeadsToAnotherSite) {
    EXPECT_EQ(in_other_language(request("/es//evil.example"), Language::en), "/evil.example");
    EXPECT_EQ(in_other_language(request("//evil.example"), Language::es), "/es/evil.example");
    EXPECT_EQ(in_other_language(request("http://evil.example/"), Language::en), "/");
    EXPECT_EQ(in_other_language(request(""), Language::en), "/");
}

/// The pagination bar as the words a reader hears.
std::string bar(std::int64_t page, std::int64_t page_count) {
    auto const views = real_views();
    Data data;
    add_pagination(data, Language::es, page, page_count,
                   [](std::int64_t n) { return "?a=1&page=" + std::to_string(n); });
    return views.render(Language::es, "pagination.tpl", data);
}

TEST(Pagination, IsLeftOutForASinglePage) {
    EXPECT_FALSE(has(bar(1, 1), "<nav"));
    EXPECT_FALSE(has(bar(1, 0), "<nav"));
}

TEST(Pagination, ShowsEndsAndNeighbors) {
    auto const html = bar(10, 1234);
    for (auto const* shown :
         {"Página 1\"", "Página 9\"", "Página 10\" aria-current=\"page\"", "Página 11\"", "Página 1234\""})
        EXPECT_TRUE(has(html, shown)) << shown;
    for (auto const* hidden : {"Página 2\"", "Página 8\"", "Página 12\"", "Página 1233\""})
        EXPECT_FALSE(has(html, hidden)) << hidden;
    EXPECT_TRUE(has(html, "href=\"?a=1&amp;page=9\" rel=\"prev\""));
    EXPECT_TRUE(has(html, "href=\"?a=1&amp;page=11\" rel=\"next\""));
}

TEST(Pagination, HasNoWayPastTheEnds) {
    EXPECT_FALSE(has(bar(1, 9), "rel=\"prev\""));
    EXPECT_FALSE(has(bar(9, 9), "rel=\"next\""));
    EXPECT_TRUE(has(bar(1, 9), "Página 5\""));
    EXPECT_TRUE(has(bar(9, 9), "Página 5\""));
    EXPECT_FALSE(has(bar(2, 3), "…"));
}

std::string form(Data const& data) {
    auto const views =
        real_views({{"form.tpl", "{{>fields/errors.tpl}}{{#FIELD}}{{>fields/field.tpl}}{{/FIELD}}"}});
    return views.render(Language::en, "form.tpl", data);
}

TEST(Form, KeepsWhatWasTypedAndSaysWhatIsWrongBesideTheField) {
    Data data;
    FieldView const name{.name = "name",
                         .label = "Name",
                         .hint = "As on its seal",
                         .error = "Enter a name",
                         .value = "<\"x",
                         .is_required = true,
                         .max_length = 200};
    FieldView const site{.name = "site", .label = "Website", .value = "https://x", .type = "url"};
    add_error_summary(data, {name, site});
    add_text(data.add("FIELD"), name);
    add_text(data.add("FIELD"), site);
    auto const html = form(data);
    EXPECT_TRUE(has(html, "<a href=\"#name\">Name: Enter a name</a>"));
    EXPECT_FALSE(has(html, "href=\"#site\""));
    EXPECT_TRUE(has(html, "id=\"name\" name=\"name\" type=\"text\" value=\"&lt;&quot;x\" maxlength=\"200\" "
                          "aria-describedby=\"name-hint name-error\" aria-invalid=\"true\" required>"));
    EXPECT_TRUE(has(html, "<span class=\"usa-error-message\" id=\"name-error\">Enter a name</span>"));
    EXPECT_TRUE(has(html, "id=\"site\" name=\"site\" type=\"url\" value=\"https://x\">"));
}

TEST(Form, KeepsLinesAndChoices) {
    Data data;
    add_textarea(data.add("FIELD"), {.name = "text", .label = "Text", .value = "a\nb</textarea>"});
    add_select(data.add("FIELD"), {.name = "state", .label = "State"},
               {{"", "Any"}, {"us-ca", "California", true, "148"}});
    add_checkboxes(data.add("FIELD"), {.name = "kind", .label = "Kind"},
                   {{"city", "City", true, "1,042"}, {"state", "State"}});
    auto const html = form(data);
    EXPECT_TRUE(has(html, ">\na\nb&lt;/textarea&gt;</textarea>"));
    EXPECT_TRUE(has(
        html, "<option value=\"\">Any</option>\n<option value=\"us-ca\" selected>California (148)</option>"));
    EXPECT_TRUE(
        has(html,
            "id=\"kind-0\" type=\"checkbox\" name=\"kind\" value=\"city\" checked><label "
            "class=\"usa-checkbox__label\" for=\"kind-0\">City <span class=\"count\">1,042</span></label>"));
    EXPECT_TRUE(has(html, "value=\"state\"><label"));
    EXPECT_FALSE(has(html, "usa-alert"));
}

class ErrorPages : public testing::TestWithParam<int> {};

TEST_P(ErrorPages, SayWhatToDoAndNameTheRequest) {
    auto const views = real_views();
    Layout const layout(views, sample_site());
    auto const response = error_answer(layout, request("/x"), GetParam(), "Because <b>.");
    auto const html = body(response);
    EXPECT_EQ(response.status, GetParam());
    EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
    EXPECT_TRUE(has(html, "Error " + std::to_string(GetParam())));
    EXPECT_TRUE(has(html, "<code>r-42</code>"));
    EXPECT_EQ(has(html, "Because &lt;b&gt;."), GetParam() != 500);
    EXPECT_TRUE(has(html, "action=\"/search\""));
    EXPECT_FALSE(has(html, "<h1></h1>"));
}

INSTANTIATE_TEST_SUITE_P(EveryStatus, ErrorPages,
                         testing::Values(400, 403, 404, 405, 408, 409, 410, 412, 413, 414, 422, 429, 431, 500,
                                         503));

TEST(ErrorPage, HasOneSearchFormAlsoWhenNothingIsFound) {
    auto const views = real_views();
    auto const html = body(error_page(Layout(views, sample_site()), request("/x"), 404, ""));
    EXPECT_NE(html.find("type=\"search\""), std::string::npos);
    EXPECT_EQ(html.find("type=\"search\""), html.rfind("type=\"search\""));
    EXPECT_GT(html.find("type=\"search\""), html.find("<h1>"));
}

TEST(ErrorPage, SpeaksSpanish) {
    auto const views = real_views();
    Error const error{ErrorCode::not_found, "That is not open.", "secret"};
    auto const html = body(error_answer(Layout(views, sample_site()), request("/es/x", Language::es), error));
    EXPECT_TRUE(has(html, "<h1>Página no encontrada</h1>"));
    EXPECT_TRUE(has(html, "Eso no está abierto."));
    EXPECT_FALSE(has(html, "secret"));
}

TEST(Problem, FollowsRfc9457) {
    auto const views = real_views();
    Layout const layout(views, sample_site());
    auto asked = request("/x");
    asked.format = http::Format::json;
    auto const response = error_answer(layout, asked, Error{ErrorCode::too_many, "Slow \"down\"."});
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.header("content-type"), "application/problem+json");
    auto const problem = boost::json::parse(body(response)).as_object();
    EXPECT_EQ(problem.at("status"), 429);
    EXPECT_EQ(problem.at("title"), "Too many requests at once");
    EXPECT_EQ(problem.at("detail"), "Slow \"down\".");
    EXPECT_EQ(problem.at("request_id"), "r-42");
    auto const ours =
        boost::json::parse(body(error_answer(layout, asked, Error{ErrorCode::internal, "public", "secret"})));
    EXPECT_EQ(ours.at("title"), "Something went wrong on our side");
    EXPECT_FALSE(has(boost::json::value_to<std::string>(ours.at("detail")), "public"));
}

TEST(Problem, IsGivenToThoseWhoAskForJson) {
    EXPECT_FALSE(wants_json(request("/register")));
    EXPECT_TRUE(wants_json(request("/api/v1/x")));
    EXPECT_TRUE(wants_json(request("/register/x.json")));
    auto client = request("/register");
    client.headers = {{"accept", "application/json"}};
    EXPECT_TRUE(wants_json(client));
    client.headers = {{"accept", "text/html,application/json;q=0.9"}};
    EXPECT_FALSE(wants_json(client));
}

} // namespace
} // namespace legation::views
