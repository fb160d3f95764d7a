#include "kernel/config.hpp"
#include "kernel/error.hpp"

#include <gtest/gtest.h>

namespace legation {
namespace {

std::string refusal_of(std::string_view text) {
    Config config;
    try {
        parse_config(config, text, "legation.toml");
    } catch (Error const& error) {
        return error.public_message;
    }
    return "accepted";
}

TEST(Config, TakesLettersOfEveryLanguageInQuotes) {
    Config config;
    parse_config(config, "# café\nname = \"Ciudad de México 東京 🌍\" # más\n", "legation.toml");
    EXPECT_EQ(config.name, "Ciudad de México 東京 🌍");
}

TEST(Config, AsksForDoubleQuotesWhereEscapesAreNeeded) {
    EXPECT_EQ(refusal_of("\nname = 'México'\n"),
              "legation.toml:2: name must be in double quotes, because it has letters beyond ASCII");
    Config config;
    parse_config(config, "name = 'Mexico'\n", "legation.toml");
    EXPECT_EQ(config.name, "Mexico");
}

TEST(Config, NamesTheLineOfWhatIsMalformed) {
    for (std::string_view const text : {"\n[#\n", "\npaís = 1\n", "\nlisten = \n", "\n[[[a]]]\n"})
        EXPECT_TRUE(refusal_of(text).starts_with("legation.toml:2: ")) << text << ": " << refusal_of(text);
}

TEST(Config, RefusesWhatIsNoText) {
    EXPECT_TRUE(refusal_of("name = \"M\xe9xico\"").starts_with("legation.toml:1: the file must be UTF-8"));
    EXPECT_TRUE(
        refusal_of(std::string(2'000'000, '#')).starts_with("legation.toml:1: the file must be UTF-8"));
}

TEST(Config, NamesTheKnownSettingsWhenOneIsNot) {
    EXPECT_TRUE(refusal_of("colour = 1").find("there is no setting “colour”") != std::string::npos);
}

} // namespace
} // namespace legation
