#include "register/noun_list.hpp"

#include "kernel/records/record_store.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/commitment.hpp"
#include "register/convening.hpp"
#include "register/person.hpp"
#include "register/practice.hpp"
#include "register/source.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>

namespace legation::registry {

namespace {

using Cells = std::vector<Cell>;

/// The rows of one page in an order that an index or a small table gives cheaply.
template <class T>
NounPage list_records(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page,
                      std::string_view order, std::vector<Column> columns,
                      std::function<Cells(T const&)> const& row) {
    records::RecordType const& type = records::type_of<T>();
    NounPage result{{std::string(type.table), presenter.text(type.label), std::move(columns)}};
    result.total = tx.value<std::int64_t>(fmt::format("SELECT COUNT(*) FROM {} WHERE {}", type.table,
                                                      records::visible_condition))
                       .value_or(0);
    for (T const& record :
         records::visible<T>(tx, fmt::format("id > 0 ORDER BY {} LIMIT :limit OFFSET :offset", order),
                             records_per_page, (page - 1) * records_per_page))
        result.table.rows.push_back(row(record));
    return result;
}

NounPage partnerships(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page) {
    return list_records<Partnership>(
        tx, presenter, page, "COALESCE(title, key), id",
        {{"partnership", presenter.text("Partnership")},
         {"kind", presenter.text("Kind")},
         {"since", presenter.text("Since")},
         {"status", presenter.text("Status")}},
        [&](Partnership const& partnership) -> Cells {
            return {Cell{presenter.title_of(partnership), "/register/partnerships/" + partnership.uuid},
                    presenter.choice(partnership_kinds(), partnership.kind),
                    presenter.date_cell(partnership.starts), presenter.status_of(partnership)};
        });
}

NounPage activities(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page) {
    return list_records<Activity>(
        tx, presenter, page, "COALESCE(starts, '') DESC, title, id",
        {{"activity", presenter.text("Activity")},
         {"kind", presenter.text("Kind")},
         {"when", presenter.text("When"), presenter.text("date not recorded")},
         {"where", presenter.text("Where")}},
        [&](Activity const& activity) -> Cells {
            Cell when = presenter.plain(
                presenter.period(activity.starts, activity.ends.empty() ? activity.starts : activity.ends));
            when.raw = activity.starts;
            return {Cell{activity.title, "/register/activities/" + activity.uuid},
                    presenter.choice(activity_kinds(), activity.kind), when,
                    presenter.where(activity.country, activity.place_id)};
        });
}

NounPage practices(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page) {
    return list_records<Practice>(tx, presenter, page, "title, id",
                                  {{"practice", presenter.text("Practice")},
                                   {"offered_by", presenter.text("Offered by")},
                                   {"summary", presenter.text("What it is")}},
                                  [&](Practice const& practice) -> Cells {
                                      return {Cell{practice.title, "/register/practices/" + practice.uuid},
                                              presenter.joined(presenter.actors(practice.offered_by)),
                                              presenter.plain(practice.summary)};
                                  });
}

NounPage commitments(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page) {
    return list_records<Commitment>(
        tx, presenter, page, "title, id",
        {{"commitment", presenter.text("Commitment")},
         {"actor", presenter.text("Made by")},
         {"agenda", presenter.text("Agenda")}},
        [&](Commitment const& commitment) -> Cells {
            return {Cell{commitment.title, "/register/commitments/" + commitment.uuid},
                    presenter.actor(commitment.actor_id), presenter.choice(agendas(), commitment.agenda)};
        });
}

NounPage convenings(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page) {
    return list_records<Convening>(tx, presenter, page, "name, id",
                                   {{"convening", presenter.text("Convening")},
                                    {"frequency", presenter.text("How often")},
                                    {"summary", presenter.text("What it is")}},
                                   [&](Convening const& convening) -> Cells {
                                       return {Cell{convening.name, "/register/convenings/" + convening.slug},
                                               presenter.choice(frequencies(), convening.frequency),
                                               presenter.plain(convening.summary)};
                                   });
}

NounPage people(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page) {
    return list_records<Person>(tx, presenter, page, "name, id",
                                {{"person", presenter.text("Person")},
                                 {"role", presenter.text("Role")},
                                 {"actor", presenter.text("Government or organization")}},
                                [&](Person const& person) -> Cells {
                                    return {Cell{person.name, "/register/people/" + person.uuid},
                                            presenter.plain(person.role),
                                            person.actor_id ? presenter.actor(*person.actor_id) : Cell{}};
                                });
}

NounPage sources(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page) {
    return list_records<Source>(tx, presenter, page, "title, id",
                                {{"source", presenter.text("Source")},
                                 {"publisher", presenter.text("Publisher")},
                                 {"published", presenter.text("Published")}},
                                [&](Source const& source) -> Cells {
                                    return {Cell{source.title, "/register/sources/" + source.uuid},
                                            presenter.plain(source.publisher),
                                            presenter.date_cell(source.published)};
                                });
}

constexpr std::array lists{
    NounList{"partnerships", tr_noop("Partnerships"),
             tr_noop("Sister cities, friendships, memoranda and other ties between two or more governments "
                     "or organizations."),
             partnerships},
    NounList{"activities", tr_noop("Activities"),
             tr_noop("What happened: delegations, exchanges, events, trade missions, statements and aid."),
             activities},
    NounList{"practices", tr_noop("Practices"), tr_noop("What works in one place and may help others."),
             practices},
    NounList{"commitments", tr_noop("Commitments"),
             tr_noop("What governments have promised toward global agendas."), commitments},
    NounList{"convenings", tr_noop("Convenings"),
             tr_noop("Recurring meetings, and how local governments take part in them."), convenings},
    NounList{"people", tr_noop("People"),
             tr_noop("Public office holders and named experts, in their public roles."), people},
    NounList{"sources", tr_noop("Sources"), tr_noop("Where the statements of the Register come from."),
             sources},
};

} // namespace

std::span<NounList const> noun_lists() {
    return lists;
}

} // namespace legation::registry
