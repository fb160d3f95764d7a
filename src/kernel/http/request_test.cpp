#include "kernel/error.hpp"
#include "kernel/http/request.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace legation::http {
namespace {

ErrorCode code_of(std::string_view target) {
    Request request;
    request.target = target;
    try {
        read_target(request);
    } catch (Error const& error) {
        return error.code;
    }
    return ErrorCode::internal;
}

TEST(Request, DecodesPathAndQuery) {
    Request request;
    request.target = "/places/S%C3%A3o%20Paulo?q=a+b%26c&empty=&bare&q=second";
    read_target(request);
    EXPECT_EQ(request.path, "/places/São Paulo");
    EXPECT_EQ(request.query.find("q"), "a b&c");
    EXPECT_EQ(request.query.find("empty"), "");
    EXPECT_EQ(request.query.find("bare"), "");
    EXPECT_EQ(request.query.find("missing"), std::nullopt);
    EXPECT_EQ(request.query.pairs().size(), 4U);
}

TEST(Request, APlusInAPathIsAPlus) {
    EXPECT_EQ(parse_path("/a+b"), "/a+b");
}

TEST(Request, ReadsAWholeUrlAsItsPath) {
    Request request;
    request.target = "HTTP://example.org?x=1";
    read_target(request);
    EXPECT_EQ(request.path, "/");
    EXPECT_EQ(request.query.find("x"), "1");
}

TEST(Request, RefusesWhatIsNotPlainUtf8Text) {
    for (char const* target :
         {"/%", "/%4", "/%zz", "/%00", "/%0a", "/%7F", "/\xff", "/%C0%AF", "/%ED%A0%80", "/%F5%80%80%80",
          "/?%00", "/?a=%", "/?a=%C3", "/?%C3%28=1", "relative", "/a/%2e%2E/b", "/./", "/..", "/a%2Fb"}) {
        EXPECT_EQ(code_of(target), ErrorCode::bad_request) << target;
    }
}

TEST(Request, RefusesMoreThan200Parameters) {
    std::string query = "a=1";
    for (int i = 1; i < 200; ++i)
        query += "&a=1";
    EXPECT_EQ(parse_query(query).pairs().size(), 200U);
    EXPECT_THROW(parse_query(query + "&a=1"), Error);
}

TEST(Request, EncodesSoThatItReadsBack) {
    std::string const odd = "a b&c=d/é%+\"<>";
    EXPECT_EQ(percent_encode(odd), "a%20b%26c%3Dd%2F%C3%A9%25%2B%22%3C%3E");
    EXPECT_EQ(parse_query("x=" + percent_encode(odd)).find("x"), odd);
}

TEST(Request, FindsACookieAmongOthers) {
    Request request;
    request.headers = {{"cookie", "a=1; __Host-session=x=y ;b=2"}, {"cookie", "c=3"}};
    EXPECT_EQ(request.cookie("__Host-session"), "x=y");
    EXPECT_EQ(request.cookie("c"), "3");
    EXPECT_EQ(request.cookie("session"), "");
    EXPECT_EQ(request.cookie(""), "");
}

TEST(Request, ReadsAFormAndNothingElse) {
    Request request;
    request.body.text = "name=Ada+Vela&city=S%C3%A3o";
    EXPECT_THROW(parse_form(request), Error);
    request.headers = {{"content-type", "application/x-www-form-urlencoded"}};
    EXPECT_EQ(parse_form(request).find("name"), "Ada Vela");
    EXPECT_EQ(parse_form(request).find("city"), "São");
    request.body.file_path = "/tmp/spooled";
    EXPECT_THROW(parse_form(request), Error);
}

TEST(Request, FindsHeadersAndParameters) {
    Request request;
    request.headers = {{"host", "localhost"}};
    request.path_parameters = {{"slug", "us-ca"}};
    EXPECT_EQ(request.header("host"), "localhost");
    EXPECT_EQ(request.header("accept"), "");
    EXPECT_EQ(request.parameter("slug"), "us-ca");
    EXPECT_THROW(request.parameter("other"), std::logic_error);
}

} // namespace
} // namespace legation::http
