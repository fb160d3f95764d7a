#include "register/lens/dated_address.hpp"

#include <gtest/gtest.h>

namespace legation::registry {
namespace {

std::string keep(std::string_view page) {
    return keep_date(page, "2024-06-01");
}

TEST(DatedAddresses, AreThoseThatShowTheRecord) {
    for (std::string_view const path :
         {"/", "/home.json", "/register", "/register.csv", "/register/us-tx", "/register/map",
          "/register/partnerships/{name:slug}/history", "/tiles/{zoom:integer}/{x:integer}/{y}", "/embed/map",
          "/api/v1/actors", "/register/us-tx/fact-sheet"})
        EXPECT_TRUE(takes_a_date(path)) << path;
    for (std::string_view const path :
         {"/search", "/register.atom", "/register/us-tx.atom", "/register/us-tx.bib", "/register/import",
          "/register/import/actor.csv", "/dumps", "/registered", "/about-the-data", "/assets/site.css",
          "/api/openapi.json", "/oembed"})
        EXPECT_FALSE(takes_a_date(path)) << path;
}

TEST(DatedAddresses, CarryTheDateBeforeTheFragment) {
    EXPECT_EQ(with_date("/register", "2024-06-01"), "/register?as_of=2024-06-01");
    EXPECT_EQ(with_date("/es/register?country=JP&page=2#list", "2024-06-01"),
              "/es/register?country=JP&page=2&as_of=2024-06-01#list");
    EXPECT_EQ(with_date("/es", "2024-06-01"), "/es?as_of=2024-06-01");
    EXPECT_EQ(with_date("/search?q=x", "2024-06-01"), "/search?q=x");
    EXPECT_EQ(with_date("/register?as_of=2023-01-01", "2024-06-01"), "/register?as_of=2023-01-01");
    EXPECT_EQ(with_date("//register", "2024-06-01"), "//register") << "that is another host";
    EXPECT_EQ(with_date("https://example.org/register", "2024-06-01"), "https://example.org/register");
    EXPECT_EQ(with_date("#register", "2024-06-01"), "#register");
}

TEST(DatedPages, KeepTheDateInTheirLinks) {
    EXPECT_EQ(
        keep(
            R"(<p class="a>b"><a href="/register/us-tx?a=1&amp;b=2#x">Texas</a> 1 < 2 <a href="/search">s</a></p>)"),
        R"(<p class="a>b"><a href="/register/us-tx?a=1&amp;b=2&amp;as_of=2024-06-01#x">Texas</a> 1 < 2 )"
        R"(<a href="/search">s</a></p>)");
    EXPECT_EQ(keep(R"(<a rel="original" href="/register">today</a>)"),
              R"(<a rel="original" href="/register">today</a>)");
}

TEST(DatedPages, KeepTheDateInTheirForms) {
    EXPECT_EQ(
        keep(R"(<form action="/register" method="get"><input name="q"></form>)"),
        R"(<form action="/register" method="get"><input type="hidden" name="as_of" value="2024-06-01"><input name="q"></form>)");
    EXPECT_EQ(keep(R"(<form action="/search"></form>)"), R"(<form action="/search"></form>)");
}

TEST(DatedPages, KeepTheDateInTheAddressesThatTheMapAsksFor) {
    EXPECT_EQ(
        keep(R"(<div data-map data-tiles="/tiles/{z}/{x}/{y}.mvt" data-prefix="/es"></div>)"),
        R"(<div data-map data-tiles="/tiles/{z}/{x}/{y}.mvt?as_of=2024-06-01" data-prefix="/es"></div>)");
}

TEST(DatedPages, SurviveWhatIsNoPage) {
    for (std::string_view const page :
         {"", "<", "<a href=", "<a href=\"/register", "<a href=\"/register\"", "< a", "<!--", "<a =\"\"/>"})
        EXPECT_LE(keep(page).size(), page.size() + 17) << page;
}

} // namespace
} // namespace legation::registry
