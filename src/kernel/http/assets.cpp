#include "kernel/http/assets.hpp"

#include "kernel/error.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/http/compress.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

namespace legation::http {

namespace {

constexpr std::string_view prefix = "/assets/";

/// One file, and whether the build put compressed ones beside it. Only files listed at the start are ever
/// opened.
struct Asset {
    std::string file;
    std::string_view content_type;
    bool has_brotli = false;
    bool has_gzip = false;
};

std::string_view content_type(std::string const& name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 20> types{{
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".geojson", "application/geo+json"},
        {".topojson", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".webp", "image/webp"},
        {".avif", "image/avif"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".txt", "text/plain; charset=utf-8"},
        {".pdf", "application/pdf"},
        {".wasm", "application/wasm"},
        {".pbf", "application/x-protobuf"},
    }};
    std::string const extension = to_lower(std::filesystem::path(name).extension().string());
    for (auto const& [known, type] : types) {
        if (extension == known) return type;
    }
    return "application/octet-stream";
}

boost::json::object read_manifest(std::string const& folder) {
    std::ifstream file(folder + "/manifest.json", std::ios::binary);
    std::string const content{std::istreambuf_iterator<char>(file), {}};
    boost::system::error_code error;
    boost::json::value manifest = boost::json::parse(content, error);
    if (!file || error || !manifest.is_object()) {
        throw Error{ErrorCode::unavailable,
                    "The website's files are missing in " + folder + ": run bin/build."};
    }
    return std::move(manifest.as_object());
}

} // namespace

struct Assets::Catalog {
    std::map<std::string, std::string, std::less<>> urls; ///< by logical name
    std::map<std::string, Asset, std::less<>> assets;     ///< by the name in the address
};

Assets::Assets(std::string const& folder) {
    auto catalog = std::make_shared<Catalog>();
    for (auto const& [logical_name, value] : read_manifest(folder)) {
        std::string const name = value.is_string() ? std::string(value.as_string()) : std::string();
        Asset asset;
        asset.file.append(folder).append("/").append(name);
        asset.content_type = content_type(name);
        if (!std::filesystem::is_regular_file(asset.file)) {
            throw Error{ErrorCode::unavailable, "The website's file " + std::string(logical_name) +
                                                    " is missing in " + folder + ": run bin/build."};
        }
        asset.has_brotli = std::filesystem::is_regular_file(asset.file + ".br");
        asset.has_gzip = std::filesystem::is_regular_file(asset.file + ".gz");
        catalog->assets.emplace(name, std::move(asset));
        catalog->urls.emplace(logical_name, std::string(prefix) + name);
    }
    catalog_ = std::move(catalog);
}

std::vector<Route> Assets::routes() const {
    return {{Method::get, std::string(prefix) + "{name:path}", Policy::everyone(),
             [catalog = catalog_](Request const& request) { return answer(*catalog, request); }}};
}

std::string_view Assets::url(std::string_view logical_name) const {
    auto const found = catalog_->urls.find(logical_name);
    if (found == catalog_->urls.end()) {
        throw Error{ErrorCode::internal, "A file of this page is missing.",
                    "the manifest does not name " + std::string(logical_name) + ": run bin/build"};
    }
    return found->second;
}

Response Assets::answer(Catalog const& catalog, Request const& request) {
    std::string const& name = request.parameter("name");
    auto const found = catalog.assets.find(name);
    if (found == catalog.assets.end()) throw Error{ErrorCode::not_found, "There is no file at this address."};
    Asset const& asset = found->second;

    Encoding encoding = choose_encoding(request.header("accept-encoding"), asset.has_brotli, asset.has_gzip);
    std::string_view const encoded = encoding_name(encoding);
    std::string file = asset.file;
    if (encoding == Encoding::brotli) file += ".br";
    if (encoding == Encoding::gzip) file += ".gz";

    Response response;
    response.with("Content-Type", std::string(asset.content_type));
    response.with("Cache-Control", "public, max-age=31536000, immutable");
    if (asset.has_brotli || asset.has_gzip) response.with("Vary", "Accept-Encoding");
    if (!encoded.empty()) response.with("Content-Encoding", std::string(encoded));
    // The name has the content's hash in it, so it identifies the bytes.
    response.with("ETag",
                  '"' + percent_encode(name) + (encoded.empty() ? "" : "-" + std::string(encoded)) + '"');
    response.body = FileBody{std::move(file)};
    return response;
}

} // namespace legation::http
