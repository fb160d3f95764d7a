#include "kernel/records/json.hpp"
#include "kernel/records/record_store.hpp"
#include "register/actor.hpp"
#include "register/cite/json_ld.hpp"
#include "register/country_view.hpp"
#include "register/news.hpp"
#include "register/pages.hpp"
#include "register/render.hpp"

#include <algorithm>
#include <map>

namespace legation::registry {

namespace {

constexpr std::size_t most_countries = 6;

struct Figure {
    std::string_view key;
    std::string_view label;
    std::string_view path;
    std::int64_t count;
};

std::vector<Figure> figures_of(Totals const& totals) {
    return {
        {"governments", tr_noop("governments on record"), "/register?group=governments", totals.governments},
        {"organizations", tr_noop("organizations"), "/register?group=organizations", totals.organizations},
        {"partnerships", tr_noop("partnerships"), "/register/partnerships", totals.partnerships},
        {"activities", tr_noop("activities"), "/register/activities", totals.activities},
        {"convenings", tr_noop("convenings"), "/register/convenings", totals.convenings},
        {"sources", tr_noop("sources"), "/register/sources", totals.sources}};
}

void show_countries(views::Data& data, store::ReadTransaction& tx, Presenter const& presenter) {
    std::vector<std::pair<std::int64_t, std::string>> countries;
    for (auto const& [code, ties] : ties_by_country(tx, presenter.roster()))
        countries.emplace_back(ties.all(), code);
    std::ranges::sort(countries, [](auto const& a, auto const& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<Cell> links;
    for (auto const& [count, code] : countries) {
        if (links.size() == most_countries) break;
        Cell cell = presenter.country(code);
        if (cell.path.empty()) continue;
        cell.note = presenter.number(count);
        links.push_back(std::move(cell));
    }
    if (links.empty()) return;
    views::Data section = data.add("COUNTRIES");
    show_links(section, "COUNTRY", links, presenter.language());
}

std::vector<Cell> kinds_on_record(Presenter const& presenter) {
    std::map<std::string_view, std::int64_t> counts;
    for (RosterEntry const& entry : presenter.roster().entries())
        ++counts[entry.kind];
    std::vector<Cell> links;
    for (records::Choice const& kind : actor_kinds()) {
        auto const found = counts.find(kind.code);
        if (found == counts.end()) continue;
        Cell link{presenter.text(kind.label), "/register?kind=" + std::string(kind.code)};
        link.note = presenter.number(found->second);
        links.push_back(std::move(link));
    }
    return links;
}

std::string home_json(store::ReadTransaction& tx, Presenter const& presenter) {
    records::JsonWriter json;
    json.begin_object().key("totals").begin_object();
    for (Figure const& figure : figures_of(presenter.roster().totals()))
        json.member(figure.key, figure.count);
    json.end_object().key("new").begin_array();
    for (News const& news : latest_news(tx, presenter)) {
        json.begin_object()
            .member("name", news.title)
            .member("kind_label", news.label)
            .member("summary", news.summary);
        json.member("url", news.path).member("changed_at", news.changed_at).end_object();
    }
    return json.end_array().end_object().take();
}

} // namespace

http::Response home_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    if (request.format == http::Format::json)
        return http::json(
            context.store.read([&](store::ReadTransaction& tx) { return home_json(tx, presenter); }));
    http::Language const language = presenter.language();
    // `/home` is only there to give the JSON a name.
    if (request.path == "/home") return http::redirect(localized(language, "/"), 301);
    views::Data data;
    for (Figure const& figure : figures_of(picture->roster->totals())) {
        views::Data item = data.add("FIGURE");
        item.set("FIGURE_LABEL", presenter.text(figure.label));
        item.set("FIGURE_COUNT", presenter.number(figure.count));
        item.set("FIGURE_URL", localized(language, std::string(figure.path)));
    }
    // Where most of what a hub is for is still missing, the way to bring it in comes first.
    constexpr std::int64_t few_partnerships = 100;
    if (picture->roster->totals().partnerships < few_partnerships) data.show("INVITATION");
    context.store.read([&](store::ReadTransaction& tx) {
        for (News const& news : latest_news(tx, presenter)) {
            views::Data item = data.add("NEWS");
            item.set("TEXT", news.title);
            item.set("URL", localized(language, news.path));
            item.set("NEWS_LABEL", news.label);
            item.set_shown("NEWS_SUMMARY", news.summary);
            item.set("CHANGED_AT", news.changed_at);
            item.set("CHANGED_ON", presenter.date(news.changed_at.substr(0, 10)));
        }
        show_countries(data, tx, presenter);
    });
    show_links(data, "KIND", kinds_on_record(presenter), language);
    std::vector<Cell> themes;
    for (ThemeName const& theme : picture->roster->themes())
        themes.push_back(presenter.theme(theme.slug));
    show_links(data, "THEME", themes, language);

    views::PageInfo info;
    info.path = "/";
    info.json_path = "/home.json";
    info.has_header_search = false;
    info.description =
        presenter.text("The public record of how cities, states, tribal nations and territories work with "
                       "partners abroad, with a source for every statement.");
    info.json_ld = site_json_ld(context.layout.site(), presenter);
    return context.layout.page(request, info, "register/home.tpl", std::move(data));
}

} // namespace legation::registry
