#include "register/cite/citation.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace legation::registry {
namespace {

Citation citation(std::string title) {
    return {"us-ga-atlanta-v3",
            std::move(title),
            "Municipality",
            "The Hub & Co.",
            "https://hub.example.org/register/us-ga-atlanta",
            "2026-11-22",
            "3",
            "en"};
}

TEST(Citation, BibtexWritesOutWhatMeansSomethingToTex) {
    std::string const text = to_bibtex(citation("R&D {50%} $_~^\\ #1"));
    EXPECT_NE(text.find("title = {{R\\&D {\\textbraceleft}50\\%{\\textbraceright} \\$\\_{\\textasciitilde}"
                        "{\\textasciicircum}{\\textbackslash} \\#1}}"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("author = {{The Hub \\& Co.}}"), std::string::npos);
    EXPECT_TRUE(text.starts_with("@misc{us-ga-atlanta-v3,\n"));
}

TEST(Citation, BibtexHasAsManyBracesOpenAsClosed) {
    std::string const text = to_bibtex(citation("}}} @misc{evil, {{"));
    EXPECT_EQ(std::ranges::count(text, '{'), std::ranges::count(text, '}'));
    std::int64_t depth = 0;
    for (char const character : text) {
        depth += character == '{' ? 1 : character == '}' ? -1 : 0;
        ASSERT_GE(depth, 0) << text;
    }
}

TEST(Citation, ANameCannotAddAFieldToRis) {
    std::string const text = to_ris(citation("Atlanta\r\nER  - \r\nTY  - JOUR"));
    EXPECT_NE(text.find("TI  - Atlanta ER - TY - JOUR\r\n"), std::string::npos) << text;
    EXPECT_EQ(text.find("\r\nTY  - "), std::string::npos);
    EXPECT_TRUE(text.ends_with("UR  - https://hub.example.org/register/us-ga-atlanta\r\nER  - \r\n"));
    EXPECT_NE(text.find("DA  - 2026/11/22\r\n"), std::string::npos);
}

TEST(Citation, CslHasTheDateInParts) {
    std::string const text = to_csl_json(citation("“São Paulo” \"quoted\"\n"));
    EXPECT_NE(text.find(R"("issued":{"date-parts":[[2026,11,22]]})"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("title":"“São Paulo” \"quoted\"\n")"), std::string::npos) << text;
}

} // namespace
} // namespace legation::registry
