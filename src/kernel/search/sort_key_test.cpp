#include "kernel/search/sort_key.hpp"

#include <gtest/gtest.h>

namespace legation::search {
namespace {

TEST(SortKey, OrdersAsPeopleDo) {
    EXPECT_LT(sort_key("Ávila"), sort_key("Berlin"));
    EXPECT_LT(sort_key("avila"), sort_key("Ávila"));
    EXPECT_LT(sort_key("éclair"), sort_key("Eclat"));
    EXPECT_LT(sort_key("San Jose"), sort_key("Sanford"));
    EXPECT_LT(sort_key("Zürich"), sort_key("Αθήνα"));
}

TEST(SortKey, IsPlainTextForEveryDatabase) {
    for (char const* name : {"Ávila", "", "名古屋", "San José \x01 \xFF"}) {
        EXPECT_EQ(sort_key(name).find_first_not_of("0123456789abcdef"), std::string::npos) << name;
    }
}

TEST(SortKey, HoldsLongNames) {
    std::string const long_name(3000, 'z');
    EXPECT_LT(sort_key(long_name), sort_key(long_name + "a"));
}

} // namespace
} // namespace legation::search
