#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "kernel/store/migrate.hpp"
#include "program.hpp"

#include <fmt/format.h>

namespace legation {

namespace {

std::string_view name_of(http::Method method) {
    switch (method) {
    case http::Method::get:
        return "GET";
    case http::Method::head:
        return "HEAD";
    case http::Method::post:
        return "POST";
    case http::Method::put:
        return "PUT";
    case http::Method::patch:
        return "PATCH";
    case http::Method::del:
        return "DELETE";
    case http::Method::options:
        return "OPTIONS";
    }
    return "";
}

} // namespace

int list_routes(Config const& config) {
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    Program const program(config, *store, program_clock());
    for (http::Route const& route : program.routes())
        fmt::print("{}\t{}\t{}{}\n", name_of(route.method), route.pattern, route.policy.name(),
                   route.is_open_to_other_sites ? "\topen to other sites" : "");
    return 0;
}

} // namespace legation
