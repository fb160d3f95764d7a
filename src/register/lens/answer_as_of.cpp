#include "register/lens/answer_as_of.hpp"

#include "kernel/error.hpp"
#include "kernel/views/format.hpp"
#include "register/lens/dated_address.hpp"
#include "register/lens/moment.hpp"

#include <fmt/format.h>

#include <utility>

namespace legation::registry {

namespace {

/// The request as the page is to see it: without the date, which the layout alone shows.
http::Request without_date(http::Request const& request, std::string const& as_of) {
    http::Request dated = request;
    std::vector<http::Query::Pair> pairs;
    for (auto const& pair : request.query.pairs())
        if (pair.first != "as_of") pairs.push_back(pair);
    dated.query = http::Query(std::move(pairs));
    dated.as_of = as_of;
    return dated;
}

/// `<a>; rel="next", <b>; rel="prev"` with the date in every address.
std::string dated_links(std::string_view links, std::string_view date) {
    std::string result;
    while (!links.empty()) {
        std::size_t const start = links.find('<');
        std::size_t const end = links.find('>', start);
        if (end == std::string_view::npos) break;
        result.append(links.substr(0, start + 1));
        result += with_date(links.substr(start + 1, end - start - 1), date);
        links.remove_prefix(end);
    }
    return result.append(links);
}

void date_headers(http::Response& response, std::string const& date, Timestamp at) {
    for (auto& [name, value] : response.headers)
        if (name == "Link" || name == "Location") // a redirect's address has no brackets
            value = name == "Link" ? dated_links(value, date) : with_date(value, date);
    if (response.header("X-Robots-Tag").empty()) response.with("X-Robots-Tag", "noindex");
    response.with("Memento-Datetime", to_http_date(at)); // RFC 7089
}

/// The same answer made from the past: a body that is made while it is sent keeps the past until it is done.
http::Response kept_alive(http::Response response, std::shared_ptr<Past const> past) {
    if (auto* producer = std::get_if<http::ChunkProducer>(&response.body))
        response.body = [next = std::move(*producer), past = std::move(past)] { return next(); };
    return response;
}

} // namespace

http::Response answer_as_of(http::Request const& request, Context const& present, Pasts& pasts,
                            Page const& page) {
    if (!request.query.find("as_of")) return page(request, present);
    auto const moment = moment_of(request, present.store.now());
    if (!moment) return page(without_date(request, {}), present);
    auto const past = pasts.at(present, moment->at, request.language);
    http::Request const dated = without_date(request, moment->text);
    http::Response response;
    try {
        response = past ? kept_alive(page(dated, past->context()), past) : page(dated, present);
    } catch (Error const& error) {
        if (error.code != ErrorCode::not_found) throw;
        throw at_fault(
            error.parameter,
            filled_error(ErrorCode::not_found,
                         "There was nothing at this address on {day}. Leave “as_of” out of the address to "
                         "see whether there is today.",
                         {{"day", views::shown_moment(request.language, moment->text)}}));
    }
    if (auto* body = std::get_if<std::string>(&response.body);
        body != nullptr && response.header("Content-Type").starts_with("text/html"))
        *body = keep_date(*body, moment->text);
    date_headers(response, moment->text, moment->at);
    return response;
}

} // namespace legation::registry
