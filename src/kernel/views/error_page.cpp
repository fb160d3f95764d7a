#include "kernel/views/error_page.hpp"

#include "kernel/gone.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/http/router.hpp"
#include "kernel/views/format.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace legation::views {

namespace {

/// What people read about a status: what happened, and what they can do.
struct Explanation {
    int status;
    std::string_view title;
    std::string_view advice;
};

constexpr std::array explanations{
    Explanation{400, tr_noop("This request cannot be understood"),
                tr_noop("Check the address, or go back and try again.")},
    Explanation{401, tr_noop("Sign in first"), tr_noop("Sign in, then open this page again.")},
    Explanation{403, tr_noop("This page is not open to you"),
                tr_noop("If you should have access, ask whoever runs this hub.")},
    Explanation{404, tr_noop("Page not found"),
                tr_noop("The address may be mistyped, or the page may have moved. Search for it below.")},
    Explanation{405, tr_noop("This address does not take that kind of request"),
                tr_noop("Go back and use the links and forms of the page.")},
    Explanation{408, tr_noop("The request took too long to arrive"),
                tr_noop("Check your connection and try again.")},
    Explanation{409, tr_noop("Somebody else changed this in the meantime"),
                tr_noop("Open the record again to see what is new, then make your change once more.")},
    Explanation{410, tr_noop("This is not here any more"), tr_noop("It was taken away for good.")},
    Explanation{412, tr_noop("This is no longer the latest version"),
                tr_noop("Get the record again and repeat the change with its new ETag.")},
    Explanation{413, tr_noop("What you sent is too large"),
                tr_noop("Send a smaller file, or split it into several.")},
    Explanation{414, tr_noop("The address is too long"),
                tr_noop("Shorten the search or choose fewer filters.")},
    Explanation{422, tr_noop("Some of what you sent cannot be used"),
                tr_noop("Go back, correct it and send it again.")},
    Explanation{429, tr_noop("Too many requests at once"), tr_noop("Wait a minute and try again.")},
    Explanation{431, tr_noop("Your browser sent too much with the request"),
                tr_noop("Delete the cookies of this site and try again.")},
    Explanation{
        500, tr_noop("Something went wrong on our side"),
        tr_noop("It has been recorded. Try again in a minute; if it happens again, tell whoever runs this "
                "hub the number below.")},
    Explanation{503, tr_noop("This hub is busy"), tr_noop("Try again in a minute.")},
};

Explanation const& explanation(int status) {
    auto const same = [status](auto const& known) { return known.status == status; };
    auto const* found = std::ranges::find_if(explanations, same);
    if (found != explanations.end()) return *found;
    return explanation(status >= 500 ? 500 : 400); // the general one of its class
}

/// What may be shown of a message: nothing about our own mistakes.
std::string_view shown_message(Texts const& texts, http::Request const& request, int status,
                               std::string_view message) {
    if (status == 500) return {};
    return texts.text(request.language, message);
}

/// The message in the request's language.
std::string translated(Texts const& texts, http::Language language, Error const& error) {
    if (error.values.empty()) return std::string(texts.text(language, error.public_message));
    std::vector<Filling> const values(error.values.begin(), error.values.end());
    return fill(texts.text(language, error.pattern), values);
}

int status_of(Error const& error) {
    constexpr int gone = 410;
    return dynamic_cast<GoneError const*>(&error) != nullptr ? gone : http_status(error.code);
}

/// Whether the address is one of programs. It may be one that cannot be decoded, so it is read as it was
/// sent.
bool names_data(http::Request const& request) {
    std::string_view path = request.target;
    path = path.substr(0, path.find('?'));
    if (path.starts_with("/es/")) path.remove_prefix(3);
    if (path.starts_with("/api/")) return true;
    return std::ranges::any_of(http::formats_with_suffix, [path](http::Format format) {
        return path.ends_with(http::suffix_of(format));
    });
}

/// Browsers never send one by themselves.
bool shows_token(http::Request const& request) {
    static constexpr std::string_view scheme = "Bearer ";
    return http::equal_ignoring_case(request.header("authorization").substr(0, scheme.size()), scheme);
}

} // namespace

http::Response error_answer(Layout const& layout, http::Request const& request, Error const& error) {
    std::string const message = translated(layout.texts(), request.language, error);
    if (!error.parameter.empty() && wants_json(request))
        return problem_json(layout.texts(), request, status_of(error), message, error.parameter,
                            layout.site().public_url + "/developers#problems");
    return error_answer(layout, request, status_of(error), message);
}

http::Response error_answer(Layout const& layout, http::Request const& request, int status,
                            std::string_view message) {
    if (wants_json(request)) return problem_json(layout.texts(), request, status, message);
    return error_page(layout, request, status, message);
}

http::Response error_page(Layout const& layout, http::Request const& request, int status,
                          std::string_view message) {
    auto const& texts = layout.texts();
    auto const& what = explanation(status);
    PageInfo info;
    info.title = texts.text(request.language, what.title);
    Data data;
    data.set("ERROR_STATUS", status);
    data.set_shown("ERROR_MESSAGE", shown_message(texts, request, status, message));
    data.set("ERROR_ADVICE", texts.text(request.language, what.advice));
    data.set_shown("REQUEST_ID", request.id);
    if (status == 404) { // one search form on the page: the large one
        data.show("ERROR_SEARCH");
        info.has_header_search = false;
    }
    return layout.page(request, info, "error.tpl", std::move(data), status);
}

http::Response problem_json(Texts const& texts, http::Request const& request, int status,
                            std::string_view message, std::string_view parameter, std::string_view type) {
    auto const& what = explanation(status);
    auto const shown = shown_message(texts, request, status, message);
    boost::json::object problem;
    problem["type"] = type;
    problem["title"] = texts.text(request.language, what.title);
    problem["status"] = status;
    problem["detail"] = shown.empty() ? texts.text(request.language, what.advice) : shown;
    if (!parameter.empty()) problem["parameter"] = parameter;
    problem["request_id"] = request.id;
    http::Response response;
    response.status = status;
    response.body = boost::json::serialize(problem);
    response.with("Content-Type", "application/problem+json");
    response.with("Content-Language", std::string(code(request.language)));
    return response;
}

bool wants_json(http::Request const& request) {
    if (request.format != http::Format::html) return true; // a program asked, or a spreadsheet
    if (names_data(request) || shows_token(request)) return true;
    auto const accepted = request.header("accept");
    auto const names = [accepted](std::string_view type) {
        return accepted.find(type) != std::string_view::npos;
    };
    return (names("application/json") || names("application/problem+json")) && !names("text/html");
}

} // namespace legation::views
