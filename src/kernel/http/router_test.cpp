#include "kernel/error.hpp"
#include "kernel/http/router.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>

namespace legation::http {
namespace {

/// A handler that says its name and what it was given.
Handler say(std::string name) {
    return [name](Request const& request) {
        std::string body = name;
        for (auto const& [key, value] : request.path_parameters)
            body += " " + key + "=" + value;
        if (request.format != Format::html) (body += ' ') += suffix_of(request.format).substr(1);
        if (request.language == Language::es) body += " es";
        return text(body + " " + request.path);
    };
}

class RouterTest : public testing::Test {
  protected:
    RouterTest() {
        Policy const everyone = Policy::everyone();
        router.add({
            {Method::get, "/", everyone, say("home")},
            {Method::get, "/register", everyone, say("register"), true},
            {Method::get, "/register/{slug:slug}", everyone, say("actor"), true},
            {Method::post, "/register/{slug:slug}", everyone, say("save")},
            {Method::get, "/register/new", everyone, say("form")},
            {Method::get, "/register/{slug:slug}/revisions/{number:integer}", everyone, say("revision")},
            {Method::get, "/register/{slug:slug}.atom", everyone, say("feed")},
            {Method::get, "/register/{slug:slug}.csl.json", everyone, say("citation")},
            {Method::get, "/files/{name}", everyone, say("file")},
            {Method::get, "/assets/{name:path}", everyone, say("asset")},
            {Method::get, "/search", everyone, say("search"), true},
            {Method::get, "/practices", everyone, say("practices"), true, {Format::csv, Format::geojson}},
            {Method::get, "/api/openapi.json", everyone, say("openapi")},
            {Method::get, "/api/{what}", everyone, say("api"), true},
            {Method::get, "/metrics", Policy::this_machine(), say("metrics")},
        });
    }

    Response ask(std::string target, Method method = Method::get) {
        request = Request{};
        request.method = method;
        request.target = std::move(target);
        request.client = client;
        request.headers = headers;
        read_target(request);
        return router.answer(request);
    }

    std::string body(std::string target, Method method = Method::get) {
        return std::get<std::string>(ask(std::move(target), method).body);
    }

    std::optional<ErrorCode> error(std::string target, Method method = Method::get) {
        try {
            ask(std::move(target), method);
        } catch (Error const& thrown) {
            return thrown.code;
        }
        return std::nullopt;
    }

    Router router;
    Request request;
    std::string client = "192.0.2.1";
    std::vector<std::pair<std::string, std::string>> headers;
};

TEST_F(RouterTest, FindsTheRouteAndItsParameters) {
    EXPECT_EQ(body("/"), "home /");
    EXPECT_EQ(body("/register/us-ca"), "actor slug=us-ca /register/us-ca");
    EXPECT_EQ(body("/register/us-ca/revisions/12"),
              "revision slug=us-ca number=12 /register/us-ca/revisions/12");
    EXPECT_EQ(body("/files/a%20b.txt"), "file name=a b.txt /files/a b.txt");
    EXPECT_EQ(body("/assets/css/site.1234.css"), "asset name=css/site.1234.css /assets/css/site.1234.css");
    EXPECT_EQ(body("/register/us-ca", Method::post), "save slug=us-ca /register/us-ca");
}

TEST_F(RouterTest, TheMoreSpecificPatternWinsWhateverTheOrder) {
    EXPECT_EQ(body("/register/new"), "form /register/new");
    EXPECT_EQ(body("/api/openapi.json"), "openapi /api/openapi.json");
}

TEST_F(RouterTest, TheJsonSuffixReachesTheSameHandlerWhereThereIsJson) {
    EXPECT_EQ(body("/register.json"), "register json /register");
    EXPECT_EQ(body("/register/us-ca.json"), "actor slug=us-ca json /register/us-ca");
    EXPECT_EQ(body("/search.json?q=x"), "search json /search");
    EXPECT_EQ(body("/files/a.json"), "file name=a.json /files/a.json") << "elsewhere it is part of the name";
    EXPECT_EQ(error("/metrics.json"), ErrorCode::not_found);
    EXPECT_EQ(error("/.json"), ErrorCode::not_found);
}

TEST_F(RouterTest, GivesARouteTheDownloadsThatItNames) {
    EXPECT_EQ(body("/practices.json"), "practices json /practices");
    EXPECT_EQ(body("/practices.csv"), "practices csv /practices");
    EXPECT_EQ(body("/practices.geojson"), "practices geojson /practices");
    EXPECT_EQ(error("/practices.xlsx"), ErrorCode::not_found);
    EXPECT_EQ(error("/search.csv"), ErrorCode::not_found);
    EXPECT_EQ(body("/files/a.csv"), "file name=a.csv /files/a.csv");
}

TEST_F(RouterTest, TheLanguagePrefixChoosesTheLanguage) {
    EXPECT_EQ(body("/es"), "home es /");
    EXPECT_EQ(body("/es/register/us-ca.json"), "actor slug=us-ca json es /register/us-ca");
    EXPECT_EQ(error("/estonia"), ErrorCode::not_found);
}

TEST_F(RouterTest, ATrailingSlashRedirectsToTheAddressWithoutIt) {
    Response const response = ask("/es/register/S%C3%A3o%20Paulo//?page=2&q=a%20b");
    EXPECT_EQ(response.status, 308);
    EXPECT_EQ(response.header("Location"), "/es/register/S%C3%A3o%20Paulo?page=2&q=a%20b");
    EXPECT_EQ(ask("/es/").header("Location"), "/es");
    EXPECT_EQ(ask("//").header("Location"), "/");
}

TEST_F(RouterTest, NoRedirectLeadsToAnotherHost) {
    EXPECT_EQ(error("//example.org/"), ErrorCode::not_found);
    EXPECT_EQ(error("/es//example.org/"), ErrorCode::not_found);
    EXPECT_EQ(ask("/%5Cexample.org/").header("Location"), "/%5Cexample.org");
}

TEST_F(RouterTest, AnUnknownAddressIsNotFound) {
    for (char const* target : {"/nowhere", "/register/US", "/register/a--b", "/register/-a", "/register/a-",
                               "/register/us-ca/revisions/x", "/register/us-ca/revisions/1234567890123456789",
                               "/assets", "/register/us-ca/revisions", "/files//x"}) {
        EXPECT_EQ(error(target), ErrorCode::not_found) << target;
    }
}

TEST_F(RouterTest, AParameterMayBeFollowedByAFixedEnding) {
    EXPECT_EQ(body("/register/us-ca.atom"), "feed slug=us-ca /register/us-ca.atom");
    EXPECT_EQ(body("/es/register/us-ca.csl.json"), "citation slug=us-ca es /register/us-ca.csl.json");
    EXPECT_EQ(body("/register/us-ca.json"), "actor slug=us-ca json /register/us-ca");
    for (char const* target : {"/register/.atom", "/register/us_ca.atom", "/register/us-ca.atomic"})
        EXPECT_EQ(error(target), ErrorCode::not_found) << target;
}

TEST_F(RouterTest, AnotherMethodIsNotAllowedAndTheAllowedOnesAreNamed) {
    EXPECT_EQ(error("/register/us-ca", Method::put), ErrorCode::method_not_allowed);
    EXPECT_EQ(request.allowed_methods, "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(error("/register/us-ca.json", Method::post), ErrorCode::method_not_allowed);
    EXPECT_EQ(request.allowed_methods, "GET, HEAD, OPTIONS");
    EXPECT_EQ(error("/register/new", Method::post), ErrorCode::method_not_allowed)
        << "it is not the slug `new`";
}

TEST_F(RouterTest, HeadIsAnsweredLikeGet) {
    EXPECT_EQ(body("/register", Method::head), "register /register");
}

TEST_F(RouterTest, OptionsNamesTheMethods) {
    Response const response = ask("/register/us-ca", Method::options);
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(response.header("Allow"), "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(ask("*", Method::options).status, 204);
    EXPECT_EQ(error("*"), ErrorCode::not_found);
    EXPECT_EQ(error("/nowhere", Method::options), ErrorCode::not_found);
}

TEST_F(RouterTest, WhatIsForThisMachineIsForNobodyElse) {
    EXPECT_EQ(error("/metrics"), ErrorCode::forbidden);
    for (char const* local : {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"}) {
        client = local;
        EXPECT_EQ(error("/metrics"), std::nullopt) << local;
    }
    headers = {{"x-forwarded-for", "192.0.2.1"}};
    EXPECT_EQ(error("/metrics"), ErrorCode::forbidden)
        << "a reverse proxy here speaks for somebody elsewhere";
}

TEST_F(RouterTest, RefusesRoutesThatContradictEachOther) {
    Policy const everyone = Policy::everyone();
    EXPECT_THROW(router.add({{Method::get, "/register", everyone, say("again")}}), std::logic_error);
    EXPECT_THROW(router.add({{Method::put, "/files/{other}", everyone, say("renamed")}}), std::logic_error);
    for (char const* pattern :
         {"register", "/a//b", "/{x", "/{}", "/{x:number}", "/{x:path}/y", "/{x:path}.atom"}) {
        EXPECT_THROW(router.add({{Method::get, pattern, everyone, say("x")}}), std::logic_error) << pattern;
    }
}

} // namespace
} // namespace legation::http
