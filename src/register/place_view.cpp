#include "register/place_view.hpp"

#include "gazetteer/place_store.hpp"
#include "kernel/http/request.hpp"
#include "register/actor.hpp"
#include "register/neighbors.hpp"
#include "register/place_identifier.hpp"

#include <fmt/format.h>

#include <ranges>

namespace legation::registry {

namespace {

using gazetteer::PlaceKind;

bool is_within(Presenter const& presenter, RosterEntry const& entry, std::int64_t area) {
    auto const& atlas = presenter.atlas();
    if (atlas.entry(area).kind == PlaceKind::country) return entry.country == atlas.entry(area).country;
    if (entry.state_id == area) return true;
    if (!entry.governs_place) return false;
    auto const chain = atlas.ancestors(entry.place_id);
    return std::ranges::find(chain, area) != chain.end();
}

/// How many governments are recorded in a state or country.
std::int64_t recorded_within(Presenter const& presenter, std::int64_t area) {
    std::int64_t count = 0;
    for (RosterEntry const& entry : presenter.roster().entries()) {
        bool const is_its_own = entry.governs_place && entry.place_id == area;
        if (entry.is_government && !is_its_own && is_within(presenter, entry, area)) ++count;
    }
    return count;
}

void add_areas(RecordView& view, Presenter const& presenter, std::int64_t place_id) {
    Table table{
        "areas",
        presenter.text("On the record around it"),
        {{"area", presenter.text("Area")}, {"governments", presenter.text("Governments on record within")}}};
    for (std::int64_t const area : presenter.atlas().ancestors(place_id)) {
        std::int64_t const count = recorded_within(presenter, area);
        if (count == 0) continue;
        Cell number = presenter.plain(presenter.number(count));
        number.raw = std::to_string(count);
        number.is_number = true;
        table.rows.push_back({presenter.place(area), number});
    }
    table.is_summary = true;
    if (!table.rows.empty()) view.tables.push_back(std::move(table));
}

/// Who is on the record in a state or region that has no record itself.
void add_actors_within(RecordView& view, Presenter const& presenter, std::int64_t area) {
    Table table{"within",
                presenter.text("On the record here"),
                {{"actor", presenter.text("Name")}, {"kind", presenter.text("Kind")}}};
    for (RosterEntry const& entry : presenter.roster().entries())
        if (entry.state_id == area)
            table.rows.push_back(
                {presenter.actor_with_place(entry.id), presenter.choice(actor_kinds(), entry.kind)});
    if (!table.rows.empty()) view.tables.push_back(std::move(table));
}

} // namespace

std::vector<Fact> place_identifiers(store::ReadTransaction& tx, Presenter const& presenter,
                                    gazetteer::Place const& place) {
    std::vector<Fact> facts;
    auto const add = [&](std::string_view key, std::string_view label, std::string_view value,
                         std::string link = {}) {
        if (value.empty()) return;
        Cell cell = presenter.plain(value);
        cell.raw = value;
        cell.path = std::move(link);
        facts.push_back({std::string(key), std::string(label), {std::move(cell)}});
    };
    add("iso_3166_1", "ISO 3166-1", place.iso_3166_1);
    add("iso_3166_2", "ISO 3166-2", place.iso_3166_2);
    add("geoid", "GEOID", place.geoid);
    add("ocd_id", "OCD-ID", place.ocd_id);
    for (PlaceIdentifier const& identifier : identifiers_of_place(tx, place.id)) {
        bool const is_geoid = identifier.scheme == "census-geoid", is_division = identifier.scheme == "ocd";
        if ((is_geoid && !place.geoid.empty()) || (is_division && !place.ocd_id.empty())) continue;
        if (is_geoid)
            add("geoid", "GEOID", identifier.code);
        else if (is_division)
            add("ocd_id", "OCD-ID", identifier.code);
        else
            add(identifier.scheme, identifier.scheme, identifier.code);
        facts.back().values.back().sources = identifier.sources;
    }
    if (place.geonames_id)
        add("geonames_id", "GeoNames", std::to_string(*place.geonames_id),
            fmt::format("https://www.geonames.org/{}", *place.geonames_id));
    if (place.latitude && place.longitude)
        add("coordinates", presenter.text("Coordinates"),
            fmt::format("{:.4f}, {:.4f}", *place.latitude, *place.longitude));
    return facts;
}

std::vector<Cell> place_trail(Presenter const& presenter, std::int64_t place_id) {
    std::vector<Cell> cells{Cell{presenter.text("Register"), "/register"}};
    if (place_id == 0) return cells;
    auto const chain = presenter.atlas().ancestors(place_id);
    for (std::int64_t const area : std::views::reverse(chain)) {
        auto const& entry = presenter.atlas().entry(area);
        if (entry.kind == PlaceKind::county) continue;
        cells.push_back(Cell{std::string(presenter.atlas().name(area, presenter.is_spanish())),
                             fmt::format("/register/{}", entry.slug)});
    }
    return cells;
}

std::optional<RecordView> place_view(store::ReadTransaction& tx, Presenter const& presenter,
                                     std::string_view slug) {
    auto const place = gazetteer::find_place(tx, slug);
    if (!place) return std::nullopt;
    RecordView view;
    view.uuid = place->uuid;
    view.path = "/register/" + place->slug;
    view.trail = place_trail(presenter, place->id);
    view.title = presenter.atlas().name(place->id, presenter.is_spanish());
    bool const has_own_word = place->kind == "subdivision" && !place->type_label.empty();
    view.label = has_own_word ? place->type_label
                              : presenter.text(gazetteer::label_of(gazetteer::place_kind(place->kind)));
    view.description = presenter.atlas().full_name(place->id, presenter.is_spanish());
    std::string const context = presenter.atlas().context(place->id, presenter.is_spanish());
    if (!context.empty()) view.meta.push_back(presenter.plain(context));
    if (place->population)
        view.meta.push_back(
            presenter.plain(views::fill(presenter.texts().text(presenter.language(), "Population {number}"),
                                        {{"number", presenter.number(*place->population)}})));
    view.notice_heading = presenter.text("Nothing recorded yet");
    view.notice = presenter.text("This place is known from public lists of places, but nothing about its "
                                 "work with the world is on the record. It "
                                 "joins the Register when a partnership, an office, a visit or anything else "
                                 "is recorded with its source.");
    view.add_path = fmt::format("/suggest/actor?name={}&country={}&place={}",
                                http::percent_encode(view.title), place->country, place->slug);
    add_actors_within(view, presenter, place->id);
    if (!view.tables.empty()) view.notice_heading = presenter.text("Its government is not on the record yet");
    add_areas(view, presenter, place->id);
    auto near = recorded_near(presenter, place->id);
    if (!near.empty())
        view.cards.push_back({"nearby", presenter.text("Nearby on the record"), {}, std::move(near)});
    view.cards.push_back(
        {"identifiers", presenter.text("Identifiers"), place_identifiers(tx, presenter, *place)});
    Cell population = presenter.plain(place->population ? std::to_string(*place->population) : "");
    population.is_number = true;
    view.json_only = {{"slug", "", {presenter.plain(place->slug)}},
                      {"kind", "", {presenter.plain(place->kind)}},
                      {"country", "", {presenter.plain(place->country)}},
                      {"population", "", {std::move(population)}}};
    return view;
}

} // namespace legation::registry
