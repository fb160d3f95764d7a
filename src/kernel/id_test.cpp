#include "kernel/id.hpp"

#include <gtest/gtest.h>

#include <set>

namespace legation {
namespace {

Timestamp at(std::int64_t milliseconds) {
    return Timestamp{std::chrono::milliseconds{milliseconds}};
}

TEST(Uuid, OfVersion7HasTheTimeFirst) {
    auto const random = [] { return ~std::uint64_t{0}; };
    // The example of RFC 9562, appendix A.6, is of this time.
    std::string const uuid = uuid_v7(at(0x017F22E279B0), random);
    EXPECT_EQ(uuid, "017f22e2-79b0-7fff-bfff-ffffffffffff");
    EXPECT_EQ(uuid_v7(at(0x017F22E279B0), [] { return std::uint64_t{0}; }),
              "017f22e2-79b0-7000-8000-000000000000");
}

TEST(Uuid, OfVersion7SortsByAge) {
    std::string before = uuid_v7(at(1'700'000'000'000), system_random);
    for (std::int64_t later : {1'700'000'000'001, 1'700'000'001'000, 1'800'000'000'000}) {
        std::string const after = uuid_v7(at(later), system_random);
        EXPECT_LT(before, after);
        before = after;
    }
}

TEST(Uuid, OfVersion7NeverComesTwice) {
    std::set<std::string> seen;
    for (int i = 0; i < 1'000; ++i)
        seen.insert(uuid_v7(at(1'700'000'000'000), system_random));
    EXPECT_EQ(seen.size(), 1'000U);
}

TEST(Uuid, OfVersion5IsTheSameForTheSameNameOnEveryHub) {
    // Written down, because hubs that differ here could never be merged:
    // uuid5(uuid5(NAMESPACE_URL, "legation"), name), as any other implementation computes it.
    EXPECT_EQ(uuid_v5("actor:us-ga-atlanta"), "f65404ac-ec9d-5a69-8758-c08ad06eea91");
    EXPECT_EQ(uuid_v5(""), "04c0cda9-721d-59ed-9085-95aa6fe67a11");
    EXPECT_NE(uuid_v5("a"), uuid_v5("b"));
}

TEST(Uuid, IsRecognizedByItsForm) {
    EXPECT_TRUE(is_uuid("017f22e2-79b0-7fff-bfff-ffffffffffff"));
    EXPECT_TRUE(is_uuid(uuid_v5("x")));
    EXPECT_TRUE(is_uuid(uuid_v7(at(0), system_random)));
    for (std::string_view const wrong :
         {"", "017f22e2", "017F22E2-79B0-7FFF-BFFF-FFFFFFFFFFFF", "017f22e2-79b0-7fff-bfff-fffffffffffg",
          "017f22e279b0-7fff-bfff-ffffffffffff-", "017f22e2-79b0-7fff-bfff-ffffffffffff0",
          "{17f22e2-79b0-7fff-bfff-fffffffffff}"})
        EXPECT_FALSE(is_uuid(wrong)) << wrong;
}

} // namespace
} // namespace legation
