#include "kernel/error.hpp"
#include "kernel/http/server_fixture.hpp"

#include <fstream>

namespace legation::http {
namespace {

constexpr std::string_view simple_get = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// Says what the handler saw.
Response echo(Request& request) {
    std::string body = request.body.text;
    if (!request.body.file_path.empty()) {
        std::ifstream file(request.body.file_path, std::ios::binary);
        body.assign(std::istreambuf_iterator<char>(file), {});
    }
    return text(request.path + "|" + std::to_string(request.body.size) + "|" + body);
}

class Http : public ServerTest {};

TEST_F(Http, AnswersAndKeepsTheConnectionForTheNextRequest) {
    start(echo);
    RawClient client = this->client();
    EXPECT_EQ(client.exchange("GET /one HTTP/1.1\r\nHost: localhost\r\n\r\n").body, "/one|0|");
    EXPECT_EQ(client.exchange("GET /two HTTP/1.1\r\nHost: localhost\r\n\r\n").body, "/two|0|");
}

TEST_F(Http, AnswersPipelinedRequestsInOrder) {
    start(echo);
    RawClient client = this->client();
    std::string requests;
    for (int i = 0; i < 50; ++i)
        requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    client.send(requests);
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(client.read().body, "/" + std::to_string(i) + "|0|");
}

TEST_F(Http, HeadHasTheHeadersOfGetAndNoBody) {
    start(echo);
    RawClient client = this->client();
    client.send("HEAD /x HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(client.read(false).headers.at("content-length"), "5");
    EXPECT_EQ(client.exchange(simple_get).body, "/|0|") << "nothing of a body stands before the next answer";
}

TEST_F(Http, ClosesWhenAskedTo) {
    start(echo);
    RawClient client = this->client();
    Answer const answer = client.exchange("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(answer.headers.at("connection"), "close");
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST_F(Http, SpeaksTheOldVersionToo) {
    start(echo);
    RawClient client = this->client();
    EXPECT_EQ(client.exchange("GET /old HTTP/1.0\r\n\r\n").body, "/old|0|");
    EXPECT_TRUE(client.is_closed_by_server());
    RawClient keeping = this->client();
    EXPECT_EQ(keeping.exchange("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").body, "/1|0|");
    EXPECT_EQ(keeping.exchange("GET /2 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").body, "/2|0|");
}

TEST_F(Http, TakesAWholeUrlAsTarget) {
    start(echo);
    EXPECT_EQ(client().exchange("GET http://localhost/a?b=c HTTP/1.1\r\nHost: localhost\r\n\r\n").body,
              "/a|0|");
}

TEST_F(Http, ReceivesABodyThatComesByteByByte) {
    start(echo);
    RawClient client = this->client();
    for (char const byte :
         std::string("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello")) {
        client.send(std::string(1, byte));
    }
    EXPECT_EQ(client.read().body, "/|5|hello");
}

TEST_F(Http, ReceivesAChunkedBodyAndDropsItsTrailers) {
    start([](Request& request) {
        EXPECT_TRUE(request.header("x-late").empty());
        return echo(request);
    });
    EXPECT_EQ(client()
                  .exchange("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "5\r\nhello\r\n1;name=value\r\n!\r\n0\r\nX-Late: 1\r\n\r\n")
                  .body,
              "/|6|hello!");
}

TEST_F(Http, SpoolsALargeBodyToAFileAndRemovesIt) {
    options.limits.body_in_memory = 1000;
    start([this](Request& request) {
        EXPECT_EQ(std::filesystem::is_empty(spool_folder), request.method == Method::get);
        EXPECT_TRUE(request.body.text.empty());
        return echo(request);
    });
    std::string body;
    for (int i = 0; body.size() < 300'000; ++i)
        body += std::to_string(i) + ' ';
    RawClient client = this->client();
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n\r\n");
    client.send(body);
    EXPECT_EQ(client.read().body, "/|" + std::to_string(body.size()) + "|" + body);
    EXPECT_EQ(client.exchange(simple_get).status, 200);
    EXPECT_TRUE(std::filesystem::is_empty(spool_folder));
}

TEST_F(Http, RemovesTheFileOfAnUploadThatBreaksOff) {
    options.limits.body_in_memory = 1000;
    start(echo);
    {
        RawClient client = this->client();
        client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n" +
                    std::string(50'000, 'x'));
        EXPECT_TRUE(eventually([this] { return !std::filesystem::is_empty(spool_folder); }));
    }
    EXPECT_TRUE(eventually([this] { return std::filesystem::is_empty(spool_folder); }));
}

TEST_F(Http, InvitesABodyThatWaitsForIt) {
    start(echo);
    RawClient client = this->client();
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read().status, 100);
    EXPECT_EQ(client.exchange("ok").body, "/|2|ok");
}

struct Malformed {
    std::string_view request;
    int status;
};

class HttpRefuses : public ServerTest, public testing::WithParamInterface<Malformed> {};

TEST_P(HttpRefuses, WhatIsNotHttp) {
    start(echo);
    RawClient client = this->client();
    Answer const answer = client.exchange(GetParam().request);
    EXPECT_EQ(answer.status, GetParam().status);
    EXPECT_EQ(answer.headers.at("connection"), "close");
    EXPECT_TRUE(client.is_closed_by_server());
    EXPECT_EQ(server->counters().requests_malformed, 1U);
    EXPECT_EQ(first_record().status, GetParam().status);
}

INSTANTIATE_TEST_SUITE_P(
    Requests, HttpRefuses,
    testing::Values(
        Malformed{"\x16\x03\x01\x02 not http at all\r\n\r\n", 400}, Malformed{"GET\r\n\r\n", 400},
        Malformed{"GET / HTTP/1.1\r\n\r\n", 400}, // no Host
        Malformed{"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        Malformed{"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
        Malformed{"GET / HTTP/1.1\r\nHost: a/\r\n\r\n", 400},
        Malformed{"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        Malformed{"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        Malformed{"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        Malformed{"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
        Malformed{"GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", 400},
        Malformed{"GET / HTTP/1.1\nHost: a\n\n\r\n\r\n", 505}, // lone line feeds
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400},
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400},
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                  400},
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
                  400},
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501},
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 501},
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\r\n", 501},
        Malformed{"POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
                  400},
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
                  400},
        Malformed{"POST / HTTP/1.1\r\nHost: a\r\nExpect: a miracle\r\n\r\n", 417}));

TEST_F(Http, ASecondRequestCannotHideBehindABadBody) {
    int handled = 0;
    start([&](Request& request) {
        ++handled;
        return echo(request);
    });
    RawClient client = this->client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\nGET /hidden "
                "HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.read().status, 501);
    EXPECT_TRUE(client.is_closed_by_server());
    EXPECT_EQ(handled, 0);
}

TEST_F(Http, ABadTargetIsABadRequestButNotTheEndOfTheConnection) {
    start(echo);
    RawClient client = this->client();
    for (char const* target : {"/%zz", "/%00", "/%ff", "/a/../b", "/?q=%C3%28", "/%2fetc"}) {
        EXPECT_EQ(client.exchange("GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 400)
            << target;
    }
    EXPECT_EQ(client.exchange(simple_get).status, 200);
}

TEST_F(Http, AHandlerThatThrowsIsAnInternalErrorWithoutDetails) {
    start([](Request&) -> Response { throw std::runtime_error("secret"); });
    Answer const answer = client().exchange(simple_get);
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.body.find("secret"), std::string::npos);
}

TEST_F(Http, LogsWhatWasAskedAndAnswered) {
    start(echo);
    Answer const answer =
        client().exchange("GET /a?b=c HTTP/1.1\r\nHost: a\r\nX-Request-Id: my-own-id-1\r\n\r\n");
    EXPECT_EQ(answer.headers.at("x-request-id"), "my-own-id-1");
    AccessRecord const record = first_record();
    EXPECT_EQ(record.id, "my-own-id-1");
    EXPECT_EQ(record.method, "GET");
    EXPECT_EQ(record.target, "/a?b=c");
    EXPECT_EQ(record.client, "127.0.0.1");
    EXPECT_EQ(record.status, 200);
    EXPECT_GT(record.bytes_sent, answer.body.size());
}

TEST_F(Http, GivesEachRequestAnIdUnlessItBringsAProperOne) {
    start(echo);
    RawClient client = this->client();
    std::string const first = client.exchange(simple_get).headers.at("x-request-id");
    std::string const second = client.exchange("GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: <script>\r\n\r\n")
                                   .headers.at("x-request-id");
    EXPECT_EQ(first.size(), 16U);
    EXPECT_EQ(second.size(), 16U);
    EXPECT_NE(first, second);
}

TEST_F(Http, StreamsABodyMadePieceByPiece) {
    start([](Request&) {
        Response response;
        response.body = ChunkProducer([count = 0]() mutable -> std::optional<std::string> {
            if (count == 3) return std::nullopt;
            return ++count == 2 ? ""
                                : "piece " + std::to_string(count) + ";"; // an empty piece does not end it
        });
        return response;
    });
    Answer const answer = client().exchange(simple_get);
    EXPECT_EQ(answer.body, "piece 1;piece 3;");
    EXPECT_TRUE(answer.headers.contains("ended"));
    EXPECT_EQ(client().exchange("GET / HTTP/1.0\r\n\r\n").body, "piece 1;piece 3;")
        << "the old version ends by closing";
}

TEST_F(Http, AStreamThatBreaksIsNotMistakenForAWholeOne) {
    start([](Request&) {
        Response response;
        response.body = ChunkProducer([count = 0]() mutable -> std::optional<std::string> {
            if (count++ == 1) throw std::runtime_error("broken");
            return "beginning";
        });
        return response;
    });
    Answer const answer = client().exchange(simple_get);
    EXPECT_EQ(answer.body, "beginning");
    EXPECT_FALSE(answer.headers.contains("ended"));
}

TEST_F(Http, SendsFilesAndPartsOfThem) {
    std::string content;
    for (int i = 0; content.size() < 3'000'000; ++i)
        content += std::to_string(i) + ' ';
    auto const path = spool_folder / "file";
    std::ofstream(path, std::ios::binary) << content;
    start([&](Request&) {
        Response response;
        response.body = FileBody{path.string()};
        return response;
    });
    RawClient client = this->client();
    Answer const whole = client.exchange(simple_get);
    EXPECT_EQ(whole.body, content);
    Answer const part = client.exchange("GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=100-199\r\n\r\n");
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, content.substr(100, 100));
    EXPECT_EQ(part.headers.at("content-range"), "bytes 100-199/" + std::to_string(content.size()));
    Answer const beyond = client.exchange("GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=9000000-\r\n\r\n");
    EXPECT_EQ(beyond.status, 416);
    EXPECT_EQ(beyond.headers.at("content-range"), "bytes */" + std::to_string(content.size()));
    Answer const known = client.exchange(
        "GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: " + whole.headers.at("etag") + "\r\n\r\n");
    EXPECT_EQ(known.status, 304);
}

TEST_F(Http, AFileThatIsGoneIsNotFound) {
    start([](Request&) {
        Response response;
        response.body = FileBody{"/does/not/exist"};
        return response;
    });
    EXPECT_EQ(client().exchange(simple_get).status, 404);
}

TEST_F(Http, SaysWhatToDoWhenTheAddressIsTaken) {
    start(echo);
    ServerOptions taken = options;
    taken.port = server->port();
    Server second(taken, echo, [](AccessRecord const&) {});
    try {
        second.start();
        FAIL() << "two servers listen on one port";
    } catch (Error const& error) {
        EXPECT_NE(error.public_message.find("choose another port"), std::string::npos)
            << error.public_message;
    }
}

} // namespace
} // namespace legation::http
