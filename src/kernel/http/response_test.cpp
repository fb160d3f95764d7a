#include "kernel/http/response.hpp"

#include <gtest/gtest.h>

namespace legation::http {
namespace {

TEST(Response, SaysWhatKindOfTextItIs) {
    EXPECT_EQ(html("x").header("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(json("{}", 201).header("Content-Type"), "application/json");
    EXPECT_EQ(json("{}", 201).status, 201);
    EXPECT_EQ(std::get<std::string>(text("hello").body), "hello");
}

TEST(Response, RedirectsToALocation) {
    Response const response = redirect("/register", 303);
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(response.header("LOCATION"), "/register");
    EXPECT_EQ(response.header("missing"), "");
}

} // namespace
} // namespace legation::http
