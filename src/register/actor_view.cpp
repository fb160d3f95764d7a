#include "register/actor_view.hpp"

#include "gazetteer/place_store.hpp"
#include "kernel/records/record_store.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/actor_ties.hpp"
#include "register/commitment.hpp"
#include "register/identifier.hpp"
#include "register/international_office.hpp"
#include "register/neighbors.hpp"
#include "register/person.hpp"
#include "register/place_view.hpp"
#include "register/practice.hpp"
#include "register/record_views.hpp"

#include <fmt/format.h>

#include <array>

namespace legation::registry {

namespace {

using records::type_of;
using records::visible;
using records::visible_through;
using store::ReadTransaction;

std::string website_name(std::string_view website) {
    std::size_t const host = website.find("://");
    std::string_view name = host == std::string_view::npos ? website : website.substr(host + 3);
    if (name.starts_with("www.")) name.remove_prefix(4);
    if (name.ends_with('/')) name.remove_suffix(1);
    return std::string(name);
}

void add_meta(RecordView& view, Presenter const& presenter, Actor const& actor, RosterEntry const& entry) {
    if (!actor.short_name.empty()) view.meta.push_back(presenter.plain(actor.short_name));
    std::string const context = presenter.roster().context(entry, presenter.is_spanish());
    if (!context.empty()) view.meta.push_back(presenter.plain(context));
    if (entry.population > 0)
        view.meta.push_back(
            presenter.plain(views::fill(presenter.texts().text(presenter.language(), "Population {number}"),
                                        {{"number", presenter.number(entry.population)}})));
    if (!actor.website.empty()) view.meta.push_back(Cell{website_name(actor.website), actor.website});
}

Table table_of(Presenter const& presenter, std::string_view key, std::string_view caption,
               std::initializer_list<std::pair<std::string_view, std::string_view>> columns) {
    Table table{std::string(key), presenter.text(caption), {}};
    for (auto const& [column_key, label] : columns)
        table.columns.push_back({std::string(column_key), presenter.text(label)});
    return table;
}

void add_activities(RecordView& view, ReadTransaction& tx, Presenter const& presenter,
                    std::int64_t actor_id) {
    Table table = table_of(presenter, "activities", tr_noop("Activities"),
                           {{"activity", tr_noop("Activity")},
                            {"kind", tr_noop("Kind")},
                            {"when", tr_noop("When")},
                            {"where", tr_noop("Where")}});
    table.columns[2].missing = presenter.text("date not recorded");
    for (Activity const& activity : visible_through<Activity>(
             tx, "JOIN activity_participants p ON p.activity_id = activities.id AND p.is_hidden = 0",
             "p.actor_id = :actor ORDER BY COALESCE(starts, '') DESC, activities.id DESC", actor_id)) {
        Cell name{activity.title, "/register/activities/" + activity.uuid};
        name.sources = activity.sources;
        Cell when = presenter.plain(
            presenter.period(activity.starts, activity.ends.empty() ? activity.starts : activity.ends));
        when.raw = activity.starts;
        table.rows.push_back({name, presenter.choice(activity_kinds(), activity.kind), when,
                              presenter.where(activity.country, activity.place_id)});
    }
    view.tables.push_back(std::move(table));
}

void add_practices(RecordView& view, ReadTransaction& tx, Presenter const& presenter, std::string_view slug) {
    Table table = table_of(presenter, "practices", tr_noop("Practices others can use"),
                           {{"practice", tr_noop("Practice")}, {"summary", tr_noop("What it is")}});
    for (Practice const& practice : visible_through<Practice>(
             tx,
             "JOIN mentions m ON m.record_type = 'practice' AND m.record_id = practices.id AND "
             "m.target_type = 'actor' AND m.field = 'offered_by'",
             "m.target_key = :slug ORDER BY title", slug)) {
        Cell summary = presenter.plain(practice.summary);
        summary.sources = practice.sources;
        table.rows.push_back({Cell{practice.title, "/register/practices/" + practice.uuid}, summary});
    }
    view.tables.push_back(std::move(table));
}

void add_commitments(RecordView& view, ReadTransaction& tx, Presenter const& presenter,
                     std::int64_t actor_id) {
    Table table = table_of(presenter, "commitments", tr_noop("Commitments"),
                           {{"commitment", tr_noop("Commitment")},
                            {"agenda", tr_noop("Agenda")},
                            {"made", tr_noop("Made")},
                            {"due", tr_noop("Due")}});
    for (Commitment const& commitment :
         visible<Commitment>(tx, "actor_id = :actor ORDER BY title", actor_id)) {
        Cell name{commitment.title, "/register/commitments/" + commitment.uuid};
        name.sources = commitment.sources;
        table.rows.push_back({name, presenter.choice(agendas(), commitment.agenda),
                              presenter.date_cell(commitment.made), presenter.date_cell(commitment.due)});
    }
    view.tables.push_back(std::move(table));
}

void add_people(RecordView& view, ReadTransaction& tx, Presenter const& presenter, std::int64_t actor_id) {
    Table table = table_of(presenter, "people", tr_noop("People"),
                           {{"person", tr_noop("Person")}, {"role", tr_noop("Role")}});
    for (Person const& person : visible<Person>(tx, "actor_id = :actor ORDER BY name", actor_id)) {
        Cell role = presenter.plain(person.role);
        role.sources = person.sources;
        table.rows.push_back({Cell{person.name, "/register/people/" + person.uuid}, role});
    }
    view.tables.push_back(std::move(table));
}

void add_parts(RecordView& view, ReadTransaction& tx, Presenter const& presenter, std::int64_t actor_id) {
    Table table = table_of(presenter, "parts", tr_noop("Parts of it"),
                           {{"actor", tr_noop("Name")}, {"kind", tr_noop("Kind")}});
    for (std::int64_t const id :
         tx.values<std::int64_t>("SELECT id FROM actors WHERE parent_id = :actor AND is_hidden = 0 AND "
                                 "audience = 'public' ORDER BY name",
                                 actor_id))
        if (RosterEntry const* part = presenter.roster().by_id(id))
            table.rows.push_back({presenter.actor(id), presenter.choice(actor_kinds(), part->kind)});
    view.tables.push_back(std::move(table));
}

void add_offices(RecordView& view, ReadTransaction& tx, Presenter const& presenter, std::int64_t actor_id) {
    static constexpr std::array<std::string_view, 1> elsewhere{"actor_id"};
    for (InternationalOffice const& office :
         visible<InternationalOffice>(tx, "actor_id = :actor", actor_id)) {
        Card card{view.cards.empty() ? "international_office"
                                     : fmt::format("international_office_{}", view.cards.size() + 1),
                  presenter.text("International office")};
        card.is_boxed = true;
        card.facts = presenter.facts(tx, type_of<InternationalOffice>(), office, elsewhere);
        if (!card.facts.empty()) card.facts.front().values.back().sources = office.sources;
        view.cards.push_back(std::move(card));
    }
}

void add_identifiers(RecordView& view, ReadTransaction& tx, Presenter const& presenter, Actor const& actor,
                     RosterEntry const& entry) {
    Card card{"identifiers", presenter.text("Identifiers")};
    if (entry.governs_place)
        if (auto const place = gazetteer::find_place(tx, presenter.atlas().entry(entry.place_id).slug))
            card.facts = place_identifiers(tx, presenter, *place);
    if (entry.recorded.identifiers > 0)
        for (Identifier const& identifier :
             visible<Identifier>(tx, "actor_id = :actor ORDER BY scheme, value", actor.id))
            card.facts.push_back({identifier.scheme, identifier.scheme, {presenter.plain(identifier.value)}});
    if (!card.facts.empty()) view.cards.push_back(std::move(card));
}

} // namespace

std::optional<RecordView> actor_view(ReadTransaction& tx, Presenter const& presenter, std::string_view slug) {
    RosterEntry const* entry = presenter.roster().find(slug);
    if (entry == nullptr) return std::nullopt;
    auto const found = records::find_visible<Actor>(tx, "slug = :slug", slug);
    if (!found) return std::nullopt;
    Actor const& actor = *found;

    RecordView view = begin_view(type_of<Actor>(), actor, "/register/" + actor.slug);
    view.label = presenter.choice(actor_kinds(), actor.kind).text;
    view.title = presenter.actor(actor.id).text;
    view.trail = place_trail(presenter, entry->governs_place ? entry->place_id : 0);
    if (actor.parent_id) view.trail.push_back(presenter.actor(*actor.parent_id));
    add_meta(view, presenter, actor, *entry);
    view.lead_heading =
        presenter.text(entry->is_government ? tr_noop("How it works with the world") : tr_noop("What it is"));
    view.lead = actor.summary;
    view.sources = actor.sources;
    view.themes = presenter.themes(actor.themes);
    if (!actor.turn_to_for.empty())
        view.passages.push_back({"turn_to_for", presenter.text("What to turn to it for"), actor.turn_to_for});

    // The roster knows what there is: nothing is asked of the database in vain.
    Recorded const& recorded = entry->recorded;
    if (recorded.partnerships > 0) view.tables.push_back(partnerships_of(tx, presenter, actor.id));
    if (recorded.memberships > 0) view.tables.push_back(memberships_of(tx, presenter, actor.id));
    if (recorded.members > 0) view.tables.push_back(members_of(tx, presenter, actor.id));
    if (recorded.presences > 0) view.tables.push_back(presences_of(tx, presenter, actor.id));
    if (recorded.jurisdictions > 0) view.tables.push_back(jurisdictions_of(tx, presenter, actor.id));
    if (recorded.activities > 0) add_activities(view, tx, presenter, actor.id);
    if (recorded.practices > 0) add_practices(view, tx, presenter, actor.slug);
    if (recorded.commitments > 0) add_commitments(view, tx, presenter, actor.id);
    if (recorded.people > 0) add_people(view, tx, presenter, actor.id);
    if (recorded.parts > 0) add_parts(view, tx, presenter, actor.id);
    if (recorded.offices > 0) add_offices(view, tx, presenter, actor.id);

    static constexpr std::array<std::string_view, 11> elsewhere{
        "slug",    "kind",    "name",   "short_name",  "country",  "place_id",
        "website", "summary", "themes", "turn_to_for", "parent_id"};
    view.facts = presenter.facts(tx, type_of<Actor>(), actor, elsewhere);
    add_neighbors(view, presenter, *entry);
    add_identifiers(view, tx, presenter, actor, *entry);
    view.json_only = {{"slug", "", {presenter.plain(actor.slug)}},
                      {"kind", "", {presenter.choice(actor_kinds(), actor.kind)}},
                      {"short_name", "", {presenter.plain(actor.short_name)}},
                      {"country", "", {presenter.plain(actor.country)}},
                      {"website", "", {presenter.plain(actor.website)}}};
    return view;
}

} // namespace legation::registry
