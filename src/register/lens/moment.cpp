#include "register/lens/moment.hpp"

#include "kernel/error.hpp"

#include <chrono>

namespace legation::registry {

namespace {

constexpr std::string_view parameter = "as_of";
constexpr std::string_view day_form = "2024-06-01";
constexpr std::string_view midnight = "T00:00:00.000Z";

/// Times may leave out what `to_text` always writes: `T12:00Z`, `T12:00:00Z`.
std::string with_milliseconds(std::string_view text) {
    if (!text.ends_with('Z')) return {};
    std::string whole(text.substr(0, text.size() - 1));
    constexpr std::size_t to_minutes = 16, to_seconds = 19;
    if (whole.size() == to_minutes) whole += ":00";
    if (whole.size() == to_seconds) whole += ".000";
    return whole + 'Z';
}

std::optional<Moment> parse(std::string_view text) {
    if (text.size() == day_form.size()) {
        auto const start = parse_timestamp(std::string(text) + std::string(midnight));
        if (!start) return std::nullopt;
        return Moment{std::string(text), *start + std::chrono::days(1) - std::chrono::milliseconds(1)};
    }
    std::string whole = with_milliseconds(text);
    auto const at = parse_timestamp(whole);
    if (!at) return std::nullopt;
    return Moment{std::move(whole), *at};
}

bool is_future(Moment const& moment, Timestamp now) {
    std::string const present = to_text(now);
    return moment.text >
           present.substr(0, moment.text.size()); // the day that it is, is not over and still meant
}

} // namespace

std::optional<Moment> moment_of(http::Request const& request, Timestamp now) {
    std::optional<std::string_view> text;
    for (auto const& [name, value] : request.query.pairs()) {
        if (name != parameter) continue;
        if (text)
            throw at_fault(parameter,
                           Error(ErrorCode::bad_request, "A page shows one date: give as_of once."));
        text = value;
    }
    if (!text || text->empty()) return std::nullopt; // a form that was sent without a date
    auto moment = parse(*text);
    if (!moment)
        throw at_fault(parameter, Error(ErrorCode::bad_request,
                                        "The date must be a day such as 2024-06-01, or a time in UTC such as "
                                        "2024-06-01T12:00:00Z."));
    if (is_future(*moment, now))
        throw at_fault(parameter, Error(ErrorCode::bad_request,
                                        "The record of a day to come is not written yet: choose today or an "
                                        "earlier day."));
    return moment;
}

} // namespace legation::registry
