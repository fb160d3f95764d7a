#include "register/presenter.hpp"

#include "kernel/records/record_store.hpp"
#include "kernel/views/format.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/convening.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

using records::Field;
using records::Kind;

namespace {

/// How a status is colored, as web/README.md names it.
std::string_view status_class(std::string_view status) {
    if (status == "active" || status == "proposed") return status;
    if (status == "suspended") return "paused";
    if (status == "expired" || status == "terminated") return "ended";
    if (status == "not_recorded") return {};
    return "agreed";
}

} // namespace

Presenter::Presenter(Context const& context, http::Language language, Picture const& picture)
    : context_(context), language_(language), picture_(picture) {}

std::string Presenter::text(std::string_view english) const {
    return std::string(texts().text(language_, english));
}

std::string Presenter::number(std::int64_t value) const {
    return views::number(language_, value);
}

std::string Presenter::date(std::string_view partial_date) const {
    return views::partial_date(language_, partial_date);
}

std::string Presenter::period(std::string_view from, std::string_view until) const {
    if (from.empty() && until.empty()) return {};
    if (from == until) return date(from);
    if (until.empty()) return views::fill(texts().text(language_, "since {date}"), {{"date", date(from)}});
    if (from.empty()) return views::fill(texts().text(language_, "until {date}"), {{"date", date(until)}});
    std::string days = views::days(language_, from, until);
    if (!days.empty()) return days;
    return views::fill(texts().text(language_, "{from} to {until}"),
                       {{"from", date(from)}, {"until", date(until)}});
}

Cell Presenter::plain(std::string_view shown) const {
    return Cell{std::string(shown)};
}

Cell Presenter::date_cell(std::string_view partial_date) const {
    Cell cell{date(partial_date)};
    cell.raw = partial_date;
    return cell;
}

Cell Presenter::choice(std::span<records::Choice const> choices, std::string_view code) const {
    if (code.empty()) return {};
    Cell cell{text(records::choice_label(choices, code))};
    cell.raw = code;
    return cell;
}

Cell Presenter::actor(std::int64_t actor_id) const {
    RosterEntry const* entry = roster().by_id(actor_id);
    if (entry == nullptr) return {}; // hidden, or not for this audience
    Cell cell{entry->name};
    if (entry->governs_place && is_spanish()) cell.text = atlas().name(entry->place_id, true);
    cell.path = "/register/" + entry->slug;
    return cell;
}

Cell Presenter::actor_with_place(std::int64_t actor_id) const {
    Cell cell = actor(actor_id);
    if (cell.text.empty()) return cell;
    cell.note = roster().context(*roster().by_id(actor_id), is_spanish());
    return cell;
}

Cell Presenter::place(std::int64_t place_id) const {
    if (!atlas().has(place_id)) return {};
    Cell cell{atlas().full_name(place_id, is_spanish())};
    cell.path = fmt::format("/register/{}", atlas().entry(place_id).slug);
    return cell;
}

Cell Presenter::country(std::string_view code) const {
    auto const id = atlas().country(code);
    if (!id) return plain(code);
    Cell cell = place(*id);
    cell.raw = code;
    return cell;
}

Cell Presenter::theme(std::string_view slug) const {
    ThemeName const* theme = roster().theme(slug);
    if (theme == nullptr) return plain(slug);
    Cell cell{is_spanish() && !theme->name_es.empty() ? theme->name_es : theme->name};
    cell.path = "/register/themes/" + theme->slug;
    cell.raw = theme->slug;
    return cell;
}

std::vector<Cell> Presenter::themes(std::string_view list) const {
    std::vector<Cell> cells;
    for (std::string const& slug : records::split_list(list))
        cells.push_back(theme(slug));
    return cells;
}

std::vector<Cell> Presenter::actors(std::string_view slugs) const {
    std::vector<Cell> cells;
    for (std::string const& slug : records::split_list(slugs))
        if (RosterEntry const* entry = roster().find(slug)) cells.push_back(actor(entry->id));
    return cells;
}

Cell Presenter::joined(std::vector<Cell> const& cells) {
    if (cells.size() == 1) return cells.front();
    Cell all;
    for (Cell const& cell : cells)
        all.text += fmt::format("{}{}", all.text.empty() ? "" : ", ", cell.text);
    return all;
}

Cell Presenter::where(std::string_view country_code, std::optional<std::int64_t> place_id) const {
    if (place_id) return place(*place_id);
    return country_code.empty() ? Cell{} : country(country_code);
}

Cell Presenter::reference(store::ReadTransaction& tx, std::string_view target, std::int64_t id) const {
    if (target == "actor") return actor_with_place(id);
    if (target == "place") return place(id);
    Cell cell;
    if (target == "partnership") {
        if (auto const found = records::find_visible<Partnership>(tx, "id = :id", id)) {
            cell.text = title_of(*found);
            cell.path = "/register/partnerships/" + found->uuid;
        }
    } else if (target == "activity") {
        if (auto const found = records::find_visible<Activity>(tx, "id = :id", id)) {
            cell.text = found->title;
            cell.path = "/register/activities/" + found->uuid;
        }
    } else if (target == "convening") {
        if (auto const found = records::find_visible<Convening>(tx, "id = :id", id)) {
            cell.text = found->name;
            cell.path = "/register/convenings/" + found->slug;
        }
    }
    return cell;
}

std::string Presenter::title_of(Partnership const& partnership) const {
    if (!partnership.title.empty()) return partnership.title;
    std::string title;
    for (std::int64_t const party : roster().parties(partnership.id))
        title += fmt::format("{}{}", title.empty() ? "" : " – ", actor(party).text);
    return title;
}

Cell Presenter::status_of(Partnership const& partnership) const {
    Cell status = choice(partnership_statuses(), partnership.status);
    status.status = status_class(partnership.status);
    if (!partnership.is_current()) return status;
    std::string_view const latest = roster().last_activity(partnership.id);
    if (latest.empty()) return status;
    std::string const year(latest.substr(0, 4));
    std::string const this_year = to_text(context_.store.now()).substr(0, 4);
    constexpr int years_that_pass_unnoticed = 2;
    if (std::stoi(year) + years_that_pass_unnoticed < std::stoi(this_year)) {
        status.note =
            views::fill(texts().text(language_, "No activity recorded since {year}"), {{"year", year}});
    }
    return status;
}

std::vector<Cell> Presenter::field_cells(store::ReadTransaction& tx, Field const& field,
                                         records::Record const& record) const {
    store::Value const value = field.get(record);
    if (std::holds_alternative<std::nullptr_t>(value)) return {};
    std::string const raw = records::to_text(value);
    switch (field.kind) {
    case Kind::date:
        return {date_cell(raw)};
    case Kind::choice:
        return {choice(field.choices, raw)};
    case Kind::url: {
        Cell cell{raw};
        cell.path = raw;
        std::size_t const host = cell.text.find("://");
        cell.text.erase(0, host == std::string::npos ? 0 : host + 3);
        if (cell.text.ends_with('/')) cell.text.pop_back();
        return {cell};
    }
    case Kind::reference: {
        Cell cell = reference(tx, field.target, std::get<std::int64_t>(value));
        if (cell.text.empty()) return {};
        return {cell};
    }
    case Kind::list: {
        if (field.target == "theme") return themes(raw);
        if (field.target == "actor") return actors(raw);
        std::vector<Cell> cells;
        for (std::string const& part : records::split_list(raw))
            cells.push_back(plain(part));
        return cells;
    }
    default:
        break;
    }
    if (field.name == "country") return {country(raw)};
    return {plain(raw)};
}

std::vector<Fact> Presenter::facts(store::ReadTransaction& tx, records::RecordType const& type,
                                   records::Record const& record,
                                   std::span<std::string_view const> shown_elsewhere) const {
    std::vector<Fact> facts;
    for (Field const& field : type.fields) {
        bool const is_shown = std::ranges::find(shown_elsewhere, field.name) != shown_elsewhere.end();
        if (!field.is_public || is_shown || field.name == "sources") continue;
        auto cells = field_cells(tx, field, record);
        if (cells.empty()) continue;
        facts.push_back({std::string(records::public_name(field)), text(field.label), std::move(cells)});
    }
    return facts;
}

} // namespace legation::registry
