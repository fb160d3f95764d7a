#include "kernel/mail/address.hpp"

#include <gtest/gtest.h>

namespace legation::mail {
namespace {

TEST(MailAddress, IsStoredWithItsDomainInLowerCaseAndAscii) {
    EXPECT_EQ(address_of(" Ada.Lovelace+hub@Example.ORG\n"), "Ada.Lovelace+hub@example.org");
    EXPECT_EQ(address_of("ada@München.example"), "ada@xn--mnchen-3ya.example");
    EXPECT_EQ(address_of("o'neil@city.gov"), "o'neil@city.gov");
}

TEST(MailAddress, IsRefusedWhenItIsNone) {
    for (char const* text : {"",
                             " ",
                             "ada",
                             "@",
                             "ada@",
                             "@example.org",
                             "ada@example",
                             "ada@@example.org",
                             "ada@exa mple.org",
                             "ada@-example.org",
                             "ada@example-.org",
                             "ada@example..org",
                             "ada@.example.org",
                             ".ada@example.org",
                             "ada.@example.org",
                             "a..da@example.org",
                             "\"ada\"@example.org",
                             "ada@[127.0.0.1]",
                             "ádá@example.org",
                             "ada@example.org, eve@example.org",
                             "<ada@example.org>",
                             "Ada <ada@example.org>",
                             "ada@example.org\r\nBcc: eve@example.org",
                             "ada\r\n@example.org",
                             "ada@exa\xff.org"})
        EXPECT_EQ(address_of(text), std::nullopt) << text;
    EXPECT_EQ(address_of(std::string("ada\0@example.org", 16)), std::nullopt);
}

TEST(MailAddress, IsRefusedWhenItIsTooLongForMail) {
    EXPECT_TRUE(address_of(std::string(64, 'a') + "@example.org"));
    EXPECT_FALSE(address_of(std::string(65, 'a') + "@example.org"));
    EXPECT_FALSE(address_of("ada@" + std::string(64, 'a') + ".org"));
    std::string long_domain;
    for (int i = 0; i < 50; ++i)
        long_domain += "abcde.";
    EXPECT_FALSE(address_of("ada@" + long_domain + "org"));
}

} // namespace
} // namespace legation::mail
