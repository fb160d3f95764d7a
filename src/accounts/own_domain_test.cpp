#include "accounts/own_domain.hpp"

#include <gtest/gtest.h>

namespace legation::accounts {

namespace {

TEST(OwnDomain, IsThatOfAGovernmentsFrontPage) {
    EXPECT_EQ(own_domain("https://www.lacity.gov/"), "lacity.gov");
    EXPECT_EQ(own_domain("https://LACITY.gov"), "lacity.gov");
    EXPECT_EQ(own_domain("http://sandiego.ca.gov"), "sandiego.ca.gov");
}

TEST(OwnDomain, IsNothingWhereItIsNotSure) {
    for (std::string_view const website :
         {"", "lacity.gov", "https://www.example.org/", "https://lacity.gov.example.org/",
          "https://www.state.gov/subnational-diplomacy", "https://gov/", "https://.gov/", "https://www.gov/",
          "https://eve.example@lacity.gov/", "https://lacity.gov:8443/", "https://lacity.gov?a"})
        EXPECT_EQ(own_domain(website), "") << website;
}

TEST(OwnDomain, HasTheMailboxesOnItAndNotThoseBelow) {
    EXPECT_TRUE(is_on_domain("ada@lacity.gov", "lacity.gov"));
    EXPECT_FALSE(is_on_domain("ada@port.lacity.gov", "lacity.gov"));
    EXPECT_FALSE(is_on_domain("ada@notlacity.gov", "lacity.gov"));
    EXPECT_FALSE(is_on_domain("ada@lacity.gov.example.org", "lacity.gov"));
    EXPECT_FALSE(is_on_domain("ada@example.org", ""));
}

} // namespace

} // namespace legation::accounts
