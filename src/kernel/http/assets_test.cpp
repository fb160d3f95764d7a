#include "kernel/error.hpp"
#include "kernel/http/assets.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace legation::http {
namespace {

class AssetsTest : public testing::Test {
  protected:
    AssetsTest()
        : folder(std::filesystem::temp_directory_path() / ("legation-assets-" + std::to_string(getpid()))) {
        std::filesystem::create_directories(folder / "css");
        write("css/site.3f2a91c0.css", "body {}");
        write("css/site.3f2a91c0.css.br", "brotli");
        write("css/site.3f2a91c0.css.gz", "gzip");
        write("map.11.png", "png");
        write("secret.txt", "not in the manifest");
        write("manifest.json", R"({"css/site.css": "css/site.3f2a91c0.css", "map.png": "map.11.png"})");
    }
    ~AssetsTest() override { std::filesystem::remove_all(folder); }

    void write(std::string const& name, std::string const& content) {
        std::ofstream(folder / name) << content;
    }

    Response ask(std::string target, std::string accept_encoding = {}) {
        Router router;
        router.add(Assets(folder.string()).routes());
        Request request;
        request.target = std::move(target);
        if (!accept_encoding.empty()) request.headers = {{"accept-encoding", std::move(accept_encoding)}};
        read_target(request);
        return router.answer(request);
    }

    std::string file(Response const& response) const {
        return std::filesystem::relative(std::get<FileBody>(response.body).path, folder).string();
    }

    std::filesystem::path folder;
};

TEST_F(AssetsTest, KnowsTheAddressOfALogicalName) {
    Assets const assets(folder.string());
    EXPECT_EQ(assets.url("css/site.css"), "/assets/css/site.3f2a91c0.css");
    EXPECT_THROW(assets.url("css/other.css"), Error);
}

TEST_F(AssetsTest, ServesFilesThatBrowsersMayKeepForGood) {
    Response const response = ask("/assets/css/site.3f2a91c0.css");
    EXPECT_EQ(file(response), "css/site.3f2a91c0.css");
    EXPECT_EQ(response.header("Content-Type"), "text/css; charset=utf-8");
    EXPECT_EQ(response.header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
    EXPECT_EQ(ask("/assets/map.11.png").header("Content-Type"), "image/png");
}

TEST_F(AssetsTest, PrefersACompressedSibling) {
    Response const brotli = ask("/assets/css/site.3f2a91c0.css", "gzip, br");
    Response const gzip = ask("/assets/css/site.3f2a91c0.css", "gzip");
    EXPECT_EQ(file(brotli), "css/site.3f2a91c0.css.br");
    EXPECT_EQ(brotli.header("Content-Encoding"), "br");
    EXPECT_EQ(file(gzip), "css/site.3f2a91c0.css.gz");
    EXPECT_NE(brotli.header("ETag"), gzip.header("ETag"));
    EXPECT_EQ(ask("/assets/map.11.png", "gzip, br").header("Content-Encoding"), "") << "there is none";
}

TEST_F(AssetsTest, ServesNothingThatTheManifestDoesNotName) {
    for (char const* target : {"/assets/secret.txt", "/assets/manifest.json", "/assets/css/site.css",
                               "/assets/css", "/assets/css/site.3f2a91c0.css.br"}) {
        EXPECT_THROW(ask(target), Error) << target;
    }
    EXPECT_THROW(ask("/assets/../secret.txt"), Error);
    EXPECT_THROW(ask("/assets/..%2fsecret.txt"), Error);
}

TEST_F(AssetsTest, SaysWhatToDoWhenTheFilesAreMissing) {
    write("manifest.json", R"({"gone.css": "gone.1.css"})");
    EXPECT_THROW(Assets(folder.string()), Error);
    write("manifest.json", "not JSON");
    EXPECT_THROW(Assets(folder.string()), Error);
    try {
        Assets const assets((folder / "nowhere").string());
        FAIL() << "there is no manifest";
    } catch (Error const& error) {
        EXPECT_NE(error.public_message.find("run bin/build"), std::string::npos);
    }
}

} // namespace
} // namespace legation::http
