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

} // namespace
} // namespace legation
