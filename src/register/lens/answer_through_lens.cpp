#include "register/lens/answer_through_lens.hpp"

#include "kernel/gone.hpp"
#include "kernel/views/format.hpp"
#include "register/lens/audience.hpp"
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

/// The same answer: a body that is made while it is sent keeps what it is made from until it is done.
http::Response kept_alive(http::Response response, std::shared_ptr<LensedRecord const> record) {
    if (auto* producer = std::get_if<http::ChunkProducer>(&response.body))
        response.body = [next = std::move(*producer), record = std::move(record)] { return next(); };
    return response;
}

/// What only some may read is for them alone: no cache that others use may keep it.
void keep_private(http::Response& response) {
    response.with("Cache-Control", "private, no-cache").with("Vary", "Cookie, Authorization");
}

[[noreturn]] void not_there_then(Error const& error, http::Language language, Moment const& moment) {
    throw at_fault(
        error.parameter,
        filled_error(ErrorCode::not_found,
                     "There was nothing at this address on {day}. Leave “as_of” out of the address to "
                     "see whether there is today.",
                     {{"day", views::shown_moment(language, moment.text)}}));
}

} // namespace

http::Response answer_through_lens(http::Request const& request, Context const& present, Lenses& lenses,
                                   Page const& page, bool takes_date) {
    if (request.viewer.is_signed_in() &&
        (request.method == http::Method::get || request.method == http::Method::head))
        present.pictures.keep_promise(request.viewer.account_id);
    std::string const audiences = audiences_of(request.viewer);
    bool const is_dated = takes_date && request.query.find("as_of");
    if (!is_dated && audiences.empty()) return page(request, present);

    auto const moment = is_dated ? moment_of(request, present.store.now()) : std::nullopt;
    std::optional<http::Request> without;
    if (is_dated) without = without_date(request, moment ? moment->text : std::string());
    http::Request const& asked = without ? *without : request;
    auto const record = lenses.through(present, moment ? std::optional(moment->at) : std::nullopt, audiences,
                                       request.language);
    http::Response response;
    try {
        response = record ? kept_alive(page(asked, record->context()), record) : page(asked, present);
    } catch (GoneError const&) { // it was there, and it says what became of it
        throw;
    } catch (Error const& error) {
        if (moment && error.code == ErrorCode::not_found) not_there_then(error, request.language, *moment);
        throw;
    }
    if (record && !audiences.empty()) keep_private(response);
    if (!moment) return response;
    auto* body = std::get_if<std::string>(&response.body);
    if (body != nullptr && response.header("Content-Type").starts_with("text/html"))
        *body = keep_date(*body, moment->text);
    date_headers(response, moment->text, moment->at);
    return response;
}

} // namespace legation::registry
