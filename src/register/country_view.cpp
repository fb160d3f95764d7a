#include "register/country_view.hpp"

#include "kernel/records/record_store.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/convening.hpp"
#include "register/presence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace legation::registry {

namespace {

using records::visible;
using store::ReadTransaction;

bool is_at_home(Presenter const& presenter, std::int64_t actor_id) {
    RosterEntry const* entry = presenter.roster().by_id(actor_id);
    return entry != nullptr && entry->country == home_country;
}

bool has_party(Presenter const& presenter, std::int64_t partnership_id, RosterEntry const* actor) {
    if (actor == nullptr) return false;
    auto const& parties = presenter.roster().parties(partnership_id);
    return std::ranges::find(parties, actor->id) != parties.end();
}

/// What a country itself is a party of stands among its own partnerships already.
void add_partnerships(RecordView& view, ReadTransaction& tx, Presenter const& presenter,
                      std::string const& code, RosterEntry const* own_actor) {
    Table table{"country_partnerships",
                presenter.text("Partnerships with U.S. governments"),
                {{"partnership", presenter.text("Partnership")},
                 {"kind", presenter.text("Kind")},
                 {"since", presenter.text("Since")},
                 {"status", presenter.text("Status")}}};
    for (Partnership const& partnership : visible<Partnership>(
             tx,
             "id IN (SELECT q.partnership_id FROM partnership_parties q JOIN actors a ON a.id = q.actor_id "
             "WHERE "
             "a.country = :country AND q.is_hidden = 0) AND id IN (SELECT q.partnership_id FROM "
             "partnership_parties q "
             "JOIN actors a ON a.id = q.actor_id WHERE a.country = :home AND q.is_hidden = 0) "
             "ORDER BY COALESCE(starts, '9999'), id",
             code, home_country)) {
        if (has_party(presenter, partnership.id, own_actor)) continue;
        Cell name{presenter.title_of(partnership), "/register/partnerships/" + partnership.uuid};
        name.sources = partnership.sources;
        table.rows.push_back({name, presenter.choice(partnership_kinds(), partnership.kind),
                              presenter.date_cell(partnership.starts), presenter.status_of(partnership)});
    }
    if (!table.rows.empty()) view.tables.push_back(std::move(table));
}

void add_presences(RecordView& view, ReadTransaction& tx, Presenter const& presenter,
                   std::string const& code) {
    Table table{"country_presences",
                presenter.text("Offices of U.S. governments here"),
                {{"office", presenter.text("Office")},
                 {"actor", presenter.text("Government or organization")},
                 {"where", presenter.text("Where")}}};
    for (Presence const& presence : visible<Presence>(tx, "country = :country ORDER BY id", code)) {
        if (!is_at_home(presenter, presence.actor_id)) continue;
        Cell const kind = presenter.choice(presence_kinds(), presence.kind);
        table.rows.push_back(
            {Cell{presence.name.empty() ? kind.text : presence.name, "/register/presences/" + presence.uuid},
             presenter.actor(presence.actor_id), presenter.where(presence.country, presence.place_id)});
    }
    if (!table.rows.empty()) view.tables.push_back(std::move(table));
}

/// What happened there, or elsewhere with somebody from there.
void add_activities(RecordView& view, ReadTransaction& tx, Presenter const& presenter,
                    std::string const& code) {
    Table table{"country_activities",
                presenter.text("Activities"),
                {{"activity", presenter.text("Activity")},
                 {"kind", presenter.text("Kind")},
                 {"when", presenter.text("When"), presenter.text("date not recorded")}}};
    for (Activity const& activity : visible<Activity>(
             tx,
             "(country = :country OR id IN (SELECT p.activity_id FROM activity_participants p JOIN actors a "
             "ON a.id = "
             "p.actor_id WHERE a.country = :same AND p.is_hidden = 0)) AND id IN (SELECT p.activity_id FROM "
             "activity_participants p JOIN actors a ON a.id = p.actor_id WHERE a.country = :home AND "
             "p.is_hidden = 0) "
             "ORDER BY COALESCE(starts, '') DESC, id DESC",
             code, code, home_country)) {
        Cell name{activity.title, "/register/activities/" + activity.uuid};
        name.sources = activity.sources;
        table.rows.push_back({name, presenter.choice(activity_kinds(), activity.kind),
                              presenter.plain(presenter.period(activity.starts, activity.ends))});
    }
    if (!table.rows.empty()) view.tables.push_back(std::move(table));
}

void add_actors(RecordView& view, Presenter const& presenter, std::string const& code) {
    Table table{"country_actors",
                presenter.text("On the record in this country"),
                {{"actor", presenter.text("Name")}, {"kind", presenter.text("Kind")}}};
    for (RosterEntry const& entry : presenter.roster().entries())
        if (entry.country == code && "/register/" + entry.slug != view.path)
            table.rows.push_back({presenter.actor(entry.id), presenter.choice(actor_kinds(), entry.kind)});
    if (!table.rows.empty()) view.tables.push_back(std::move(table));
}

void add_editions(RecordView& view, ReadTransaction& tx, Presenter const& presenter,
                  std::string const& code) {
    Table table{"country_editions",
                presenter.text("Convenings held here"),
                {{"edition", presenter.text("Edition")},
                 {"when", presenter.text("When")},
                 {"where", presenter.text("Where")}}};
    for (Edition const& edition : visible<Edition>(tx, "country = :country ORDER BY starts DESC, id", code)) {
        Cell name = presenter.reference(tx, "convening", edition.convening_id);
        name.note = edition.name;
        table.rows.push_back(
            {name, presenter.date_cell(edition.starts), presenter.where(edition.country, edition.place_id)});
    }
    if (!table.rows.empty()) view.tables.push_back(std::move(table));
}

/// The home country has far too many to list: how many there are, and where they are listed.
void add_home(RecordView& view, Presenter const& presenter) {
    std::int64_t governments = 0, organizations = 0;
    for (RosterEntry const& entry : presenter.roster().entries())
        if (entry.country == home_country) ++(entry.is_government ? governments : organizations);
    Table table{"home",
                presenter.text("On the record in this country"),
                {{"group", presenter.text("Group")}, {"count", presenter.text("On record")}}};
    auto const add = [&](std::string_view label, std::string_view group, std::int64_t count) {
        if (count == 0) return;
        Cell number = presenter.plain(presenter.number(count));
        number.raw = std::to_string(count);
        number.is_number = true;
        table.rows.push_back(
            {Cell{presenter.text(label), fmt::format("/register?country={}&group={}", home_country, group)},
             std::move(number)});
    };
    add(tr_noop("Governments"), "governments", governments);
    add(tr_noop("Organizations"), "organizations", organizations);
    if (table.rows.empty()) return;
    table.is_summary = true;
    view.tables.push_back(std::move(table));
    if (view.type == nullptr) {
        view.notice_heading.clear();
        view.notice.clear();
    }
}

} // namespace

void add_ties_with(RecordView& view, ReadTransaction& tx, Presenter const& presenter,
                   std::int64_t country_id) {
    std::string const code(presenter.atlas().entry(country_id).country);
    if (code == home_country) {
        add_home(view, presenter);
        return;
    }
    view.section = "countries";
    view.trail = {Cell{presenter.text("Countries"), "/register/countries"}};
    view.lede = presenter.text("Everything U.S. governments have on the record with this country.");
    add_partnerships(view, tx, presenter, code, presenter.roster().of_place(country_id));
    add_presences(view, tx, presenter, code);
    add_activities(view, tx, presenter, code);
    add_actors(view, presenter, code);
    add_editions(view, tx, presenter, code);
    if (view.type == nullptr && !view.tables.empty()) {
        view.notice_heading.clear();
        view.notice.clear();
    }
}

std::map<std::string, CountryTies> ties_by_country(ReadTransaction& tx, Roster const& roster) {
    std::map<std::string, CountryTies> ties;
    for (RosterEntry const& entry : roster.entries())
        if (!entry.country.empty()) ++ties[entry.country].organizations;
    tx.each<std::string, std::int64_t>(
        "SELECT a.country, COUNT(DISTINCT q.partnership_id) FROM partnership_parties q JOIN actors a ON a.id "
        "= q.actor_id "
        "JOIN partnerships t ON t.id = q.partnership_id WHERE a.country IS NOT NULL AND q.is_hidden = 0 AND "
        "t.is_hidden = 0 "
        "AND t.audience = 'public' AND q.partnership_id IN (SELECT h.partnership_id FROM partnership_parties "
        "h JOIN actors b "
        "ON b.id = h.actor_id WHERE b.country = :home) GROUP BY a.country",
        [&](std::string const& code, std::int64_t count) { ties[code].partnerships = count; }, home_country);
    tx.each<std::string, std::int64_t>(
        "SELECT t.country, COUNT(*) FROM presences t JOIN actors a ON a.id = t.actor_id WHERE a.country = "
        ":home AND "
        "t.is_hidden = 0 AND t.audience = 'public' GROUP BY t.country",
        [&](std::string const& code, std::int64_t count) { ties[code].presences = count; }, home_country);
    // As on the country's own page: what took place there, or elsewhere with somebody from there.
    tx.each<std::string, std::int64_t>(
        "SELECT c.country, COUNT(*) FROM (SELECT id AS activity_id, country FROM activities UNION SELECT "
        "p.activity_id, "
        "a.country FROM activity_participants p JOIN actors a ON a.id = p.actor_id WHERE p.is_hidden = 0) c "
        "JOIN activities t ON t.id = c.activity_id WHERE c.country IS NOT NULL AND t.is_hidden = 0 AND "
        "t.audience = "
        "'public' AND EXISTS (SELECT 1 FROM activity_participants h JOIN actors b ON b.id = h.actor_id WHERE "
        "h.activity_id = t.id AND h.is_hidden = 0 AND b.country = :home) GROUP BY c.country",
        [&](std::string const& code, std::int64_t count) { ties[code].activities = count; }, home_country);
    ties.erase(std::string(home_country));
    return ties;
}

} // namespace legation::registry
