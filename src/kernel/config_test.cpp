#include "kernel/config.hpp"
#include "kernel/error.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

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

TEST(Config, AsksStaffForAPasskeyWhereOneCanBeMade) {
    auto const is_needed = [](std::string const& public_url, std::optional<bool> setting = {}) {
        Config config;
        config.public_url = public_url;
        config.accounts.staff_need_passkey = setting;
        return staff_need_passkey(config);
    };
    EXPECT_TRUE(is_needed("https://hub.example.gov"));
    EXPECT_TRUE(is_needed("https://hub.example.gov:8443/"));
    EXPECT_FALSE(is_needed("http://hub.example.gov")) << "browsers make none without TLS";
    EXPECT_FALSE(is_needed("https://203.0.113.7")) << "nor for an address";
    EXPECT_FALSE(is_needed("https://[2001:db8::1]:8443"));
    EXPECT_FALSE(is_needed("https://localhost:8080")) << "who tries it out";
    EXPECT_FALSE(is_needed(""));
    EXPECT_FALSE(is_needed("https://hub.example.gov", false));
    EXPECT_TRUE(is_needed("http://127.0.0.1:8080", true));
}

TEST(Config, AsksForNoSecondFactorThatNobodyCanSetUp) {
    auto const problem = [](std::string const& public_url, bool have_passwords = false) {
        Config config;
        config.public_url = public_url;
        config.accounts.need_second_factor = true;
        config.accounts.have_passwords = have_passwords;
        return problem_with_accounts(config);
    };
    EXPECT_EQ(problem("https://hub.example.gov"), "");
    EXPECT_EQ(problem("http://localhost:8080"), "");
    EXPECT_NE(problem("http://hub.example.gov"), "");
    EXPECT_NE(problem("http://127.0.0.1:8080"), "");
    EXPECT_EQ(problem("http://127.0.0.1:8080", true), "");
    EXPECT_EQ(problem_with_accounts({}), "");
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

TEST(Config, NamesOtherSitesByWhichPeopleMaySignIn) {
    Config config;
    parse_config(config, R"([oidc.login-gov]
issuer = "https://idp.example.org"
client_id = "hub"
accepted_acr = "aal2 aal3"
is_strong = true
[oidc.city]
name = "City sign-in"
issuer = "https://id.city.example"
client_id = "7"
)",
                 "hub.toml");
    ASSERT_EQ(config.issuers.size(), 2U);
    EXPECT_EQ(config.issuers[0].key, "city");
    EXPECT_EQ(config.issuers[0].name, "City sign-in");
    EXPECT_EQ(config.issuers[0].scope, "openid email");
    EXPECT_EQ(config.issuers[1].name, "login-gov");
    EXPECT_EQ(config.issuers[1].url, "https://idp.example.org");
    EXPECT_TRUE(config.issuers[1].is_strong);
}

TEST(Config, TakesNoDatabaseOnAnotherMachineWithoutSayingHowTheWayThereIsProtected) {
    for (char const* here : {"", "postgresql:///legation", "postgresql://hub@localhost/legation",
                             "postgresql://hub:secret@127.0.0.1:5432/legation",
                             "postgresql:///legation?host=/run/postgresql&user=hub",
                             "postgresql://db.example.org/legation?sslmode=verify-full&sslrootcert=ca.pem"})
        EXPECT_EQ(problem_with_database(here), "") << here;
    for (char const* elsewhere :
         {"postgresql://hub@db.example.org/legation", "postgresql://hub:a@b@10.0.0.7:5432/legation",
          "postgresql:///legation?user=hub&host=db.example.org", "postgres://db.example.org?user=hub"})
        EXPECT_NE(problem_with_database(elsewhere).find("add sslmode=verify-full"), std::string::npos)
            << elsewhere;
}

TEST(Config, TakesAnEmptyFileAndRefusesOneThatIsMissing) {
    std::string const file = testing::TempDir() + "legation-empty-settings";
    std::ofstream{file};
    Config config;
    read_config(config, file);
    EXPECT_EQ(config.name, Config().name);
    std::filesystem::remove(file);
    EXPECT_THROW(read_config(config, file), Error);
}

TEST(Config, ReadsThePasswordOfTheMailServerFromAFile) {
    std::string const file = testing::TempDir() + "legation-mail-password";
    std::ofstream(file) << "from elsewhere\n";
    Config config;
    parse_config(config, fmt::format("[mail]\npassword_file = \"{}\"\n", file), "hub.toml");
    EXPECT_EQ(config.mail.password, "from elsewhere");
    EXPECT_NE(refusal_of(fmt::format("[mail]\npassword = \"x\"\npassword_file = \"{}\"\n", file))
                  .find("keep one of them"),
              std::string::npos);
    std::filesystem::remove(file);
    EXPECT_NE(refusal_of(fmt::format("[mail]\npassword_file = \"{}\"\n", file)).find("cannot be read"),
              std::string::npos);
}

TEST(Config, RefusesOtherSitesThatAreIncomplete) {
    EXPECT_NE(refusal_of("[oidc.city]\nclient_id = \"7\"\n").find("oidc.city.issuer is missing"),
              std::string::npos);
    EXPECT_NE(refusal_of("[oidc.city]\nissuer = \"https://id.city.example\"\n").find("client_id is missing"),
              std::string::npos);
    EXPECT_NE(
        refusal_of("[oidc.city]\nissuer = \"https://id.city.example\"\nclient_id = \"7\"\nis_strong = true\n")
            .find("accepted_acr is missing"),
        std::string::npos);
    EXPECT_NE(refusal_of("[oidc.\"a b\"]\nissuer = \"x\"\n").find("small letters"), std::string::npos);
    EXPECT_NE(refusal_of("oidc = 7\n").find("there is no setting"), std::string::npos);
    EXPECT_NE(refusal_of("[oidc.city]\nsecret = \"x\"\n").find("there is no setting"), std::string::npos);
}

} // namespace
} // namespace legation
