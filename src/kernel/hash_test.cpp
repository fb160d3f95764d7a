#include "kernel/hash.hpp"

#include <gtest/gtest.h>

namespace legation {
namespace {

TEST(Sha256, AgreesWithTheStandardsExamples) {
    // FIPS 180-4's example "abc", and the empty message.
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, CountsEveryByte) {
    using namespace std::string_view_literals;
    EXPECT_NE(sha256_hex("a\0b"sv), sha256_hex("a"sv));
    EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')), // NIST's example of a long message
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Hmac, IsThatOfRfc4231) {
    EXPECT_EQ(hmac_sha256_hex("Jefe", "what do ya want for nothing?"), // its test case 2
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(RandomToken, Has256BitsInLettersOfAnAddress) {
    std::string const token = random_token();
    EXPECT_EQ(token.size(), 43U);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    EXPECT_NE(token, random_token());
}

TEST(Secret, IsTheSameOnlyWhenAllOfItIs) {
    EXPECT_TRUE(is_same_secret("abc", "abc"));
    EXPECT_FALSE(is_same_secret("abc", "abd"));
    EXPECT_FALSE(is_same_secret("abc", "ab"));
    EXPECT_TRUE(is_same_secret("", ""));
}

} // namespace
} // namespace legation
