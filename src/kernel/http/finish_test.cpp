#include "kernel/http/compress.hpp"
#include "kernel/http/finish.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace legation::http {
namespace {

std::string const page(5000, 'x');

Request get(std::vector<std::pair<std::string, std::string>> headers = {}) {
    Request request;
    request.id = "0123456789abcdef";
    request.headers = std::move(headers);
    return request;
}

std::string gunzip(std::string const& compressed) {
    std::string plain(100'000, '\0');
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
    stream.avail_in = static_cast<uInt>(compressed.size());
    stream.next_out = reinterpret_cast<Bytef*>(plain.data());
    stream.avail_out = static_cast<uInt>(plain.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    plain.resize(stream.total_out);
    inflateEnd(&stream);
    return plain;
}

std::string const& body(Response const& response) {
    return std::get<std::string>(response.body);
}

TEST(Finish, GivesAPageAnETagOfItsContent) {
    Response first = html(page);
    Response same = html(page);
    Response other = html(page + "y");
    finish_text(get(), first);
    finish_text(get(), same);
    finish_text(get(), other);
    EXPECT_TRUE(first.header("ETag").starts_with('"'));
    EXPECT_EQ(first.header("ETag"), same.header("ETag"));
    EXPECT_NE(first.header("ETag"), other.header("ETag"));
}

TEST(Finish, GivesErrorsAndPostsNoETag) {
    Response missing = html(page, 404);
    finish_text(get(), missing);
    EXPECT_EQ(missing.header("ETag"), "");
    Request post = get();
    post.method = Method::post;
    Response answer = html(page);
    finish_text(post, answer);
    EXPECT_EQ(answer.header("ETag"), "");
}

TEST(Finish, AnswersWhoHasThePageAlreadyThatItIsTheSame) {
    Response first = html(page);
    finish_text(get(), first);
    std::string const etag(first.header("ETag"));
    for (std::string const& known : {etag, "W/" + etag, "\"other\", " + etag, std::string("*")}) {
        Response again = html(page);
        finish_text(get({{"if-none-match", known}}), again);
        EXPECT_EQ(again.status, 304) << known;
        EXPECT_EQ(body(again), "");
        EXPECT_EQ(again.header("ETag"), etag);
        EXPECT_EQ(again.header("Vary"), "Accept-Encoding");
    }
    Response changed = html(page);
    finish_text(get({{"if-none-match", "\"other\""}}), changed);
    EXPECT_EQ(changed.status, 200);
}

TEST(Finish, CompressesTextAsTheClientLikes) {
    Response gzip = html(page);
    finish_text(get({{"accept-encoding", "gzip"}}), gzip);
    EXPECT_EQ(gzip.header("Content-Encoding"), "gzip");
    EXPECT_EQ(gunzip(body(gzip)), page);
    Response brotli = html(page);
    finish_text(get({{"accept-encoding", "gzip, deflate, br"}}), brotli);
    EXPECT_EQ(brotli.header("Content-Encoding"), "br");
    EXPECT_LT(body(brotli).size(), page.size());
    EXPECT_NE(gzip.header("ETag"), brotli.header("ETag")) << "other bytes, another ETag";
    EXPECT_EQ(brotli.header("Vary"), "Accept-Encoding");
}

TEST(Finish, TheCompressedPageIsNotModifiedEither) {
    Response first = html(page);
    finish_text(get({{"accept-encoding", "br"}}), first);
    Response again = html(page);
    finish_text(get({{"accept-encoding", "br"}, {"if-none-match", std::string(first.header("ETag"))}}),
                again);
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.header("ETag"), first.header("ETag"));
}

TEST(Finish, LeavesAloneWhatCompressingDoesNotHelp) {
    Response small = html("small");
    finish_text(get({{"accept-encoding", "br"}}), small);
    EXPECT_EQ(body(small), "small");
    Response image;
    image.body = page;
    image.with("Content-Type", "image/png");
    finish_text(get({{"accept-encoding", "br"}}), image);
    EXPECT_EQ(image.header("Content-Encoding"), "");
    Response done = html(page).with("Content-Encoding", "gzip");
    finish_text(get({{"accept-encoding", "br"}}), done);
    EXPECT_EQ(body(done), page);
}

TEST(Finish, KeepsTheHandlersOwnETag) {
    Response response = json(page).with("ETag", "\"v3\"");
    finish_text(get({{"accept-encoding", "gzip"}}), response);
    EXPECT_EQ(response.header("ETag"), "\"v3-gzip\"");
    EXPECT_TRUE(names_etag("\"v3-gzip\"", "\"v3\"", true)) << "If-Match is about the record, not its bytes";
    EXPECT_FALSE(names_etag("\"v3-gzip\"", "\"v3\""));
    EXPECT_FALSE(names_etag("\"v4-gzip\"", "\"v3\"", true));
    EXPECT_FALSE(names_etag("", "\"v3\"", true));
}

TEST(Compress, UnderstandsAcceptEncoding) {
    EXPECT_EQ(choose_encoding(""), Encoding::identity);
    EXPECT_EQ(choose_encoding("gzip, deflate, br"), Encoding::brotli);
    EXPECT_EQ(choose_encoding("gzip;q=1.0, br;q=0.5"), Encoding::gzip);
    EXPECT_EQ(choose_encoding("br;q=0, gzip"), Encoding::gzip);
    EXPECT_EQ(choose_encoding("GZIP ; q=0.3"), Encoding::gzip);
    EXPECT_EQ(choose_encoding("*"), Encoding::brotli);
    EXPECT_EQ(choose_encoding("*;q=0.5, br;q=0"), Encoding::gzip);
    EXPECT_EQ(choose_encoding("gzip;q=0"), Encoding::identity);
    EXPECT_EQ(choose_encoding("identity"), Encoding::identity);
    EXPECT_EQ(choose_encoding("br;q=x, ;;,,"), Encoding::identity);
    EXPECT_EQ(choose_encoding("br, gzip", false, true), Encoding::gzip);
}

TEST(Compress, KnowsTextByItsType) {
    EXPECT_TRUE(is_compressible("text/html; charset=utf-8"));
    EXPECT_TRUE(is_compressible("application/JSON"));
    EXPECT_TRUE(is_compressible("application/geo+json"));
    EXPECT_TRUE(is_compressible("image/svg+xml"));
    EXPECT_FALSE(is_compressible("image/png"));
    EXPECT_FALSE(is_compressible("font/woff2"));
    EXPECT_FALSE(is_compressible(""));
}

FileFacts const file{1000, Timestamp(std::chrono::milliseconds(1'700'000'000'123))};

Response file_response() {
    Response response;
    response.body = FileBody{"/somewhere"};
    return response;
}

TEST(FinishFile, SendsTheWholeFileWithItsDateAndETag) {
    Response response = file_response();
    EXPECT_EQ(finish_file(get(), response, file).size, 1000U);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("Accept-Ranges"), "bytes");
    EXPECT_EQ(response.header("Last-Modified"), "Tue, 14 Nov 2023 22:13:20 GMT");
    EXPECT_NE(response.header("ETag"), "");
}

TEST(FinishFile, SendsAPartOnlyOfWhatTheClientKnows) {
    Response whole = file_response();
    finish_file(get(), whole, file);
    std::string const etag(whole.header("ETag"));
    auto const status = [&](std::string const& condition) {
        Response response = file_response();
        finish_file(get({{"range", "bytes=10-19"}, {"if-range", condition}}), response, file);
        return response.status;
    };
    EXPECT_EQ(status(etag), 206);
    EXPECT_EQ(status("\"other\""), 200);
    EXPECT_EQ(status("W/" + etag), 200) << "a weak ETag does not promise the same bytes";
    EXPECT_EQ(status("Tue, 14 Nov 2023 22:13:20 GMT"), 206);
    EXPECT_EQ(status("Tue, 14 Nov 2023 22:13:21 GMT"), 200);
}

TEST(FinishFile, AnswersARangeBeyondTheEndWithTheSize) {
    Response response = file_response();
    EXPECT_EQ(finish_file(get({{"range", "bytes=1000-"}}), response, file).size, 0U);
    EXPECT_EQ(response.status, 416);
    EXPECT_EQ(response.header("Content-Range"), "bytes */1000");
}

TEST(ByteRange, ReadsOneRangeAndIgnoresWhatItNeedNotUnderstand) {
    auto const range = [](std::string_view header) {
        auto const part = parse_range(header, 1000);
        return part ? std::to_string(part->first) + "+" + std::to_string(part->size) : "ignored";
    };
    EXPECT_EQ(range("bytes=0-99"), "0+100");
    EXPECT_EQ(range("bytes=900-"), "900+100");
    EXPECT_EQ(range("bytes=-100"), "900+100");
    EXPECT_EQ(range("bytes=-5000"), "0+1000");
    EXPECT_EQ(range("bytes=990-5000"), "990+10");
    EXPECT_EQ(range("bytes=999-999"), "999+1");
    EXPECT_EQ(range("bytes=1000-"), "0+0");
    EXPECT_EQ(parse_range("bytes=-0", 1000)->size, 0U);
    EXPECT_EQ(parse_range("bytes=0-", 0)->size, 0U);
    for (char const* header : {"bytes=0-1,5-6", "lines=0-1", "bytes=", "bytes=-", "bytes=x-y", "bytes=5-4",
                               "bytes=1", "bytes=99999999999999999999-", "bytes=+1-2"}) {
        EXPECT_EQ(range(header), "ignored") << header;
    }
}

std::string head_of(Response const& response, Framing framing = {}, std::optional<std::uint64_t> size = 5) {
    return write_head(get(), response, framing, size);
}

TEST(Head, HasTheSecurityHeadersAndTheRequestId) {
    std::string const head = head_of(html("hello"));
    EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    for (char const* line :
         {"\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src "
          "'self' data:; "
          "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
          "worker-src 'self'; manifest-src 'self'\r\n",
          "\r\nX-Content-Type-Options: nosniff\r\n",
          "\r\nReferrer-Policy: strict-origin-when-cross-origin\r\n",
          "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
          "\r\nCross-Origin-Resource-Policy: same-origin\r\n", "\r\nPermissions-Policy: ",
          "\r\nCache-Control: no-cache\r\n", "\r\nX-Request-Id: 0123456789abcdef\r\n",
          "\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n", "\r\nContent-Length: 5\r\n"}) {
        EXPECT_NE(head.find(line), std::string::npos) << line;
    }
    EXPECT_EQ(head.find("Strict-Transport-Security"), std::string::npos);
    EXPECT_EQ(head.find("Connection"), std::string::npos);
}

TEST(Head, PromisesHttpsOnlyWhenTold) {
    Framing framing;
    framing.strict_transport_security = true;
    EXPECT_NE(head_of(html(""), framing).find("\r\nStrict-Transport-Security: max-age="), std::string::npos);
}

TEST(Head, LetsTheHandlerDecideWhatIsItsOwn) {
    std::string const head =
        head_of(html("hello").with("cache-control", "no-store").with("Content-Length", "99"));
    EXPECT_NE(head.find("cache-control: no-store\r\n"), std::string::npos);
    EXPECT_EQ(head.find("no-cache"), std::string::npos);
    EXPECT_EQ(head.find("99"), std::string::npos) << "the length is the server's to know";
}

TEST(Head, AValueCannotBecomeAHeader) {
    std::string const head = head_of(html("hello").with("Location", "/\r\nSet-Cookie: evil=1"));
    EXPECT_EQ(head.find("\r\nSet-Cookie"), std::string::npos);
}

TEST(Head, FollowsTheDate) {
    Framing framing;
    framing.now = Timestamp(std::chrono::milliseconds(1'700'000'000'999));
    EXPECT_NE(head_of(html(""), framing).find("Date: Tue, 14 Nov 2023 22:13:20 GMT"), std::string::npos);
    framing.now += std::chrono::milliseconds(1);
    EXPECT_NE(head_of(html(""), framing).find("Date: Tue, 14 Nov 2023 22:13:21 GMT"), std::string::npos);
}

TEST(Head, NamesTheAllowedMethodsWithA405) {
    Request request = get();
    request.allowed_methods = "GET, HEAD, OPTIONS";
    EXPECT_NE(write_head(request, text("no", 405), {}, 2).find("\r\nAllow: GET, HEAD, OPTIONS\r\n"),
              std::string::npos);
}

TEST(Head, SaysHowTheBodyEnds) {
    EXPECT_NE(head_of(html(""), {}, std::nullopt).find("\r\nTransfer-Encoding: chunked\r\n"),
              std::string::npos);
    Framing old;
    old.is_http_1_0 = true;
    std::string const head = head_of(html(""), old, std::nullopt);
    EXPECT_EQ(head.find("Transfer-Encoding"), std::string::npos) << "HTTP/1.0 knows no chunks";
    EXPECT_NE(head.find("\r\nConnection: keep-alive\r\n"), std::string::npos);
    EXPECT_EQ(head_of(Response{304, {}, {}}).find("Content-Length"), std::string::npos);
}

} // namespace
} // namespace legation::http
