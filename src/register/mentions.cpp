#include "register/mentions.hpp"

#include "kernel/records/record_store.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/commitment.hpp"
#include "register/convening.hpp"
#include "register/international_office.hpp"
#include "register/membership.hpp"
#include "register/person.hpp"
#include "register/practice.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

using records::visible;

constexpr std::int64_t most_of_a_kind = 200;

/// The visible records of one type that name the key in one of their lists.
template <class T>
std::vector<T> mentioning(store::ReadTransaction& tx, std::string_view target_type, std::string_view key) {
    return visible<T>(
        tx,
        "id IN (SELECT record_id FROM mentions WHERE target_type = :target_type AND target_key = :key AND "
        "record_type = :record_type) ORDER BY id LIMIT :limit",
        target_type, key, records::type_of<T>().name, most_of_a_kind);
}

Table table_of(Presenter const& presenter, std::string_view key, std::string_view caption,
               std::string_view second) {
    return Table{std::string(key),
                 presenter.text(caption),
                 {{"name", presenter.text("Name")}, {"detail", presenter.text(second)}}};
}

void keep(std::vector<Table>& tables, Table table) {
    if (!table.rows.empty()) tables.push_back(std::move(table));
}

void keep_by_name(std::vector<Table>& tables, Table table) {
    std::ranges::stable_sort(table.rows, {}, [](auto const& row) -> auto const& { return row.front().text; });
    keep(tables, std::move(table));
}

} // namespace

std::vector<Table> mentions_of(store::ReadTransaction& tx, Presenter const& presenter,
                               std::string_view target_type, std::string_view key) {
    std::vector<Table> tables;
    Table governments = table_of(presenter, "governments", tr_noop("Governments"), tr_noop("Kind"));
    Table organizations = table_of(presenter, "organizations", tr_noop("Organizations"), tr_noop("Kind"));
    std::vector<RosterEntry const*> actors;
    for (Actor const& actor : mentioning<Actor>(tx, target_type, key))
        if (RosterEntry const* entry = presenter.roster().by_id(actor.id)) actors.push_back(entry);
    std::ranges::sort(actors, {}, &RosterEntry::sort_key);
    for (RosterEntry const* actor : actors)
        (actor->is_government ? governments : organizations)
            .rows.push_back(
                {presenter.actor_with_place(actor->id), presenter.choice(actor_kinds(), actor->kind)});
    keep(tables, std::move(governments));
    keep(tables, std::move(organizations));

    Table partnerships = table_of(presenter, "partnerships", tr_noop("Partnerships"), tr_noop("Kind"));
    for (Partnership const& partnership : mentioning<Partnership>(tx, target_type, key))
        partnerships.rows.push_back(
            {Cell{presenter.title_of(partnership), "/register/partnerships/" + partnership.uuid},
             presenter.choice(partnership_kinds(), partnership.kind)});
    keep(tables, std::move(partnerships));

    Table activities = table_of(presenter, "activities", tr_noop("Activities"), tr_noop("When"));
    for (Activity const& activity : mentioning<Activity>(tx, target_type, key))
        activities.rows.push_back({Cell{activity.title, "/register/activities/" + activity.uuid},
                                   presenter.plain(presenter.period(activity.starts, activity.ends))});
    keep(tables, std::move(activities));

    Table practices = table_of(presenter, "practices", tr_noop("Practices"), tr_noop("Offered by"));
    for (Practice const& practice : mentioning<Practice>(tx, target_type, key))
        practices.rows.push_back({Cell{practice.title, "/register/practices/" + practice.uuid},
                                  presenter.joined(presenter.actors(practice.offered_by))});
    keep_by_name(tables, std::move(practices));

    Table commitments = table_of(presenter, "commitments", tr_noop("Commitments"), tr_noop("Made by"));
    for (Commitment const& commitment : mentioning<Commitment>(tx, target_type, key))
        commitments.rows.push_back({Cell{commitment.title, "/register/commitments/" + commitment.uuid},
                                    presenter.actor(commitment.actor_id)});
    keep(tables, std::move(commitments));

    Table convenings = table_of(presenter, "convenings", tr_noop("Convenings"), tr_noop("How often"));
    for (Convening const& convening : mentioning<Convening>(tx, target_type, key))
        convenings.rows.push_back({Cell{convening.name, "/register/convenings/" + convening.slug},
                                   presenter.choice(frequencies(), convening.frequency)});
    keep_by_name(tables, std::move(convenings));

    Table memberships = table_of(presenter, "memberships", tr_noop("Memberships"), tr_noop("Network"));
    for (Membership const& membership : mentioning<Membership>(tx, target_type, key))
        memberships.rows.push_back(
            {presenter.actor_with_place(membership.member_id), presenter.actor(membership.network_id)});
    keep(tables, std::move(memberships));

    Table offices = table_of(presenter, "offices", tr_noop("International offices"), tr_noop("Structure"));
    for (InternationalOffice const& office : mentioning<InternationalOffice>(tx, target_type, key))
        offices.rows.push_back({presenter.actor_with_place(office.actor_id),
                                presenter.choice(office_structures(), office.structure)});
    keep(tables, std::move(offices));

    Table people = table_of(presenter, "people", tr_noop("People"), tr_noop("Role"));
    for (Person const& person : mentioning<Person>(tx, target_type, key))
        people.rows.push_back(
            {Cell{person.name, "/register/people/" + person.uuid}, presenter.plain(person.role)});
    keep_by_name(tables, std::move(people));
    return tables;
}

std::map<std::string, std::int64_t> mention_counts(store::ReadTransaction& tx, std::string_view target_type) {
    std::map<std::string, std::int64_t> counts;
    tx.each<std::string, std::int64_t>(
        "SELECT target_key, COUNT(*) FROM mentions WHERE target_type = :target_type AND audience = 'public' "
        "GROUP BY target_key",
        [&](std::string key, std::int64_t count) { counts.emplace(std::move(key), count); }, target_type);
    return counts;
}

} // namespace legation::registry
