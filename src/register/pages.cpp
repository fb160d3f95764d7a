#include "register/pages.hpp"

#include "kernel/error.hpp"
#include "kernel/http/router.hpp"
#include "kernel/text.hpp"
#include "register/erasing/erased_record.hpp"
#include "register/export/download.hpp"
#include "register/history.hpp"
#include "register/record_lookup.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace legation::registry {

std::int64_t page_number(http::Request const& request) {
    auto const text = request.query.find("page");
    if (!text) return 1;
    auto const page = whole_number(*text);
    constexpr std::int64_t largest = 1'000'000;
    if (!page || *page < 1 || *page > largest)
        throw Error(ErrorCode::bad_request, "The page must be a whole number from 1.");
    return *page;
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

http::Response record_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    auto const view = find_view(context, *picture, presenter, request.path);
    if (!view->moved_to.empty()) // for now: a merge can be undone
        return http::redirect(fmt::format("{}{}", localized(request.language, view->moved_to),
                                          http::suffix_of(request.format)));
    return show(context, request, presenter, *view);
}

http::Response record_history_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    std::string const path = request.path.substr(0, request.path.rfind('/'));
    if (auto erased = erased_history(request, context, path)) return std::move(*erased);
    auto const view = find_record(context, *picture, presenter, path);
    History const history =
        context.store.read([&](store::ReadTransaction& tx) { return history_of(tx, presenter, *view); });
    if (wants_download(request)) {
        std::string const name = view->path.substr(view->path.rfind('/') + 1);
        return download(context, request,
                        table_download("history-" + name, history_table(history, presenter)));
    }
    return show_history(context, request, presenter, history);
}

} // namespace legation::registry
