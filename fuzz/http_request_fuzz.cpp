// A request's target through decoding and routing. A first byte chooses the method, the rest is the target as
// sent.

#include "kernel/error.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/router.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace legation;

namespace {

/// What a handler may rely on.
void check(http::Request const& request) {
    if (!request.path.starts_with('/') || request.path.find("//") != std::string::npos) std::abort();
    for (auto const& [name, value] : request.path_parameters) {
        if (value.empty() || value.find('\0') != std::string::npos) std::abort();
        bool const is_rest = name == "rest";
        if (!is_rest && value.find('/') != std::string::npos) std::abort();
        if (is_rest && ("/" + value + "/").find("/../") != std::string::npos) std::abort();
    }
}

http::Router make_router() {
    auto const handler = [](http::Request const& request) {
        check(request);
        return http::text("ok");
    };
    http::Router router;
    auto const everyone = http::Policy::everyone();
    router.add({
        {http::Method::get, "/", everyone, handler},
        {http::Method::get, "/register", everyone, handler, true},
        {http::Method::get, "/register/{slug:slug}", everyone, handler, true},
        {http::Method::post, "/register/{slug:slug}", everyone, handler},
        {http::Method::get, "/register/{slug:slug}/revisions/{number:integer}", everyone, handler},
        {http::Method::get, "/places/{name}", everyone, handler, true},
        {http::Method::get, "/assets/{rest:path}", everyone, handler},
        {http::Method::get, "/metrics", http::Policy::this_machine(), handler},
    });
    return router;
}

/// A redirect must stay on this host.
void check(http::Response const& response) {
    std::string_view const location = response.header("Location");
    if (response.status == 308 && (!location.starts_with('/') || location.starts_with("//"))) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static http::Router const router = make_router();
    static constexpr std::array methods{http::Method::get,    http::Method::head,  http::Method::post,
                                        http::Method::put,    http::Method::patch, http::Method::del,
                                        http::Method::options};
    if (size == 0) return 0;
    http::Request request;
    request.method = methods.at(data[0] % methods.size());
    request.target = std::string(reinterpret_cast<char const*>(data + 1), size - 1);
    request.client = "192.0.2.1";
    try {
        http::read_target(request);
        check(router.answer(request));
    } catch (Error const& error) {
        if (error.code == ErrorCode::internal) std::abort();
    }
    return 0;
}
