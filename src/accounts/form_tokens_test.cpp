#include "accounts/form_tokens.hpp"
#include "kernel/error.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace legation::accounts {

namespace {

using http::Method;
using http::Request;

class FormToken : public testing::Test {
  protected:
    FormToken() {
        request_.method = Method::post;
        request_.headers = {{"host", "hub.example.org"},
                            {"content-type", "application/x-www-form-urlencoded"}};
        request_.viewer.form_token = tokens_.token_for("a session");
        request_.body.text = "form_token=" + request_.viewer.form_token;
    }
    bool is_taken() const {
        try {
            tokens_.check(request_, route_);
            return true;
        } catch (Error const& error) {
            EXPECT_EQ(error.code, ErrorCode::forbidden);
            return false;
        }
    }

    FormTokens tokens_{"key", "https://hub.example.org/"};
    Request request_;
    http::Route route_{Method::post, "/a", http::Policy::everyone(), {}};
};

TEST_F(FormToken, LetsAFormOfThisSitePass) {
    EXPECT_TRUE(is_taken());
    request_.headers.emplace_back("origin", "https://hub.example.org");
    request_.headers.emplace_back("sec-fetch-site", "same-origin");
    EXPECT_TRUE(is_taken());
}

TEST_F(FormToken, RefusesAMissingOrForeignToken) {
    request_.body.text = "name=Ada";
    EXPECT_FALSE(is_taken());
    request_.body.text = "form_token=" + tokens_.token_for("another session");
    EXPECT_FALSE(is_taken());
    request_.body.text = "form_token=";
    request_.viewer.form_token = "";
    EXPECT_FALSE(is_taken());
}

TEST_F(FormToken, RefusesEveryOtherOriginEvenWithTheToken) {
    for (char const* const origin :
         {"https://elsewhere.example", "null", "https://hub.example.org.elsewhere.example",
          "https://sub.hub.example.org", "hub.example.org"}) {
        Request const before = request_;
        request_.headers.emplace_back("origin", origin);
        EXPECT_FALSE(is_taken()) << origin;
        request_ = before;
    }
    for (char const* const site : {"cross-site", "same-site"}) {
        Request const before = request_;
        request_.headers.emplace_back("sec-fetch-site", site);
        EXPECT_FALSE(is_taken()) << site;
        request_ = before;
    }
}

TEST_F(FormToken, ChecksEveryMethodThatMayChangeSomething) {
    request_.body.text = "";
    for (Method const method : {Method::post, Method::put, Method::patch, Method::del}) {
        request_.method = method;
        EXPECT_FALSE(is_taken());
    }
    for (Method const method : {Method::get, Method::head, Method::options}) {
        request_.method = method;
        EXPECT_TRUE(is_taken());
    }
}

TEST_F(FormToken, LeavesProgramsAndOpenRoutesAlone) {
    request_.body.text = "";
    request_.viewer.is_program = true;
    EXPECT_TRUE(is_taken());
    request_.viewer.is_program = false;
    route_.is_open_to_other_sites = true;
    EXPECT_TRUE(is_taken());
}

TEST_F(FormToken, ComesWithACookieForThisHostAlone) {
    auto const fresh = tokens_.new_token();
    EXPECT_TRUE(fresh.cookie.starts_with("__Host-visitor="));
    EXPECT_TRUE(fresh.cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"));
    std::string const secret = fresh.cookie.substr(15, 43);
    EXPECT_EQ(tokens_.token_for(secret), fresh.token);
    EXPECT_NE(FormTokens("another key", "").token_for(secret), fresh.token);
}

} // namespace

} // namespace legation::accounts
