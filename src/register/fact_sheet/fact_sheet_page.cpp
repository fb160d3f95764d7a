#include "register/fact_sheet/fact_sheet_page.hpp"

#include "kernel/error.hpp"
#include "register/fact_sheet/fact_sheet.hpp"
#include "register/map/map_pages.hpp"
#include "register/pages.hpp"
#include "register/render.hpp"

namespace legation::registry {

namespace {

void show_part(views::Data& data, std::string_view section, SheetList const& list,
               Presenter const& presenter) {
    if (list.items.empty()) return;
    views::Data part = data.add(section);
    Citations citations; // a sheet counts its sources; the record lists them
    for (Cell const& cell : list.items)
        show_cell(part.add("ITEM"), cell, presenter.language(), citations);
    if (list.more > 0)
        part.set_shown("MORE", presenter.texts().plural(presenter.language(), "and {n} more", "and {n} more",
                                                        static_cast<std::int64_t>(list.more)));
}

void show_countries(views::Data& data, FactSheet const& sheet, Presenter const& presenter) {
    if (sheet.countries.empty()) return;
    views::Data part = data.add("COUNTRIES");
    for (FactSheet::Country const& row : sheet.countries) {
        views::Data line = part.add("COUNTRY");
        line.set("COUNTRY_NAME", row.country.text);
        line.set("COUNTRY_COUNT", presenter.number(row.partnerships));
        line.set("COUNTRY_PARTNERS", row.partners);
    }
    if (sheet.more_countries > 0)
        part.set_shown("MORE", presenter.texts().plural(presenter.language(), "and {n} more country",
                                                        "and {n} more countries",
                                                        static_cast<std::int64_t>(sheet.more_countries)));
}

void show_head(views::Data& data, FactSheet const& sheet, Context const& context,
               Presenter const& presenter) {
    std::string const today = to_text(context.store.now()).substr(0, 10);
    data.set("HEADING", sheet.title);
    data.set("KIND_LABEL", sheet.kind);
    data.set_shown("CONTEXT", sheet.context);
    if (sheet.population > 0) data.set_shown("POPULATION", presenter.number(sheet.population));
    data.set_shown("SUMMARY", sheet.summary);
    for (FactSheet::Figure const& figure : sheet.figures) {
        views::Data item = data.add("FIGURE");
        item.set("FIGURE_COUNT", presenter.number(figure.count));
        item.set("FIGURE_LABEL", presenter.text(figure.label));
    }
    data.set("RECORD_URL", localized(presenter.language(), sheet.path));
    data.set("RECORD_ADDRESS",
             context.layout.site().public_url + localized(presenter.language(), sheet.path));
    data.set("PRINTED_ON", presenter.date(today));
    data.set("SOURCE_COUNT", presenter.texts().plural(presenter.language(), "{n} source", "{n} sources",
                                                      static_cast<std::int64_t>(sheet.sources)));
}

} // namespace

http::Response fact_sheet_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    auto const subject = sheet_subject(presenter, request.parameter("slug"));
    if (!subject)
        throw Error(ErrorCode::not_found,
                    "There are fact sheets of governments, and of states with governments on record.");
    FactSheet const sheet = context.store.read(
        [&](store::ReadTransaction& tx) { return gather_fact_sheet(tx, presenter, *subject); });

    views::Data data;
    show_head(data, sheet, context, presenter);
    show_countries(data, sheet, presenter);
    show_part(data, "GOVERNMENTS", sheet.governments, presenter);
    show_part(data, "NETWORKS", sheet.networks, presenter);
    show_part(data, "PRESENCES", sheet.presences, presenter);
    show_part(data, "ACTIVITIES", sheet.activities, presenter);
    show_part(data, "SHEET_THEMES", sheet.themes, presenter);
    show_part(data, "CONTACTS", sheet.contacts, presenter);
    if (!sheet.map.is_empty()) show_world_map(data.add("SHEET_MAP"), sheet.map);

    views::PageInfo info;
    info.title = views::fill(presenter.text("Fact sheet: {name}"), {{"name", sheet.title}});
    info.description = presenter.text("What is recorded of its work with the world, on one page.");
    info.path = sheet.path + "/fact-sheet";
    info.section = "register";
    info.breadcrumbs = {{presenter.text("Register"), "/register"},
                        {sheet.title, sheet.path},
                        {presenter.text("Fact sheet"), {}}};
    return context.layout.page(request, info, "register/fact-sheet.tpl", std::move(data));
}

} // namespace legation::registry
