#include "register/pages.hpp"

#include "kernel/error.hpp"
#include "register/actor_view.hpp"
#include "register/country_view.hpp"
#include "register/history.hpp"
#include "register/place_view.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace legation::registry {

namespace {

[[noreturn]] void not_recorded() {
    throw Error(ErrorCode::not_found, "There is no such record. It may have been moved: try the search.");
}

/// The page of an actor, of a place without one, or of a country, which also shows the ties with it.
RecordView gather_actor(store::ReadTransaction& tx, Presenter const& presenter, std::string_view slug) {
    auto view = actor_view(tx, presenter, slug);
    if (!view) view = place_view(tx, presenter, slug);
    if (!view) not_recorded();
    auto const place = presenter.atlas().find(slug);
    RosterEntry const* actor = presenter.roster().find(slug);
    if (place && presenter.atlas().entry(*place).kind == gazetteer::PlaceKind::country) {
        add_ties_with(*view, tx, presenter, *place);
        view->map = map_of_country(tx, presenter, presenter.atlas().entry(*place).country);
    } else if (actor != nullptr && (actor->is_government || actor->kind == "network")) {
        view->map = map_of_actor(tx, presenter, *actor);
    }
    return std::move(*view);
}

RecordView gather_record(store::ReadTransaction& tx, Presenter const& presenter, RecordPage const& page,
                         http::Request const& request) {
    auto view = page.gather(tx, presenter, request.parameter("name"));
    if (!view) not_recorded();
    return std::move(*view);
}

/// What a kept view is known by: texts in it are in the page's language.
std::string key_of(http::Request const& request) {
    return (request.language == http::Language::es ? "es" : "en") + request.path;
}

} // namespace

void allow_parameters(http::Request const& request, std::initializer_list<std::string_view> names) {
    for (auto const& [name, value] : request.query.pairs()) {
        if (std::ranges::find(names, name) != names.end() || http::is_campaign_parameter(name)) continue;
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

std::int64_t page_number(http::Request const& request) {
    auto const text = request.query.find("page");
    if (!text) return 1;
    std::int64_t page = 0;
    auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), page);
    constexpr std::int64_t largest = 1'000'000;
    if (error != std::errc{} || end != text->data() + text->size() || page < 1 || page > largest)
        throw Error(ErrorCode::bad_request, "The page must be a whole number from 1.");
    return page;
}

http::Query query_of_download(http::Request const& request) {
    std::vector<http::Query::Pair> pairs;
    for (auto const& pair : request.query.pairs()) {
        if (pair.first != "page")
            pairs.push_back(pair);
        else if (pair.second != "all")
            throw Error(ErrorCode::bad_request, "A file holds every page of the list: leave out “page”.");
    }
    return http::Query(std::move(pairs));
}

void refuse_past_end(http::Request const& request, std::int64_t page, bool is_empty) {
    if (request.format == http::Format::html && page > 1 && is_empty)
        throw Error(ErrorCode::not_found, "This list has fewer pages: start again from its first page.");
}

http::Response actor_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    auto const view = picture->views->find(key_of(request), [&] {
        return context.store.read([&](store::ReadTransaction& tx) {
            return gather_actor(tx, presenter, request.parameter("slug"));
        });
    });
    return show(context, request, presenter, *view);
}

http::Response record_page(http::Request const& request, Context const& context, RecordPage const& page) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    auto const view = picture->views->find(key_of(request), [&] {
        return context.store.read(
            [&](store::ReadTransaction& tx) { return gather_record(tx, presenter, page, request); });
    });
    return show(context, request, presenter, *view);
}

http::Response actor_history_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    History const history = context.store.read([&](store::ReadTransaction& tx) {
        auto const view = actor_view(tx, presenter, request.parameter("slug"));
        if (!view) not_recorded();
        return history_of(tx, *view);
    });
    return show_history(context, request, presenter, history);
}

http::Response record_history_page(http::Request const& request, Context const& context,
                                   RecordPage const& page) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    History const history = context.store.read([&](store::ReadTransaction& tx) {
        return history_of(tx, gather_record(tx, presenter, page, request));
    });
    return show_history(context, request, presenter, history);
}

} // namespace legation::registry
