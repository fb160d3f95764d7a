#include "kernel/error.hpp"
#include "kernel/records/json.hpp"
#include "kernel/views/pagination.hpp"
#include "register/export/download.hpp"
#include "register/export/export_menu.hpp"
#include "register/following/follow_target.hpp"
#include "register/pages.hpp"
#include "register/presenter.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

constexpr std::size_t found_per_page = 20;
constexpr std::size_t most_suggestions = 8;
constexpr std::size_t longest_query = 200; // bytes

std::string_view kind_word(FoundKind kind) {
    switch (kind) {
    case FoundKind::place:
        return "place";
    case FoundKind::government:
        return "government";
    case FoundKind::organization:
        return "organization";
    case FoundKind::partnership:
        return "partnership";
    case FoundKind::activity:
        return "activity";
    case FoundKind::practice:
        return "practice";
    case FoundKind::commitment:
        return "commitment";
    case FoundKind::convening:
        return "convening";
    case FoundKind::person:
        return "person";
    case FoundKind::theme:
        return "theme";
    }
    return "place";
}

std::string search_json(Presenter const& presenter, FoundPage const& found) {
    records::JsonWriter json;
    json.begin_object()
        .member("total", static_cast<std::int64_t>(found.total))
        .member("more_exist", found.more_exist);
    json.key("items").begin_array();
    for (Found const& item : found.items) {
        json.begin_object()
            .member("slug", item.slug)
            .member("name", item.title)
            .member("kind", kind_word(item.kind));
        json.member("kind_label", presenter.text(item.label))
            .member("place", item.context)
            .member("country", item.country);
        json.member("recorded", item.is_recorded)
            .member("url", localized(presenter.language(), item.path))
            .end_object();
    }
    return json.end_array().end_object().take();
}

/// Everything that was found, for a file.
Table found_table(Context const& context, Presenter const& presenter, FoundPage const& found) {
    Table table{"search",
                presenter.text("Search"),
                {{"name", presenter.text("Name")},
                 {"kind", presenter.text("Kind")},
                 {"kind_label", presenter.text("Kind, in words")},
                 {"place", presenter.text("Place")},
                 {"country", presenter.text("Country")},
                 {"recorded", presenter.text("On record")},
                 {"page", presenter.text("Page")}}};
    for (Found const& item : found.items)
        table.rows.push_back(
            {Cell{item.title}, Cell{std::string(kind_word(item.kind))},
             presenter.plain(presenter.text(item.label)), Cell{item.context}, Cell{item.country},
             Cell{item.is_recorded ? "yes" : "no"},
             Cell{context.layout.site().public_url + localized(presenter.language(), item.path)}});
    return table;
}

void show_found(views::Data data, Presenter const& presenter, Found const& item) {
    data.set("TEXT", item.title);
    data.set("URL", localized(presenter.language(), item.path));
    data.set("FOUND_LABEL", presenter.text(item.label));
    data.set_shown("CONTEXT", item.context);
    data.show(item.is_recorded ? "RECORDED" : "UNRECORDED");
}

} // namespace

http::Response search_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {"q", "page", "suggest"});
    bool const is_file = wants_download(request);
    if (is_file) query_of_download(request);
    std::int64_t const page = is_file ? 1 : page_number(request);
    std::string const text(request.query.find("q").value_or(""));
    if (text.size() > longest_query)
        throw Error(ErrorCode::bad_request, "Please search for something shorter: a name or a few words.");
    bool const suggests = request.query.find("suggest").has_value() && !is_file;

    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    std::size_t const limit = is_file ? search::most_matches : suggests ? most_suggestions : found_per_page;
    FoundPage const found =
        text.empty()
            ? FoundPage{}
            : picture->finder->search(text, limit, static_cast<std::size_t>(page - 1) * found_per_page,
                                      suggests, presenter.is_spanish());
    refuse_past_end(request, page, found.items.empty());
    if (is_file)
        return download(context, request, table_download("search", found_table(context, presenter, found)));
    if (request.format == http::Format::json) return http::json(search_json(presenter, found));

    http::Language const language = presenter.language();
    views::Data data;
    data.set("SEARCH_TEXT", text);
    if (text.empty()) {
        data.show("ASKED_NOTHING");
    } else {
        if (found.items.empty())
            data.add("NOTHING").set("QUERY", text);
        else {
            views::Data results = data.add("RESULTS");
            auto const total = static_cast<std::int64_t>(found.total);
            results.set("TOTAL",
                        found.more_exist
                            ? views::fill(presenter.texts().text(language, "More than {n} results"),
                                          {{"n", presenter.number(total)}})
                            : presenter.texts().plural(language, "{n} result", "{n} results", total));
            show_follow(results, context, request, *picture, presenter,
                        "/search?q=" + http::percent_encode(text));
            show_export_menu(results, presenter, "/search?q=" + http::percent_encode(text), true, false);
            for (Found const& item : found.items)
                show_found(results.add("FOUND"), presenter, item);
        }
    }
    std::string const path = "/search?q=" + http::percent_encode(text);
    auto const pages = static_cast<std::int64_t>((found.total + found_per_page - 1) / found_per_page);
    views::add_pagination(data, language, page, pages, [&](std::int64_t number) {
        return localized(language, number == 1 ? path : fmt::format("{}&page={}", path, number));
    });
    views::PageInfo info;
    info.title = text.empty()
                     ? presenter.text("Search")
                     : views::fill(presenter.texts().text(language, "Search: {text}"), {{"text", text}});
    info.description =
        presenter.text("Find governments, organizations, partnerships, activities and places.");
    info.path = text.empty() ? "/search" : ""; // results are not for other search engines
    info.search_text = text;
    info.has_header_search = false;
    return context.layout.page(request, info, "register/search.tpl", std::move(data));
}

} // namespace legation::registry
