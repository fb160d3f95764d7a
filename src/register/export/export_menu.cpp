#include "register/export/export_menu.hpp"

#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using http::Format;

struct Item {
    Format format;
    std::string_view label;   ///< a name, the same in every language
    std::string_view purpose; ///< English
};

constexpr std::array items{
    Item{Format::xlsx, "XLSX", tr_noop("spreadsheet for Excel and others")},
    Item{Format::csv, "CSV", tr_noop("spreadsheet as plain text")},
    Item{Format::json, "JSON", tr_noop("for programs")},
    Item{Format::geojson, "GeoJSON", tr_noop("for maps")},
    Item{Format::ndjson, "NDJSON", tr_noop("for programs, one record a line")},
};

/// The way to the same page as of a date. A form's address loses its query, so fields carry it.
void show_date_form(views::Data& menu, Presenter const& presenter, std::string_view path) {
    std::size_t const question = std::min(path.find('?'), path.size());
    menu.set("DATED_URL", localized(presenter.language(), std::string(path.substr(0, question))));
    if (question == path.size()) return;
    http::Query const query = http::parse_query(path.substr(question + 1));
    for (auto const& [name, value] : query.pairs()) {
        views::Data filter = menu.add("DATED_FILTER");
        filter.set("FILTER_NAME", name);
        filter.set("FILTER_VALUE", value);
    }
}

} // namespace

std::vector<Format> downloads(bool with_points) {
    std::vector<Format> formats;
    for (Item const& item : items)
        if (item.format != Format::json && (with_points || item.format != Format::geojson))
            formats.push_back(item.format);
    return formats;
}

std::string address_as(Format format, std::string_view path, bool is_list) {
    std::size_t const question = std::min(path.find('?'), path.size());
    std::string address =
        fmt::format("{}{}{}", path.substr(0, question), http::suffix_of(format), path.substr(question));
    if (format == Format::json && is_list)
        address += fmt::format("{}page=all", question == path.size() ? '?' : '&');
    return address;
}

void show_export_menu(views::Data& data, Presenter const& presenter, std::string_view path, bool is_list,
                      bool with_points) {
    views::Data menu = data.add("EXPORT");
    show_date_form(menu, presenter, path);
    for (Item const& item : items) {
        if (item.format == Format::geojson && !with_points) continue;
        views::Data line = menu.add("EXPORT_ITEM");
        line.set("EXPORT_URL", localized(presenter.language(), address_as(item.format, path, is_list)));
        line.set("EXPORT_LABEL", item.label);
        line.set("EXPORT_PURPOSE", presenter.text(item.purpose));
    }
}

} // namespace legation::registry
