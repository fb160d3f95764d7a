#include "register/noun_list.hpp"

#include "kernel/records/record_store.hpp"
#include "kernel/search/sort_key.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/commitment.hpp"
#include "register/convening.hpp"
#include "register/person.hpp"
#include "register/practice.hpp"
#include "register/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace legation::registry {

namespace {

using Cells = std::vector<Cell>;

/// The records in the order of their names as people expect it, which no index of the database has. Read once
/// for each data version and language.
template <class T, class Name>
std::shared_ptr<NounOrder const> order_by_name(store::ReadTransaction& tx, Presenter const& presenter,
                                               Name const& name) {
    std::string const key =
        fmt::format("{}:{}", presenter.is_spanish() ? "es" : "en", records::type_of<T>().table);
    return presenter.orders().find(key, [&] {
        std::vector<std::pair<std::string, std::int64_t>> named;
        auto const all = records::visible<T>(tx, "id > 0");
        named.reserve(all.size());
        for (T const& record : all)
            named.emplace_back(search::sort_key(name(record)), record.id);
        std::ranges::sort(named);
        NounOrder order;
        for (auto const& [sort_key, id] : named)
            order.ids.push_back(id);
        return order;
    });
}

/// The rows of one page, in order of name.
template <class T, class Name>
NounPage list_records(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page,
                      Name const& name, std::vector<Column> columns,
                      std::function<Cells(T const&)> const& row) {
    records::RecordType const& type = records::type_of<T>();
    NounPage result{{std::string(type.table), presenter.text(type.label), std::move(columns)}};
    auto const order = order_by_name<T>(tx, presenter, name);
    result.total = static_cast<std::int64_t>(order->ids.size());
    std::int64_t const first = std::min(result.total, (page - 1) * records_per_page);
    std::int64_t const end = std::min(result.total, first + records_per_page);
    for (std::int64_t i = first; i < end; ++i)
        if (auto const record =
                records::find_visible<T>(tx, "id = :id", order->ids[static_cast<std::size_t>(i)]))
            result.table.rows.push_back(row(*record));
    return result;
}

NounPage partnerships(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page) {
    return list_records<Partnership>(
        tx, presenter, page, [&](Partnership const& partnership) { return presenter.title_of(partnership); },
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

/// The latest first: the one list whose order a column has.
NounPage activities(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page) {
    records::RecordType const& type = records::type_of<Activity>();
    NounPage result{{std::string(type.table),
                     presenter.text(type.label),
                     {{"activity", presenter.text("Activity")},
                      {"kind", presenter.text("Kind")},
                      {"when", presenter.text("When"), presenter.text("date not recorded")},
                      {"where", presenter.text("Where")}}}};
    result.total = tx.value<std::int64_t>(fmt::format("SELECT COUNT(*) FROM {} WHERE {}", type.table,
                                                      records::visible_condition))
                       .value_or(0);
    for (Activity const& activity : records::visible<Activity>(
             tx, "id > 0 ORDER BY COALESCE(starts, '') DESC, title, id LIMIT :limit OFFSET :offset",
             records_per_page, (page - 1) * records_per_page)) {
        Cell when = presenter.plain(
            presenter.period(activity.starts, activity.ends.empty() ? activity.starts : activity.ends));
        when.raw = activity.starts;
        result.table.rows.push_back({Cell{activity.title, "/register/activities/" + activity.uuid},
                                     presenter.choice(activity_kinds(), activity.kind), when,
                                     presenter.where(activity.country, activity.place_id)});
    }
    return result;
}

NounPage practices(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page) {
    return list_records<Practice>(tx, presenter, page, std::mem_fn(&Practice::title),
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
        tx, presenter, page, std::mem_fn(&Commitment::title),
        {{"commitment", presenter.text("Commitment")},
         {"actor", presenter.text("Made by")},
         {"agenda", presenter.text("Agenda")}},
        [&](Commitment const& commitment) -> Cells {
            return {Cell{commitment.title, "/register/commitments/" + commitment.uuid},
                    presenter.actor(commitment.actor_id), presenter.choice(agendas(), commitment.agenda)};
        });
}

NounPage convenings(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page) {
    return list_records<Convening>(tx, presenter, page, std::mem_fn(&Convening::name),
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
    return list_records<Person>(tx, presenter, page, std::mem_fn(&Person::name),
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
    return list_records<Source>(tx, presenter, page, std::mem_fn(&Source::title),
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
