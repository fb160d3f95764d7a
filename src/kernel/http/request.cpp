#include "kernel/http/request.hpp"

#include "kernel/error.hpp"
#include "kernel/http/ascii.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/pct_string_view.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <fmt/format.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace legation::http {

namespace {

constexpr std::size_t most_parameters = 200;

[[noreturn]] void refuse(char const* message) {
    throw Error{ErrorCode::bad_request, message};
}

bool is_utf8(std::string_view text) {
    if (std::all_of(text.begin(), text.end(),
                    [](char byte) { return static_cast<signed char>(byte) >= 0; })) {
        return true;
    }
    UErrorCode result = U_ZERO_ERROR;
    u_strFromUTF8(nullptr, 0, nullptr, text.data(), static_cast<std::int32_t>(text.size()), &result);
    return result == U_ZERO_ERROR || result == U_BUFFER_OVERFLOW_ERROR; // asked for the length alone
}

std::string decode(std::string_view text, bool plus_is_space) {
    std::string decoded;
    if (text.find('%') == std::string_view::npos &&
        !(plus_is_space && text.find('+') != std::string_view::npos)) {
        decoded = text;
    } else {
        auto const escaped = boost::urls::make_pct_string_view(text);
        if (!escaped) refuse("The address has a broken percent escape: write % as %25.");
        boost::urls::encoding_opts options;
        options.space_as_plus = plus_is_space;
        decoded = escaped->decode(options);
    }
    if (decoded.find('\0') != std::string::npos) refuse("The request has a NUL character: leave it out.");
    if (!is_utf8(decoded)) refuse("The request has text that is not UTF-8: encode it as UTF-8.");
    return decoded;
}

bool is_control(char character) {
    auto const code = static_cast<unsigned char>(character);
    return code < 0x20 || code == 0x7F;
}

/// `http://host/path` is allowed by RFC 9112 (3.2.2) and means `/path`.
std::string_view origin_form(std::string_view target) {
    for (std::string_view const scheme : {"http://", "https://"}) {
        if (target.size() < scheme.size() || !equal_ignoring_case(target.substr(0, scheme.size()), scheme))
            continue;
        std::size_t const start = target.find_first_of("/?", scheme.size());
        return start == std::string_view::npos ? "/" : target.substr(start);
    }
    return target;
}

} // namespace

std::optional<std::string_view> Query::find(std::string_view name) const {
    for (auto const& [key, value] : pairs_) {
        if (key == name) return value;
    }
    return std::nullopt;
}

std::string_view Request::header(std::string_view name) const {
    for (auto const& [key, value] : headers) {
        if (key == name) return value;
    }
    return {};
}

std::string const& Request::parameter(std::string_view name) const {
    for (auto const& [key, value] : path_parameters) {
        if (key == name) return value;
    }
    throw std::logic_error("the route's pattern has no parameter named " + std::string(name));
}

std::string_view Request::cookie(std::string_view name) const {
    for (auto const& [key, value] : headers) {
        if (key != "cookie") continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            std::string_view pair = trim(cut(rest, ';'));
            if (cut(pair, '=') == name) return pair;
        }
    }
    return {};
}

Query parse_form(Request const& request) {
    if (!request.header("content-type").starts_with("application/x-www-form-urlencoded"))
        refuse("Send a form (application/x-www-form-urlencoded).");
    if (!request.body.file_path.empty())
        throw Error{ErrorCode::too_large, "The form is too long: shorten what you wrote."};
    return parse_query(request.body.text);
}

Query parse_query(std::string_view text) {
    std::vector<Query::Pair> pairs;
    while (!text.empty()) {
        std::string_view value = cut(text, '&');
        if (value.empty()) continue;
        if (pairs.size() == most_parameters) refuse("The request has more than 200 parameters: send fewer.");
        std::string_view const name = cut(value, '=');
        pairs.emplace_back(decode(name, true), decode(value, true));
    }
    return Query(std::move(pairs));
}

std::string parse_path(std::string_view text) {
    if (text.empty() || text.front() != '/') refuse("The address must start with a slash.");
    std::string path;
    path.reserve(text.size());
    std::string_view rest = text.substr(1);
    bool more = true;
    while (more) {
        more = rest.find('/') != std::string_view::npos;
        std::string const segment = decode(cut(rest, '/'), false);
        if (segment == "." || segment == "..") refuse("The address has a dot segment: leave it out.");
        if (segment.find('/') != std::string::npos) refuse("The address has an encoded slash: leave it out.");
        if (std::any_of(segment.begin(), segment.end(), is_control)) {
            refuse("The address has a control character: leave it out.");
        }
        path += '/';
        path += segment;
    }
    return path;
}

Language language_of(std::string_view path) {
    return path == "/es" || path.starts_with("/es/") ? Language::es : Language::en;
}

void read_target(Request& request) {
    if (request.target == "*") { // OPTIONS for the whole server
        request.path = "*";
        return;
    }
    std::string_view rest = origin_form(request.target);
    std::string_view const path = cut(rest, '?');
    request.language = language_of(path);
    request.path = path.empty() ? "/" : parse_path(path);
    request.query = parse_query(rest);
}

bool is_campaign_parameter(std::string_view name) {
    static constexpr std::array<std::string_view, 6> names{"fbclid", "gclid",  "msclkid",
                                                           "mc_cid", "mc_eid", "ref"};
    return name.starts_with("utm_") || std::ranges::find(names, name) != names.end();
}

void allow_parameters(Request const& request, std::initializer_list<std::string_view> names) {
    for (auto const& [name, value] : request.query.pairs()) {
        if (std::ranges::find(names, name) != names.end() || is_campaign_parameter(name)) continue;
        std::string known;
        for (std::string_view const allowed : names)
            known += fmt::format("{}{}", known.empty() ? "" : ", ", allowed);
        if (known.empty())
            throw filled_error(ErrorCode::bad_request, "This page cannot be narrowed by “{name}”.",
                               {{"name", name}});
        throw filled_error(ErrorCode::bad_request,
                           "This page cannot be narrowed by “{name}”, only by: {known}.",
                           {{"name", name}, {"known", known}});
    }
}

std::string percent_encode(std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

} // namespace legation::http
