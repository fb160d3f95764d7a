#include "kernel/base64.hpp"

#include <gtest/gtest.h>

namespace legation {
namespace {

TEST(Base64, HasTheFormsOfItsStandard) {
    // RFC 4648, section 10
    EXPECT_EQ(to_base64(""), "");
    EXPECT_EQ(to_base64("f"), "Zg==");
    EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(to_base64("\xfb\xff"), "+/8=");
    EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
}

TEST(Base64, IsReadBack) {
    for (std::string const bytes : {"", "f", "fo", "foo", "foob", "\xfb\xff\xfe"})
        EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
    EXPECT_EQ(from_base64url(to_base64url(std::string(1'000, '\0'))), std::string(1'000, '\0'));
}

TEST(Base64, RefusesWhatIsNone) {
    for (char const* text :
         {"Zg==", "+/8", "Z", "Zm 9", "Zm9v\n", "Zm9vYh", "ñ"}) // the sixth has bits left over
        EXPECT_EQ(from_base64url(text), std::nullopt) << text;
}

} // namespace
} // namespace legation
